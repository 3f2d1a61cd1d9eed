package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.dialoguehub.engine.Delivery.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the clock was set back. What was put off until a time by the old clock would wait so much longer; it is tried at once instead. When a doubt
 * counts as absent is left alone: too late is better than twice.
 */
final class Setback implements Loop.Step {
    private static final Logger LOG = LoggerFactory.getLogger(Setback.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Clocks are corrected a little all the time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final int MOST = 10_000;

    private final Outlets outlets;
    private final Store store;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Runnable changed;
    private Instant before;
    private long nanosBefore;

    /** @param changed told when there is something due */
    Setback(Outlets outlets, Store store, InstantSource clock, LongSupplier nanoTime, Runnable changed) {
        this.outlets = outlets;
        this.store = store;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.changed = changed;
        this.before = clock.instant();
        this.nanosBefore = nanoTime.getAsLong();
    }

    @Override
    public Duration run() {
        Instant now = clock.instant();
        long nanos = nanoTime.getAsLong();
        Duration back = Duration.between(now, before.plusNanos(nanos - nanosBefore));
        if (back.compareTo(TOLERANCE) > 0) {
            LOG.warn("The clock was set back by {}; what waits is tried now", back);
            outlets.all().forEach(Outlet::rested);
            makeDue(now);
            changed.run();
        }
        before = now;
        nanosBefore = nanos;
        return EVERY;
    }

    private void makeDue(Instant now) {
        store.write(transaction -> {
            Ledger ledger = transaction.ledger();
            List<Delivery> open = ledger.list(Set.of(State.PLANNED, State.WAITING, State.UNCERTAIN), MOST);
            open.stream()
                    .filter(delivery -> delivery.progress().next().isAfter(now))
                    .map(delivery -> delivery.with(delivery.progress().to(delivery.state(), now, delivery.progress().reason())))
                    .forEach(ledger::replace);
            return true;
        });
    }
}
