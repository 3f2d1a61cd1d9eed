package org.dialoguehub.twitter;

import java.time.Instant;

/** The time in an id of X: 22 bits stand below the milliseconds since 4 November 2010, 01:42:54.657 UTC. */
final class Snowflake {
    private static final long EPOCH = 1_288_834_974_657L;
    private static final int BITS = 22;

    private Snowflake() {}

    static Instant time(String id) {
        return Instant.ofEpochMilli((Long.parseLong(id) >> BITS) + EPOCH);
    }

    /** Smaller than the id of any post made then or later. */
    static long before(Instant time) {
        return Math.max(1, ((time.toEpochMilli() - EPOCH) << BITS) - 1);
    }
}
