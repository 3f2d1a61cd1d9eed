package org.dialoguehub.broadcast;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words in which people write times: zones, local times, days of the week. Errors are {@link IllegalArgumentException}s that name the
 * way out.
 */
final class ScheduleWords {
    private static final String EXAMPLE = "2026-12-24T18:00";
    private static final List<DayOfWeek> WEEK = List.of(DayOfWeek.values());

    private ScheduleWords() {}

    /** A zone by its IANA name; an offset or an abbreviation does not say when its clocks change. */
    static ZoneId zone(String text) {
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        String wanted = text.toLowerCase(Locale.ROOT).replace(' ', '_');
        var near = ZoneId.getAvailableZoneIds().stream().filter(id -> isNear(id.toLowerCase(Locale.ROOT), wanted)).sorted().findFirst();
        throw new IllegalArgumentException("'" + text + "' is no time zone; "
                + near.map(id -> "do you mean " + id + "?").orElse("write its IANA name, such as Europe/Helsinki or UTC"));
    }

    private static boolean isNear(String id, String wanted) {
        return id.equals(wanted) || id.endsWith("/" + wanted);
    }

    static LocalDateTime local(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException notLocal) {
            throw new IllegalArgumentException("'" + text + "' is no date and time; write it as " + EXAMPLE, notLocal);
        }
    }

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException noDate) {
            throw new IllegalArgumentException("'" + text + "' is no date; write it as 2026-12-24", noDate);
        }
    }

    static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("'" + text + "' is no time of day; write it as 09:00 or 16:30", noTime);
        }
    }

    /** {@code daily}, {@code Mon-Fri}, {@code Sat,Sun}, {@code Fri-Mon,Wed}. */
    static Set<DayOfWeek> days(String text) {
        if (text.equalsIgnoreCase("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", 2);
            DayOfWeek first = day(text, ends[0]);
            DayOfWeek last = day(text, ends[ends.length - 1]);
            Stream.iterate(first, day -> day.plus(1)).limit(1L + Math.floorMod(last.getValue() - first.getValue(), 7)).forEach(days::add);
        }
        return days;
    }

    private static DayOfWeek day(String text, String name) {
        return WEEK.stream().filter(day -> shortName(day).equalsIgnoreCase(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("'" + text + "' names no days of the week; write Mon-Fri, Sat,Sun or daily"));
    }

    /** The days as {@link #days} reads them. */
    static String text(Set<DayOfWeek> days) {
        return days.size() == 7 ? "daily" : String.join(",", days.stream().sorted().map(ScheduleWords::shortName).toList());
    }

    private static String shortName(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ROOT);
    }

    static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    /** Refuses what can only be a slip: no hub was there before 1970, and none plans beyond the year 9999. */
    static void checkLocal(String what, LocalDateTime local) {
        if (local.getYear() < 1970 || local.getYear() > 9999) {
            throw new IllegalArgumentException(what + " is " + local + "; years from 1970 to 9999 are possible");
        }
        if (!local.equals(local.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(what + " is " + local + "; leave out the fraction of the second");
        }
    }
}
