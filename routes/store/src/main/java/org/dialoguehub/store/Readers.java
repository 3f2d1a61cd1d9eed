package org.dialoguehub.store;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Reads on a few connections, each time on one consistent view. */
final class Readers implements AutoCloseable {
    private final ConcurrentLinkedDeque<Statements> idle = new ConcurrentLinkedDeque<>();
    private final ThreadLocal<Boolean> reading = ThreadLocal.withInitial(() -> false);
    private final Semaphore places;
    private final Connections connections;
    private final int size;
    private volatile boolean closed;

    Readers(Connections connections, int size) {
        this.connections = connections;
        this.places = new Semaphore(size);
        this.size = size;
    }

    <T> T read(Function<Sql, T> work) {
        if (busyHere()) {
            throw new IllegalStateException("Work inside a transaction must not call the store again");
        }
        places.acquireUninterruptibly();
        reading.set(true);
        try {
            return onConnection(work);
        } catch (SQLException failed) {
            throw connections.dialect().failure(failed);
        } finally {
            reading.remove();
            places.release();
        }
    }

    /** Whether this thread is reading right now. */
    boolean busyHere() {
        return reading.get();
    }

    private <T> T onConnection(Function<Sql, T> work) throws SQLException {
        if (closed) {
            throw new IllegalStateException("The store is closed");
        }
        Statements known = idle.pollFirst();
        Statements statements = known == null ? connections.open(false) : known;
        var sql = new Sql(statements, false);
        boolean usable = false;
        try {
            connections.dialect().begin(statements, false);
            T result = work.apply(sql);
            usable = sql.failure().isEmpty();
            return result;
        } finally {
            sql.end();
            keep(statements, usable);
        }
    }

    /** Ends the view; a connection that failed, or that cannot do this, is not used again. */
    private void keep(Statements statements, boolean usable) {
        try {
            if (usable) {
                connections.dialect().commit(statements);
                idle.addFirst(statements);
                return;
            }
        } catch (SQLException failed) {
            // What was read is right nevertheless.
        }
        statements.close();
    }

    /** Waits for those who read, and closes the connections. */
    @Override
    public void close() {
        closed = true;
        places.acquireUninterruptibly(size);
        idle.forEach(Statements::close);
        idle.clear();
        places.release(size);
    }
}
