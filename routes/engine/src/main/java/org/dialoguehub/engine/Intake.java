package org.dialoguehub.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Receiver;

/** Receives on one channel. Each step takes one batch in: events, threads and cursor in one transaction, and the bytes before it. */
final class Intake implements Loop.Step {
    private static final int LIMIT = 200;

    private final Outlet outlet;
    private final Store store;
    private final Tokens tokens;
    private final Consumer<List<Received>> news;

    /**
     * @param news told of what was new, once it is durable
     */
    Intake(Outlet outlet, Store store, Tokens tokens, Consumer<List<Received>> news) {
        this.outlet = outlet;
        this.store = store;
        this.tokens = tokens;
        this.news = news;
    }

    @Override
    public Duration run() {
        Instant now = tokens.clock().instant();
        if (outlet.restUntil().isAfter(now)) {
            return Duration.between(now, outlet.restUntil());
        }
        try {
            Cursor cursor = store.read(transaction -> transaction.cursors().of(outlet.id()));
            Batch batch = outlet.as(Receiver.class).receive(cursor, LIMIT);
            accept(cursor, batch);
            outlet.worked("receives");
            return batch.more() ? Duration.ZERO : outlet.setup().poll();
        } catch (ConnectorException failed) {
            outlet.staging().discard();
            outlet.failed(failed.failure());
            Instant until = outlet.restUntil();
            return until.isAfter(now) ? Duration.between(now, until) : outlet.setup().poll();
        }
    }

    private void accept(Cursor cursor, Batch batch) {
        if (batch.events().isEmpty() && batch.next().equals(cursor)) {
            return;
        }
        try {
            outlet.staging().sync();
        } catch (IOException unsafe) {
            outlet.staging().discard();
            throw new UncheckedIOException("The attachments of " + outlet.name() + " could not be stored", unsafe);
        }
        List<Received> fresh = store.write(transaction -> {
            if (!transaction.cursors().move(outlet.id(), cursor, batch.next())) {
                return List.of();
            }
            transaction.keep(outlet.staging());
            return Admission.admit(outlet.id(), outlet.setup().audience(), batch.events(), transaction, tokens);
        });
        outlet.received(fresh.size());
        if (!fresh.isEmpty()) {
            news.accept(fresh);
        }
    }
}
