package org.dialoguehub.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes a thread that waits for something to do. A ring before the wait is not lost. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rang = lock.newCondition();
    private boolean ringing;

    void ring() {
        lock.lock();
        try {
            ringing = true;
            rang.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a ring, at most that long, in monotonic time. */
    void await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!ringing && left > 0) {
                left = rang.awaitNanos(left);
            }
            ringing = false;
        } finally {
            lock.unlock();
        }
    }

    /** The longest time that is worth counting. */
    static Duration bounded(Duration time) {
        Duration most = Duration.ofNanos(TimeUnit.DAYS.toNanos(1));
        return time.compareTo(most) > 0 ? most : time;
    }
}
