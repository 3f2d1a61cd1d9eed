package org.dialoguehub.store;

import java.time.Instant;

/** Times as the database has them: microseconds since 1970. What is out of their reach becomes the last one within. */
final class Times {
    private static final long MICROS = 1_000_000;

    private Times() {}

    static long micros(Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), MICROS), time.getNano() / 1_000);
        } catch (ArithmeticException outOfReach) {
            return time.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }
}
