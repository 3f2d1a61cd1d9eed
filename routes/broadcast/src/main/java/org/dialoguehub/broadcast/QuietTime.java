package org.dialoguehub.broadcast;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A time of quiet, local to a zone. Where the clocks change it errs on the side of quiet: a beginning that the clock shows twice is the
 * first, an end that it shows twice the second; what it passes over is the moment of the change.
 */
public sealed interface QuietTime {
    /** A window of a week lasts a day at most, and one day more where the date changes with the clock. */
    int LONGEST_IN_DAYS = 2;

    /**
     * A window that recurs each week.
     *
     * @param days on which it begins
     * @param to not included; if not after {@code from} it is on the next day
     */
    record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) implements QuietTime {
        public Weekly {
            days = Set.copyOf(days);
            if (days.isEmpty()) {
                throw new IllegalArgumentException("A quiet time without days; write such as Mon-Fri 22:00-07:00 Europe/Helsinki");
            }
        }
    }

    /**
     * A window that comes once, from one local time to another, which is not included.
     */
    record Once(LocalDateTime from, LocalDateTime to, ZoneId zone) implements QuietTime {
        public Once {
            ScheduleWords.checkLocal("The beginning of a quiet time", from);
            ScheduleWords.checkLocal("The end of a quiet time", to);
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException(
                        "A quiet time ends at " + to + ", which is not after its beginning at " + from + "; exchange them");
            }
        }
    }

    /**
     * Reads {@code Mon-Fri 22:00-07:00 Europe/Helsinki}, {@code Sat,Sun Europe/Helsinki} (all day), {@code 2026-12-24..2026-12-26
     * Europe/Helsinki} (the last day too), or {@code 2026-12-24T12:00..2026-12-26T08:00 Europe/Helsinki}.
     *
     * @throws IllegalArgumentException with what is wrong and the way out
     */
    static QuietTime read(String text) {
        List<String> words = ScheduleWords.words(text);
        if (words.size() < 2 || words.size() > 3) {
            throw wrong(text);
        }
        ZoneId zone = ScheduleWords.zone(words.getLast());
        if (words.getFirst().contains("..")) {
            if (words.size() != 2) {
                throw wrong(text);
            }
            String[] ends = words.getFirst().split("\\.\\.", 2);
            return new Once(beginning(ends[0], 0), beginning(ends[1], 1), zone);
        }
        Set<DayOfWeek> days = ScheduleWords.days(words.getFirst());
        if (words.size() == 2) {
            return new Weekly(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, zone);
        }
        String[] ends = words.get(1).split("-", -1);
        if (ends.length != 2) {
            throw wrong(text);
        }
        return new Weekly(days, ScheduleWords.time(ends[0]), ScheduleWords.time(ends[1]), zone);
    }

    private static LocalDateTime beginning(String text, int daysLater) {
        return text.contains("T") ? ScheduleWords.local(text) : ScheduleWords.date(text).plusDays(daysLater).atStartOfDay();
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' is no quiet time; write such as Mon-Fri 22:00-07:00 Europe/Helsinki,"
                + " or 2026-12-24..2026-12-26 Europe/Helsinki");
    }

    /** This as {@link #read} takes it. */
    default String text() {
        return switch (this) {
            case Weekly(var days, var from, var to, var zone) -> ScheduleWords.text(days) + " " + from + "-" + to + " " + zone.getId();
            case Once(var from, var to, var zone) -> from + ".." + to + " " + zone.getId();
        };
    }

    /** When the window is over in which this instant lies; empty if it lies in none. */
    default Optional<Instant> until(Instant instant) {
        return switch (this) {
            case Once(var from, var to, var zone) -> end(from, to, zone, instant);
            case Weekly(var days, var from, var to, var zone) -> {
                LocalDate today = LocalDate.ofInstant(instant, zone);
                int length = to.isAfter(from) ? 0 : 1;
                yield today.minusDays(LONGEST_IN_DAYS).datesUntil(today.plusDays(1))
                        .filter(date -> days.contains(date.getDayOfWeek()))
                        .flatMap(date -> end(date.atTime(from), date.plusDays(length).atTime(to), zone, instant).stream())
                        .max(Instant::compareTo);
            }
        };
    }

    /** Whether none of these is on at an instant. */
    static boolean isFree(Collection<QuietTime> times, Instant instant) {
        return times.stream().allMatch(time -> time.until(instant).isEmpty());
    }

    private static Optional<Instant> end(LocalDateTime from, LocalDateTime to, ZoneId zone, Instant instant) {
        Instant begin = moment(from, zone, false);
        Instant end = moment(to, zone, true);
        return !instant.isBefore(begin) && instant.isBefore(end) ? Optional.of(end) : Optional.empty();
    }

    private static Instant moment(LocalDateTime local, ZoneId zone, boolean last) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(local);
            return gap.getInstant();
        }
        return local.toInstant(last ? offsets.getLast() : offsets.getFirst());
    }
}
