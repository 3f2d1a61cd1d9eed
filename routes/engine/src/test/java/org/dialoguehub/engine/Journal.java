package org.dialoguehub.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets one writer at a time change what is in memory, or many readers see it, and takes back what a failed writer did. */
final class Journal {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Deque<Runnable> undo = new ArrayDeque<>();

    /** Does all of the work, or nothing of it. */
    <T> T write(Supplier<T> work) {
        requireOutside();
        lock.writeLock().lock();
        try {
            T result = work.get();
            undo.clear();
            return result;
        } finally {
            undo.forEach(Runnable::run);
            undo.clear();
            lock.writeLock().unlock();
        }
    }

    <T> T read(Supplier<T> work) {
        requireOutside();
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** To be called before something is looked at. */
    void looking() {
        if (!lock.isWriteLockedByCurrentThread() && lock.getReadHoldCount() == 0) {
            throw new IllegalStateException("A transaction is valid only inside the work it was given to");
        }
    }

    /** To be called when something was changed. */
    void changing(Runnable back) {
        if (!lock.isWriteLockedByCurrentThread()) {
            throw new IllegalStateException("Only work that was given to write() may change something");
        }
        undo.push(back);
    }

    private void requireOutside() {
        if (lock.isWriteLockedByCurrentThread() || lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("Work must not call the store again");
        }
    }
}
