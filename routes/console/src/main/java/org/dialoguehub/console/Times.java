package org.dialoguehub.console;

import static org.dialoguehub.console.Attribute.attribute;
import static org.dialoguehub.console.Html.element;
import static org.dialoguehub.console.Html.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * How a page tells times: only the time of day for what was today, and all on a closer look.
 *
 * @param today in that zone
 */
record Times(Locale language, ZoneId zone, LocalDate today) {
    /** Clocks in English count to twelve or to 24; the hub's readers do the latter. */
    Times {
        language = language.equals(Locale.ENGLISH) ? Locale.UK : language;
    }

    Html show(Instant instant) {
        ZonedDateTime time = instant.atZone(zone);
        return element(
                "time",
                attribute("datetime", instant.toString()),
                attribute("title", whole(instant)),
                text(time.toLocalDate().equals(today)
                        ? time.format(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(language))
                        : time.format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(language))));
    }

    /** To the second, with the zone. */
    String whole(Instant instant) {
        return instant.atZone(zone)
                .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.LONG).withLocale(language));
    }
}
