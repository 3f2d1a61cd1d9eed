package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Bounds the wrong keys that come from one address, so that nobody can try many, or keep the store busy with them. Who showed a right key before is let in
 * whoever else is at that address, such as that of a proxy. Safe for use by many threads.
 */
public final class Patience {
    private static final int MOST = 20;
    private static final Duration SPAN = Duration.ofMinutes(1);
    /** Of more than that at once, the oldest are forgotten. */
    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Map<String, Tries> tries = new LinkedHashMap<>();
    private final Set<String> right = new LinkedHashSet<>();

    /** @param clock the hub's */
    public Patience(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether so many wrong keys came from an address within a minute that this one is not looked at. */
    public synchronized boolean isOver(String address, String secret) {
        Tries before = tries.get(address);
        return before != null
                && before.count >= MOST
                && clock.instant().isBefore(before.since.plus(SPAN))
                && !right.contains(Doors.digest(secret));
    }

    /** A key was looked at. */
    public synchronized void saw(String address, String secret, boolean isRight) {
        if (isRight) {
            right.add(Doors.digest(secret));
            if (right.size() > REMEMBERED) {
                right.remove(right.iterator().next());
            }
            return;
        }
        Instant now = clock.instant();
        Tries before = tries.remove(address);
        Tries counted = before != null && now.isBefore(before.since.plus(SPAN)) ? before : new Tries(now, 0);
        tries.put(address, new Tries(counted.since, counted.count + 1));
        if (tries.size() > REMEMBERED) {
            tries.remove(tries.keySet().iterator().next());
        }
    }

    private record Tries(Instant since, int count) {}
}
