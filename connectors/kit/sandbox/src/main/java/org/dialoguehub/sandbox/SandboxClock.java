package org.dialoguehub.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time that hub and sandbox share; a test moves it, and whoever waits on it wakes without any real sleep.
 *
 * <p>It has two sides, as a machine has: {@link #instant()} is the wall clock, which may jump; {@link #nanoTime()} is monotonic and only
 * moves forward. Timers count on the monotonic side. Where a {@link java.time.Clock} is wanted, use {@link #withZone}. Safe for use by
 * several threads.
 */
public final class SandboxClock implements InstantSource {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private record Timer(long due, long order, CompletableFuture<Void> future) {}

    private final InstantSource wall;
    private final LongSupplier monotonic;
    private final boolean runs;
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order));
    private Duration wallShift = Duration.ZERO;
    private long monotonicShift;
    private long made;

    private SandboxClock(InstantSource wall, LongSupplier monotonic, boolean runs) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.runs = runs;
    }

    /** A clock that stands still at {@code start} until it is moved. */
    public static SandboxClock standingAt(Instant start) {
        return new SandboxClock(() -> start, () -> 0, false);
    }

    /** A clock that runs with the machine's clock, for demonstrations; it may be moved as well. */
    public static SandboxClock running() {
        return new SandboxClock(InstantSource.system(), System::nanoTime, true);
    }

    /** The wall-clock time. */
    @Override
    public synchronized Instant instant() {
        return wall.instant().plus(wallShift);
    }

    /** The monotonic time in nanoseconds; only differences mean something. */
    public synchronized long nanoTime() {
        return monotonic.getAsLong() + monotonicShift;
    }

    /**
     * Moves both sides forward. Timers that fall due are completed in their order, each at its own moment, by the calling thread; timers
     * set meanwhile that are due within the same span run too.
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("'" + by + "' is negative; use jump() to set the wall clock back");
        }
        var rest = by.toNanos();
        while (true) {
            Timer due;
            synchronized (this) {
                forgetDone();
                var next = timers.peek();
                var step = next == null ? rest : Math.clamp(next.due - nanoTime(), 0, rest);
                move(step);
                rest -= step;
                if (next == null || next.due > nanoTime()) {
                    break;
                }
                due = next;
                timers.remove(due);
            }
            due.future.complete(null);
        }
        startTimers();
    }

    /** Moves the wall clock alone, in either direction, as a correction by NTP or by hand does. No timer notices. */
    public synchronized void jump(Duration by) {
        wallShift = wallShift.plus(by);
    }

    /** Completed once the monotonic side has moved on by {@code delay}; at once if that is zero or negative. Cancel it to give the timer up. */
    public CompletableFuture<Void> after(Duration delay) {
        if (!delay.isPositive()) {
            return CompletableFuture.completedFuture(null);
        }
        var future = new CompletableFuture<Void>();
        synchronized (this) {
            forgetDone();
            var timer = new Timer(nanoTime() + delay.toNanos(), made++, future);
            timers.add(timer);
            start(timer);
            notifyAll();
        }
        return future;
    }

    /** Blocks the calling thread until the monotonic side has moved on by {@code delay}. */
    public void await(Duration delay) throws InterruptedException {
        var timer = after(delay);
        try {
            timer.get();
        } catch (InterruptedException interrupted) {
            timer.cancel(false);
            throw interrupted;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How many timers wait on this clock now. */
    public synchronized int timers() {
        forgetDone();
        return timers.size();
    }

    /**
     * Blocks until at least {@code count} timers wait on this clock: what a test calls before {@link #advance}, so that the thread it wants
     * to wake has surely begun to wait. Gives up with an {@link IllegalStateException} after 20 real seconds.
     */
    public synchronized void awaitTimers(int count) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (timers() < count) {
            var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException(timers.size() + " timers wait on the clock, not " + count);
            }
            wait(left);
        }
    }

    private synchronized void move(long nanos) {
        monotonicShift += nanos;
        wallShift = wallShift.plusNanos(nanos);
    }

    private void forgetDone() {
        timers.removeIf(timer -> timer.future.isDone());
    }

    private void startTimers() {
        List<Timer> waiting;
        synchronized (this) {
            waiting = List.copyOf(timers);
        }
        waiting.forEach(this::start);
    }

    private void start(Timer timer) {
        if (runs) {
            timer.future.completeOnTimeout(null, timer.due - nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
