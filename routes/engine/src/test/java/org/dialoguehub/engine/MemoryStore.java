package org.dialoguehub.engine;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The twin of a store that keeps everything in memory, and passes the same contracts. It is stricter than a database where that shows
 * mistakes of those who use it: a transaction that is used outside its work, changes in work that only reads, and work that calls the store
 * again throw {@link IllegalStateException}; big blobs that were kept without {@link Staging#sync} are lost with the next
 * {@link #reopened}.
 */
public final class MemoryStore implements Store {
    private final Memory memory;
    private final long epoch;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean open = true;

    /** An empty store in its first life. */
    public MemoryStore() {
        this(1);
    }

    /** An empty store in that life. */
    public MemoryStore(long epoch) {
        this(new Memory(), epoch);
    }

    private MemoryStore(Memory memory, long epoch) {
        this.memory = memory;
        this.epoch = epoch;
    }

    /**
     * The same data in the next life, as after a crash: whoever still holds this store gets {@link StoreException} from now on. Faults are
     * not taken over.
     */
    public MemoryStore reopened() {
        memory.journal().write(() -> {
            close();
            memory.blobs().forgetUnsynced();
            return memory;
        });
        return new MemoryStore(memory, epoch + 1);
    }

    /** The next so many writes throw {@link StoreException} after their work has run; nothing of it is kept. */
    public void failNext(long writes) {
        failures.set(writes);
    }

    /** After so many more writes all that follows throws {@link StoreException}, as if the process had been killed there. */
    public void dieAfter(long writes) {
        left.set(writes);
    }

    @Override
    public <T> T write(Work<T> work) {
        return memory.journal().write(() -> {
            requireOpen();
            T result = work.in(memory);
            commit();
            return result;
        });
    }

    @Override
    public <T> T read(Work<T> work) {
        return memory.journal().read(() -> {
            requireOpen();
            return work.in(memory);
        });
    }

    @Override
    public Staging staging() {
        return new MemoryStaging(this, memory.blobs());
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public void close() {
        open = false;
    }

    private void requireOpen() {
        if (!open) {
            throw failure("the store is closed");
        }
    }

    private void commit() {
        if (failures.getAndUpdate(value -> Math.max(0, value - 1)) > 0) {
            throw failure("the disk is full");
        }
        if (left.getAndDecrement() == 0) {
            close();
            throw failure("the process was killed");
        }
    }

    private static StoreException failure(String what) {
        return new StoreException("Planted: " + what, new IOException(what));
    }
}
