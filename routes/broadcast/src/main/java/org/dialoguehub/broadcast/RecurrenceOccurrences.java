package org.dialoguehub.broadcast;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dialoguehub.broadcast.Schedule.Occurrence;

/**
 * The occurrences of local times after an instant, in order of their instants, which all differ. Around a gap that order is not the one of
 * the local times: 02:30 becomes 03:30, and so comes after 03:00.
 */
final class RecurrenceOccurrences implements Iterator<Occurrence> {
    /** The longest gap of any zone is the day that Samoa left out in 2011; and one more. */
    private static final int LONGEST_GAP_IN_DAYS = 2;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = LocalDateTime.of(9999, 12, 31, 0, 0).toInstant(ZoneOffset.UTC);

    private final Iterator<LocalDateTime> locals;
    private final ZoneId zone;
    private final Instant after;
    private final NavigableMap<Instant, Occurrence> sorted = new TreeMap<>();
    private Optional<Occurrence> read = Optional.empty();

    private RecurrenceOccurrences(Iterator<LocalDateTime> locals, ZoneId zone, Instant after) {
        this.locals = locals;
        this.zone = zone;
        this.after = after;
    }

    /**
     * Occurrences after an instant.
     *
     * @param locals given a local time, those from there on, in order; earlier ones do no harm
     */
    static Stream<Occurrence> after(Instant instant, ZoneId zone, Function<LocalDateTime, Iterator<LocalDateTime>> locals) {
        Instant after = instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
        LocalDateTime from = LocalDateTime.ofInstant(after, zone).minusDays(LONGEST_GAP_IN_DAYS);
        var occurrences = new RecurrenceOccurrences(locals.apply(from), zone, after);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(occurrences, Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        while (!firstIsSettled() && readNext()) {
            read.filter(one -> one.instant().isAfter(after)).ifPresent(this::sort);
        }
        return !sorted.isEmpty();
    }

    @Override
    public Occurrence next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return sorted.pollFirstEntry().getValue();
    }

    /** Whether what comes next cannot be before the first that is sorted, nor at the same instant. */
    private boolean firstIsSettled() {
        return !sorted.isEmpty()
                && read.filter(one -> one.local().isAfter(LocalDateTime.ofInstant(sorted.firstKey(), zone))).isPresent();
    }

    private boolean readNext() {
        read = locals.hasNext() ? Optional.of(new Occurrence(locals.next(), zone)) : Optional.empty();
        return read.isPresent();
    }

    /** Of two at one instant the later stays: it is the one whose local time the clock shows. */
    private void sort(Occurrence occurrence) {
        sorted.put(occurrence.instant(), occurrence);
    }
}
