package org.dialoguehub.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** So many requests in a window of time for each token. A window begins with its first request. Safe for use by several threads. */
public final class Quota {
    /**
     * What a request was told.
     *
     * @param granted whether it may pass
     * @param limit the requests of a window
     * @param remaining how many are left after this one
     * @param resetsIn when the window ends, from now
     */
    public record Use(boolean granted, int limit, int remaining, Duration resetsIn) {}

    private record Window(long end, int used) {}

    private final SandboxClock clock;
    private final int limit;
    private final Duration window;
    private final Map<String, Window> windows = new HashMap<>();

    /** A quota of {@code limit} requests in each {@code window}, on the monotonic side of the clock. */
    public Quota(SandboxClock clock, int limit, Duration window) {
        this.clock = clock;
        this.limit = limit;
        this.window = window;
    }

    /** Counts one request of a token. A request that is refused costs nothing. */
    public synchronized Use take(String token) {
        var now = clock.nanoTime();
        var current = windows.get(token);
        if (current == null || current.end - now <= 0) {
            current = new Window(now + window.toNanos(), 0);
        }
        var granted = current.used < limit;
        var used = granted ? current.used + 1 : current.used;
        windows.put(token, new Window(current.end, used));
        return new Use(granted, limit, limit - used, Duration.ofNanos(current.end - now));
    }
}
