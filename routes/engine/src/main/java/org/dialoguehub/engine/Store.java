package org.dialoguehub.engine;

/** Keeps everything that the engine must not forget. Safe for use by many threads. */
public interface Store extends AutoCloseable {
    /**
     * Does work in one transaction: all of it is durable when this returns, or nothing is. Units of several threads may share one commit. The work
     * runs at most once, on any thread, must not block, and must not call the store again.
     *
     * @throws StoreException if the work could not be made durable; nothing of it is kept
     */
    <T> T write(Work<T> work);

    /** Does work that only reads, on one consistent view that holds at least all that was durable when this was called. */
    <T> T read(Work<T> work);

    /** A place to collect bytes that become durable with a transaction of their own, for one session. */
    Staging staging();

    /**
     * The number of this life of the hub: greater than that of every earlier life on the same data. While the store is open no other process has
     * the same; what carries a smaller one was left behind by a process that is dead, or has lost its lease.
     */
    long epoch();

    @Override
    void close();

    /** Work inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction);
    }
}
