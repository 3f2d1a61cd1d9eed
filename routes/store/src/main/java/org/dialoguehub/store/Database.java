package org.dialoguehub.store;

import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** A database: one unit of work changes it at a time, while others read. */
final class Database implements AutoCloseable {
    /** Readers at once: they never wait for the writer, and few keep two or four cores at work. */
    private static final int READERS = 4;

    private final GroupCommit writer;
    private final Readers readers;

    private Database(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** @param beforeEach does its part of each commit first; if it throws, nothing of it is kept */
    static Database open(DataSource source, Dialect dialect, Consumer<Sql> beforeEach, ThreadFactory threads) {
        var connections = new Connections(source, dialect);
        var writer = new GroupCommit(connections, beforeEach, threads);
        writer.start();
        return new Database(writer, new Readers(connections, READERS));
    }

    <T> T write(Function<Sql, T> work) {
        if (readers.busyHere()) {
            throw new IllegalStateException("Work inside a transaction must not call the store again");
        }
        return writer.write(work);
    }

    <T> T read(Function<Sql, T> work) {
        writer.requireOutside();
        return readers.read(work);
    }

    /** How many units wait for the writer now. */
    int waiting() {
        return writer.waiting();
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
