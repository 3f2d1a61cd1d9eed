package org.dialoguehub.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Receiver;

/**
 * Receives on one channel. Each step takes one batch in: events, threads and cursor in one transaction, and the bytes before it. Meanwhile the next batch is
 * asked for, if there is more.
 */
final class Intake implements Loop.Step {
    private static final int LIMIT = 200;

    private final Outlet outlet;
    private final Store store;
    private final Tokens tokens;
    private final Executor workers;
    private final Consumer<List<Received>> news;
    private Optional<Ahead> ahead = Optional.empty();

    /**
     * @param workers ask for a batch while the one before is taken in; one at a time
     * @param news told of what was new, once it is durable
     */
    Intake(Outlet outlet, Store store, Tokens tokens, Executor workers, Consumer<List<Received>> news) {
        this.outlet = outlet;
        this.store = store;
        this.tokens = tokens;
        this.workers = workers;
        this.news = news;
    }

    /** A batch that was asked for before its turn. */
    private record Ahead(Cursor after, CompletableFuture<Batch> batch) {}

    @Override
    public Duration run() {
        Instant now = tokens.clock().instant();
        if (outlet.restUntil().isAfter(now)) {
            return Duration.between(now, outlet.restUntil());
        }
        Optional<Purse.Hold> hold = outlet.purse().reading(now);
        if (hold.isPresent()) {
            return Duration.between(now, hold.get().until());
        }
        try {
            Cursor cursor = store.read(transaction -> transaction.cursors().of(outlet.id()));
            Batch batch = batch(cursor);
            if (batch.more()) {
                ahead = Optional.of(ask(batch.next()));
            }
            accept(cursor, batch);
            outlet.worked("receives");
            return batch.more() ? Duration.ZERO : outlet.setup().poll();
        } catch (ConnectorException failed) {
            forget();
            outlet.failed(failed.failure());
            Instant until = outlet.restUntil();
            return until.isAfter(now) ? Duration.between(now, until) : outlet.setup().poll();
        }
    }

    private Batch batch(Cursor cursor) throws ConnectorException {
        Optional<Ahead> asked = ahead.filter(known -> known.after().equals(cursor));
        if (asked.isEmpty()) {
            if (ahead.isPresent()) {
                forget();
            }
            return receive(cursor);
        }
        ahead = Optional.empty();
        try {
            return asked.get().batch().join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case ConnectorException told -> throw told;
                case RuntimeException mistake -> throw mistake;
                case null, default -> throw failed;
            }
        }
    }

    private Ahead ask(Cursor after) {
        var batch = new CompletableFuture<Batch>();
        workers.execute(() -> {
            try {
                batch.complete(receive(after));
            } catch (Throwable failed) {
                batch.completeExceptionally(failed);
            }
        });
        return new Ahead(after, batch);
    }

    private Batch receive(Cursor after) throws ConnectorException {
        return outlet.as(Receiver.class).receive(after, LIMIT);
    }

    /** Forgets what was asked for and its bytes, once nothing comes any more. */
    private void forget() {
        ahead.ifPresent(asked -> asked.batch().handle((batch, failure) -> true).join());
        ahead = Optional.empty();
        outlet.staging().discard();
    }

    private void accept(Cursor cursor, Batch batch) throws ConnectorException {
        try {
            take(cursor, batch);
        } catch (RuntimeException broken) {
            forget();
            throw broken;
        }
    }

    private void take(Cursor cursor, Batch batch) throws ConnectorException {
        if (batch.events().isEmpty() && batch.next().equals(cursor)) {
            return;
        }
        try {
            outlet.staging().sync();
        } catch (IOException unsafe) {
            throw new UncheckedIOException("The attachments of " + outlet.name() + " could not be stored", unsafe);
        }
        List<Arrival> arrivals = batch.events().stream().map(Arrival::of).toList();
        Optional<List<Received>> stored = store.write(transaction -> {
            if (!transaction.cursors().move(outlet.id(), cursor, batch.next())) {
                return Optional.empty();
            }
            transaction.keep(outlet.staging());
            return Optional.of(Admission.admit(outlet.id(), outlet.setup().audience(), arrivals, transaction, tokens));
        });
        if (stored.isPresent()) {
            tell(stored.get());
            outlet.as(Receiver.class).kept(batch.next());
        }
    }

    private void tell(List<Received> fresh) {
        outlet.received(fresh.size());
        if (!fresh.isEmpty()) {
            news.accept(fresh);
        }
    }
}
