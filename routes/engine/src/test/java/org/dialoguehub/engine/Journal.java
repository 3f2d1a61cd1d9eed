package org.dialoguehub.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Lets one writer at a time change what is in memory, or many readers see it, and takes back what a failed writer did. */
final class Journal {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    /** Does all of the work, or nothing of it. */
    <T> T write(Supplier<T> work) {
        requireOutside();
        lock.writeLock().lock();
        try {
            T result = work.get();
            undo.clear();
            afterwards.forEach(Runnable::run);
            return result;
        } finally {
            undo.forEach(Runnable::run);
            undo.clear();
            afterwards.clear();
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

    /** Does that once the work under way has been done as a whole. */
    void afterwards(Runnable step) {
        changing(() -> {});
        afterwards.add(step);
    }

    private void requireOutside() {
        if (lock.isWriteLockedByCurrentThread() || lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("Work must not call the store again");
        }
    }
}
