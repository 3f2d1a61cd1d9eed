package org.dialoguehub.mail;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Date of a mail (RFC 5322, 3.3), in the forms that are met. */
public final class MailDate {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Pattern FORM = Pattern.compile(
            "(\\d{1,2})[ -]{1,3}([A-Za-z]{3})[a-z]{0,6}[ -]{1,3}(\\d{2,4})[ ,]{1,3}(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?"
                    + "(?:\\.\\d{1,9})? {0,3}([+-]\\d{4}|[+-]\\d\\d:\\d\\d|[A-Za-z]{1,5})?");

    private static final Map<String, Integer> ZONES = Map.of(
            "est", -5, "edt", -4, "cst", -6, "cdt", -5, "mst", -7, "mdt", -6, "pst", -8, "pdt", -7);

    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private MailDate() {}

    /** When a mail says it was written, or when it was received if it says nothing that can be. */
    public static Instant of(Headers headers, Instant received) {
        return headers.first("date")
                .flatMap(MailDate::parse)
                .filter(date -> date.isAfter(EARLIEST) && date.isBefore(received.plus(CLOCKS_DIFFER)))
                .orElse(received);
    }

    public static Optional<Instant> parse(String header) {
        Matcher found = FORM.matcher(header.length() > 200 ? header.substring(0, 200) : header);
        if (!found.find()) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(found.group(2).toLowerCase(Locale.ROOT)) + 1;
        String seconds = found.group(6);
        try {
            LocalDateTime local = LocalDateTime.of(
                    year(found.group(3)),
                    month,
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(4)),
                    Integer.parseInt(found.group(5)),
                    // A leap second is not known to java.time.
                    seconds == null ? 0 : Math.min(59, Integer.parseInt(seconds)));
            return Optional.of(local.toInstant(zone(found.group(7))));
        } catch (DateTimeException absurd) {
            return Optional.empty();
        }
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    private static ZoneOffset zone(@Nullable String text) {
        if (text == null) {
            return ZoneOffset.UTC;
        }
        if (text.startsWith("+") || text.startsWith("-")) {
            String digits = text.replace(":", "");
            return ZoneOffset.of(digits.substring(0, 3) + ":" + digits.substring(3));
        }
        return ZoneOffset.ofHours(ZONES.getOrDefault(text.toLowerCase(Locale.ROOT), 0));
    }
}
