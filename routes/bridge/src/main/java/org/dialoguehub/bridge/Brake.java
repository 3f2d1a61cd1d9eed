package org.dialoguehub.bridge;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.dialoguehub.engine.Received;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.NoteId;

/**
 * Stops a writer who says too much in one thread in too short a time: a program that answers itself, most likely. Goes by the times when things were said,
 * so that an old archive does not trip it.
 */
final class Brake {
    private static final int MOST_WRITERS = 10_000;

    private final int most;
    private final Duration within;
    private final Map<Writer, NavigableMap<Long, Instant>> said = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Writer, NavigableMap<Long, Instant>> eldest) {
            return size() > MOST_WRITERS;
        }
    };

    Brake(int most, Duration within) {
        this.most = most;
        this.within = within;
    }

    static Brake standard() {
        return new Brake(20, Duration.ofMinutes(1));
    }

    /** Whether this is too much. The same event asked about again counts once. */
    synchronized boolean stops(Received received) {
        var writer = new Writer(received.thread(), received.activity().actor().account());
        NavigableMap<Long, Instant> times = said.computeIfAbsent(writer, key -> new TreeMap<>());
        Instant now = received.activity().published();
        times.put(received.sequence(), now);
        times.values().removeIf(time -> time.isBefore(now.minus(within)));
        return times.headMap(received.sequence(), true).size() > most;
    }

    private record Writer(NoteId thread, AccountId account) {}
}
