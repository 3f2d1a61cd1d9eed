package org.dialoguehub.engine;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param request the longest that one request to a network may take
 * @param parent how long a reply waits for a note it answers that has not come yet
 * @param canary how often each channel is tried
 * @param stuck how long a step of work may take before the watcher calls it stuck
 * @param signInWarning how long before its end the operator is told that a sign-in ends
 */
public record Timing(Duration request, Duration parent, Duration canary, Duration stuck, Duration signInWarning) {
    public static final Timing STANDARD = new Timing(
            Duration.ofSeconds(60), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(10));

    /** With a warning fourteen days before a sign-in ends. */
    public Timing(Duration request, Duration parent, Duration canary, Duration stuck) {
        this(request, parent, canary, stuck, Duration.ofDays(14));
    }

    /** How long an armed delivery belongs to who armed it: longer than its request can take. */
    Duration lease() {
        return request.multipliedBy(2);
    }
}
