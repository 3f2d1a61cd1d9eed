package org.dialoguehub.broadcast;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A recurrence rule (RFC 5545, section 3.3.10), in local time. An empty list stands for a part that the rule does not name.
 *
 * @param positions BYSETPOS: which of the times of a period
 * @param weekStart WKST: with which day the weeks begin that INTERVAL counts
 */
record Recurrence(
        Frequency frequency, int interval, List<Integer> months, List<Integer> monthDays, List<Weekday> days, List<Integer> hours,
        List<Integer> minutes, List<Integer> positions, DayOfWeek weekStart, End end) {

    /** How long a period is. */
    enum Frequency {
        HOURLY(ChronoUnit.HOURS),
        DAILY(ChronoUnit.DAYS),
        WEEKLY(ChronoUnit.WEEKS),
        MONTHLY(ChronoUnit.MONTHS),
        YEARLY(ChronoUnit.YEARS);

        final ChronoUnit unit;

        Frequency(ChronoUnit unit) {
            this.unit = unit;
        }
    }

    /** A day of the week; with an ordinal the so-manieth in its month or year, from the end if negative, and without one (0) each. */
    record Weekday(int ordinal, DayOfWeek day) {
        private boolean matches(LocalDate date, int dayNumber, int length) {
            if (date.getDayOfWeek() != day) {
                return false;
            }
            int fromFront = (dayNumber - 1) / 7 + 1;
            int fromBack = -((length - dayNumber) / 7 + 1);
            return ordinal == 0 || ordinal == fromFront || ordinal == fromBack;
        }
    }

    /** Where the rule ends. */
    sealed interface End {
        record Never() implements End {}

        /** COUNT. */
        record After(int count) implements End {}

        /** UNTIL in local time, inclusive. */
        record Local(LocalDateTime last) implements End {}

        /** UNTIL in UTC, inclusive. */
        record Utc(Instant last) implements End {}
    }

    /** Reads the text of a rule, with or without {@code RRULE:}. */
    static Recurrence read(String text) {
        return RecurrenceReader.read(text);
    }

    /** Refuses a rule that yields nothing at all, such as each 31st of February. */
    void checkComesAfter(LocalDateTime start) {
        if (!new RecurrenceTimes(this, start, ZoneOffset.UTC, start).hasNext()) {
            throw new IllegalArgumentException("The rule never comes true after its start " + start
                    + "; see that UNTIL is later, and that the days, months and positions can fall together");
        }
    }

    /** The same rule with what it leaves to its start (RFC 5545: information that is missing from the rule is taken from DTSTART). */
    Recurrence completedBy(LocalDateTime start) {
        boolean noDays = monthDays.isEmpty() && days.isEmpty();
        boolean ofMonth = frequency == Frequency.MONTHLY || frequency == Frequency.YEARLY;
        return new Recurrence(
                frequency, interval,
                frequency == Frequency.YEARLY && noDays ? orElse(months, start.getMonthValue()) : months,
                ofMonth && noDays ? List.of(start.getDayOfMonth()) : monthDays,
                frequency == Frequency.WEEKLY ? orElse(days, new Weekday(0, start.getDayOfWeek())) : days,
                frequency == Frequency.HOURLY ? hours : orElse(hours, start.getHour()),
                orElse(minutes, start.getMinute()), positions, weekStart, end);
    }

    private static <T> List<T> orElse(List<T> values, T fallback) {
        return values.isEmpty() ? List.of(fallback) : values;
    }

    /** Whether the rule allows this date. Times of day and positions are not looked at. */
    boolean allows(LocalDate date) {
        return (months.isEmpty() || months.contains(date.getMonthValue()))
                && (monthDays.isEmpty() || monthDays.contains(date.getDayOfMonth())
                        || monthDays.contains(date.getDayOfMonth() - date.lengthOfMonth() - 1))
                && (days.isEmpty() || days.stream().anyMatch(day -> matches(day, date)));
    }

    private boolean matches(Weekday day, LocalDate date) {
        boolean ofYear = frequency == Frequency.YEARLY && months.isEmpty();
        return ofYear
                ? day.matches(date, date.getDayOfYear(), date.lengthOfYear())
                : day.matches(date, date.getDayOfMonth(), date.lengthOfMonth());
    }

    /** The times of day in a period that begins at this hour. */
    List<LocalTime> times(int beginning, int second) {
        List<Integer> ofPeriod = frequency != Frequency.HOURLY
                ? hours
                : hours.isEmpty() || hours.contains(beginning) ? List.of(beginning) : List.of();
        return ofPeriod.stream().flatMap(hour -> minutes.stream().map(minute -> LocalTime.of(hour, minute, second))).sorted().toList();
    }

    /** Those of the times of one period that BYSETPOS names; all, if it names none. */
    List<LocalDateTime> positioned(List<LocalDateTime> times) {
        if (positions.isEmpty()) {
            return times;
        }
        return positions.stream()
                .map(position -> position > 0 ? position - 1 : times.size() + position)
                .filter(index -> index >= 0 && index < times.size())
                .sorted()
                .distinct()
                .map(times::get)
                .toList();
    }

    Optional<Integer> count() {
        return end instanceof End.After(int count) ? Optional.of(count) : Optional.empty();
    }
}
