package org.dialoguehub.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a step on a thread of its own until it is closed. No exception ends it: what a step throws is told once, and the step repeated later. */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final String name;
    private final Step step;
    private final LongSupplier nanoTime;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile boolean open = true;
    private volatile long busySince = Long.MIN_VALUE;
    private volatile Optional<String> trouble = Optional.empty();

    Loop(String name, Step step, LongSupplier nanoTime, ThreadFactory threads) {
        this.name = name;
        this.step = step;
        this.nanoTime = nanoTime;
        this.thread = threads.newThread(this::run);
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    /** Lets the next step begin at once. */
    void ring() {
        bell.ring();
    }

    /** What the last step failed with, if it failed. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Whether a step has been under way for longer than that, or the thread is gone. */
    boolean stuck(Duration limit) {
        long since = busySince;
        boolean slow = since != Long.MIN_VALUE && nanoTime.getAsLong() - since > limit.toNanos();
        return open && (slow || !thread.isAlive());
    }

    private void run() {
        while (open) {
            try {
                bell.await(Bell.bounded(once()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Duration once() {
        busySince = nanoTime.getAsLong();
        try {
            Duration pause = step.run();
            trouble = Optional.empty();
            return pause;
        } catch (RuntimeException failed) {
            if (open) {
                tell(failed);
            }
            return AFTER_TROUBLE;
        } finally {
            busySince = Long.MIN_VALUE;
        }
    }

    private void tell(RuntimeException failed) {
        String now = String.valueOf(failed.getMessage());
        if (!trouble.equals(Optional.of(now))) {
            LOG.error("{} failed and goes on: {}", name, now, failed);
        }
        trouble = Optional.of(now);
    }

    /** Ends after the step under way. Does not wait: see {@link #join}. */
    @Override
    public void close() {
        open = false;
        bell.ring();
    }

    /** Waits for the end, at most that long, then interrupts. Does nothing on the loop's own thread, which ends by itself. */
    void join(Duration atMost) throws InterruptedException {
        if (thread != Thread.currentThread() && thread.isAlive() && !thread.join(atMost)) {
            thread.interrupt();
        }
    }

    /** One piece of work. */
    @FunctionalInterface
    interface Step {
        /** Works, and says how long to wait before it wants to work again. */
        Duration run();
    }
}
