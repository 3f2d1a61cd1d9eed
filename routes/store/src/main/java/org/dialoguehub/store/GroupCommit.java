package org.dialoguehub.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dialoguehub.engine.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does all work that changes something on one thread, and commits together what came together: what arrives during one commit is the next group. A unit
 * that fails is undone alone. A commit that fails fails all of its group, and the next group begins anew.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** The most units in one commit: enough to share its cost, few enough that the first need not wait long for the last. */
    private static final int GROUP = 256;

    /** The most units that wait; whoever comes then waits to be let in. */
    static final int WAITING = 1_024;

    private final BlockingQueue<Unit<?>> queue = new ArrayBlockingQueue<>(WAITING);
    private final Unit<Boolean> last = new Unit<>(sql -> true);
    private final Connections connections;
    private final Consumer<Sql> beforeEach;
    private final Thread thread;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean closed;
    private @Nullable Statements statements;

    /** @param beforeEach does its part of each group first; if it throws, the group fails */
    GroupCommit(Connections connections, Consumer<Sql> beforeEach, ThreadFactory threads) {
        this.connections = connections;
        this.beforeEach = beforeEach;
        this.thread = threads.newThread(this::work);
    }

    void start() {
        thread.start();
    }

    <T> T write(Function<Sql, T> work) {
        requireOutside();
        var unit = new Unit<>(work);
        enqueue(unit);
        return unit.await();
    }

    /** How many units wait for the writer now. */
    int waiting() {
        return queue.size();
    }

    /** Refuses a call that comes from inside a unit: it would wait for itself. */
    void requireOutside() {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("Work inside a transaction must not call the store again");
        }
    }

    /** Commits what was handed in so far, and ends. */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            put(last);
        }
        uninterrupted(thread::join);
    }

    private void enqueue(Unit<?> unit) {
        if (!closed) {
            put(unit);
        }
        if (closed) {
            queue.remove(unit);
            refuse(unit);
        }
    }

    private void put(Unit<?> unit) {
        uninterrupted(() -> queue.put(unit));
    }

    private void work() {
        var group = new ArrayList<Unit<?>>(GROUP);
        while (!group.contains(last)) {
            group.clear();
            uninterrupted(() -> group.add(queue.take()));
            queue.drainTo(group, GROUP - 1);
            commit(group);
        }
        closed = true;
        abandon();
        for (Unit<?> late = queue.poll(); late != null; late = queue.poll()) {
            refuse(late);
        }
    }

    private void commit(List<Unit<?>> group) {
        try {
            run(group, connected());
        } catch (Throwable thrown) {
            abandon();
            Throwable reason = thrown instanceof SQLException failed ? connections.dialect().failure(failed) : thrown;
            group.forEach(unit -> unit.failed(reason));
            return;
        }
        group.forEach(GroupCommit::conclude);
    }

    private static void conclude(Unit<?> unit) {
        try {
            unit.committed();
        } catch (RuntimeException mistake) {
            LOG.error("What was to be done after a commit failed; the commit itself is durable", mistake);
        }
    }

    private void run(List<Unit<?>> group, Statements connected) throws SQLException {
        Dialect dialect = connections.dialect();
        dialect.begin(connected, true);
        beforeEach.accept(new Sql(connected, true));
        if (group.size() == 1) {
            if (!group.getFirst().run(connected)) {
                dialect.rollback(connected);
                return;
            }
        } else {
            for (Unit<?> unit : group) {
                apart(unit, connected);
            }
        }
        dialect.commit(connected);
    }

    private static void apart(Unit<?> unit, Statements connected) throws SQLException {
        connected.run("SAVEPOINT unit");
        if (!unit.run(connected)) {
            undo(unit, connected);
        }
        connected.run("RELEASE SAVEPOINT unit");
    }

    private static void undo(Unit<?> unit, Statements connected) throws SQLException {
        try {
            connected.run("ROLLBACK TO SAVEPOINT unit");
        } catch (SQLException lost) {
            // The database gave up the whole transaction, as SQLite does on a full disk: what the unit met says why.
            if (unit.failure() instanceof StoreException reason) {
                throw reason;
            }
            throw lost;
        }
    }

    private Statements connected() throws SQLException {
        Statements present = statements;
        if (present == null) {
            present = connections.open(true);
            statements = present;
        }
        return present;
    }

    /** After a failure nothing is known of the connection: the next group gets a new one. */
    private void abandon() {
        Statements present = statements;
        if (present != null) {
            present.close();
            statements = null;
        }
    }

    private static void refuse(Unit<?> unit) {
        unit.failed(new IllegalStateException("The store is closed"));
    }

    /** Does what must be done even if the thread is interrupted; the interrupt is kept for later. */
    private static void uninterrupted(Blocking action) {
        boolean interrupted = false;
        while (true) {
            try {
                action.run();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits. */
    @FunctionalInterface
    private interface Blocking {
        void run() throws InterruptedException;
    }
}
