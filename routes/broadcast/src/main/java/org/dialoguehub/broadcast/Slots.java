package org.dialoguehub.broadcast;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Schedule.Occurrence;

/**
 * A plan of posting slots, such as each working day at 09:00 and 16:30 in Helsinki; each broadcast takes the next free one.
 *
 * @param name lasting, and unlike that of any other plan
 * @param zone where the times of day hold; one that the clock passes over or shows twice is taken as {@link Occurrence#instant} says
 */
public record Slots(String name, List<Weekly> weekly, ZoneId zone) {
    /** So far ahead a free one is looked for. */
    private static final int LONGEST_IN_DAYS = 366;

    public Slots {
        weekly = List.copyOf(weekly);
        if (weekly.isEmpty()) {
            throw new IllegalArgumentException(
                    "The slot plan '" + name + "' has no slot; write such as Mon-Fri 09:00 16:30 Europe/Helsinki");
        }
    }

    /** Times of day on days of the week. */
    public record Weekly(Set<DayOfWeek> days, Set<LocalTime> times) {
        public Weekly {
            days = Set.copyOf(days);
            times = Set.copyOf(times);
            if (days.isEmpty() || times.isEmpty()) {
                throw new IllegalArgumentException("A slot needs days and a time; write such as Mon-Fri 09:00 16:30");
            }
        }

        private String text() {
            return ScheduleWords.text(days) + " " + times.stream().sorted().map(LocalTime::toString).collect(Collectors.joining(" "));
        }
    }

    /**
     * Reads a plan: {@code Mon-Fri 09:00 16:30, Sat 10:00 Europe/Helsinki}.
     *
     * @throws IllegalArgumentException with what is wrong and the way out
     */
    public static Slots read(String name, String text) {
        List<String> words = ScheduleWords.words(text);
        if (words.size() < 3) {
            throw new IllegalArgumentException("The slot plan '" + name + "' is '" + text
                    + "'; write days, times and a zone, such as Mon-Fri 09:00 16:30 Europe/Helsinki");
        }
        ZoneId zone = ScheduleWords.zone(words.getLast());
        String days = String.join(" ", words.subList(0, words.size() - 1));
        return new Slots(name, Arrays.stream(days.split(",\\s", -1)).map(Slots::weekly).toList(), zone);
    }

    private static Weekly weekly(String text) {
        List<String> words = ScheduleWords.words(text);
        if (words.size() < 2) {
            throw new IllegalArgumentException("'" + text + "' is no slot; write days and times, such as Mon-Fri 09:00 16:30");
        }
        Set<LocalTime> times = words.stream().skip(1).map(ScheduleWords::time).collect(Collectors.toSet());
        return new Weekly(ScheduleWords.days(words.getFirst()), times);
    }

    /** The plan as {@link #read} takes it. */
    public String text() {
        return weekly.stream().map(Weekly::text).collect(Collectors.joining(", ")) + " " + zone.getId();
    }

    /**
     * The first free slot after an instant; empty if there is none within a year. Who takes it records the plan's name and {@link
     * Occurrence#key}, unique together: of two that take it at once one must ask again.
     *
     * @param taken whether a slot cannot be had: another broadcast has it, or it lies in a quiet time
     */
    public Optional<Occurrence> next(Instant after, Predicate<Occurrence> taken) {
        return after(after).filter(slot -> !taken.test(slot)).findFirst();
    }

    /** The slots of a year after an instant, in order; no two at one instant, as they are where the clock passes over one of them. */
    public Stream<Occurrence> after(Instant instant) {
        return RecurrenceOccurrences.after(instant, zone, from -> locals(from.toLocalDate()).iterator());
    }

    private Stream<LocalDateTime> locals(LocalDate from) {
        return from.datesUntil(from.plusDays(LONGEST_IN_DAYS))
                .flatMap(date -> weekly.stream()
                        .filter(slots -> slots.days().contains(date.getDayOfWeek()))
                        .flatMap(slots -> slots.times().stream())
                        .sorted()
                        .distinct()
                        .map(date::atTime));
    }
}
