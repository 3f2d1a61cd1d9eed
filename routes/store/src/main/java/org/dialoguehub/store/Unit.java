package org.dialoguehub.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work that waits for its transaction, and then for its commit. */
final class Unit<T> {
    private final Function<Sql, T> work;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private Runnable success = () -> {};
    private @Nullable Throwable failure;

    Unit(Function<Sql, T> work) {
        this.work = work;
    }

    /** Does the work; gives whether it may be kept. */
    boolean run(Statements statements) {
        var sql = new Sql(statements, true);
        try {
            T result = work.apply(sql);
            failure = sql.failure().orElse(null);
            List<Runnable> afterwards = sql.afterwards();
            success = () -> {
                try {
                    afterwards.forEach(Runnable::run);
                } finally {
                    outcome.complete(result);
                }
            };
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            sql.end();
        }
        return failure == null;
    }

    /** The commit is durable: tells the one who waits what came of the work. */
    void committed() {
        if (failure == null) {
            success.run();
        } else {
            outcome.completeExceptionally(failure);
        }
    }

    /** Nothing is kept. A failure of the work itself comes first. */
    void failed(Throwable reason) {
        outcome.completeExceptionally(failure == null ? reason : failure);
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Waits for the commit; an interrupt is kept for later, since the outcome must be known. */
    T await() {
        try {
            return outcome.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw failed;
            }
        }
    }
}
