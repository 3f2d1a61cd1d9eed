package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.dialoguehub.engine.Queue.Item;
import org.dialoguehub.model.NoteId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off what waits for one durable subscription. */
final class Reader implements Loop.Step {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final int LIMIT = 200;
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final String subscription;
    private final Store store;
    private final InstantSource clock;
    private final Way way;

    Reader(String subscription, Store store, InstantSource clock, Way way) {
        this.subscription = subscription;
        this.store = store;
        this.clock = clock;
        this.way = way;
    }

    /** How items are handled: in the transaction that acknowledges them, or by somebody outside before it. */
    sealed interface Way {
        /** Done in the acknowledging transaction; all or nothing. */
        record Inside(Effect effect, Runnable afterwards) implements Way {}

        /** Done before the acknowledging transaction, as long as that goes on; again after a crash in between. */
        record Outside(Handler handler, BooleanSupplier goesOn) implements Way {}
    }

    /** What an event causes within a transaction. */
    @FunctionalInterface
    interface Effect {
        void of(Received received, Transaction transaction);
    }

    @Override
    public Duration run() {
        Instant now = clock.instant();
        List<Item> due = store.read(transaction -> transaction.queue().due(subscription, now, LIMIT));
        if (due.isEmpty()) {
            return store.read(transaction -> transaction.queue().next(subscription))
                    .map(next -> positive(Duration.between(now, next)))
                    .orElse(Duration.ofDays(1));
        }
        Map<Long, Received> events = store.read(transaction -> transaction.inbox().find(due.stream().map(Item::sequence).toList()));
        switch (way) {
            case Way.Inside inside -> together(due, events, inside);
            case Way.Outside outside -> oneByOne(due, events, outside);
        }
        return Duration.ZERO;
    }

    private void together(List<Item> due, Map<Long, Received> events, Way.Inside inside) {
        Optional<Exception> failure = applied(due, events, inside.effect());
        if (failure.isPresent() && due.size() == 1) {
            putOff(due.getFirst(), failure.get());
        } else if (failure.isPresent()) {
            Set<NoteId> held = new HashSet<>();
            for (Item item : due) {
                if (!held.contains(item.thread())) {
                    applied(List.of(item), events, inside.effect()).ifPresent(why -> {
                        held.add(item.thread());
                        putOff(item, why);
                    });
                }
            }
        }
        inside.afterwards().run();
    }

    private Optional<Exception> applied(List<Item> items, Map<Long, Received> events, Effect effect) {
        try {
            return store.write(transaction -> {
                items.forEach(item -> effect.of(event(events, item), transaction));
                transaction.queue().done(subscription, items.stream().map(Item::sequence).toList());
                return Optional.empty();
            });
        } catch (StoreException broken) {
            throw broken;
        } catch (RuntimeException wrong) {
            return Optional.of(wrong);
        }
    }

    private void oneByOne(List<Item> due, Map<Long, Received> events, Way.Outside outside) {
        Set<NoteId> held = new HashSet<>();
        for (Item item : due) {
            if (held.contains(item.thread())) {
                continue;
            }
            if (!outside.goesOn().getAsBoolean() || Thread.currentThread().isInterrupted()) {
                return;
            }
            try {
                outside.handler().handle(event(events, item));
                store.write(transaction -> {
                    transaction.queue().done(subscription, List.of(item.sequence()));
                    return true;
                });
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (StoreException broken) {
                throw broken;
            } catch (Exception failed) {
                held.add(item.thread());
                putOff(item, failed);
            }
        }
    }

    private static Received event(Map<Long, Received> events, Item item) {
        return Optional.ofNullable(events.get(item.sequence()))
                .orElseThrow(() -> new IllegalStateException("Event " + item.sequence() + " is not in the inbox"));
    }

    private void putOff(Item item, Exception failure) {
        String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        boolean over = item.attempts() + 1 >= MOST_ATTEMPTS;
        Instant next = clock.instant().plus(FIRST_WAIT.multipliedBy(1L << (2 * item.attempts())));
        LOG.warn("{} could not handle event {} ({}); {}", subscription, item.sequence(), reason,
                over ? "it is a dead letter now" : "again at " + next);
        store.write(transaction -> {
            if (over) {
                transaction.queue().dead(item, reason);
            } else {
                transaction.queue().later(item, next, reason);
            }
            return true;
        });
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
