package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.engine.Standing.Way;

/** Tries a channel now and then, the whole way to its network, so that trouble is known before somebody needs it. */
final class Canary implements Loop.Step {
    private static final Duration WHILE_DOWN = Duration.ofSeconds(30);

    private final Outlet outlet;
    private final Store store;
    private final InstantSource clock;
    private final Duration every;
    private final Runnable recovered;

    /**
     * @param recovered told when the channel works again
     */
    Canary(Outlet outlet, Store store, InstantSource clock, Duration every, Runnable recovered) {
        this.outlet = outlet;
        this.store = store;
        this.clock = clock;
        this.every = every;
        this.recovered = recovered;
    }

    @Override
    public Duration run() {
        if (outlet.purse().isEmpty(Capability.RECEIVE, clock.instant())) {
            return every;
        }
        boolean wasUp = outlet.standing().way() == Way.UP;
        try {
            outlet.worked(outlet.session().check());
        } catch (ConnectorException failed) {
            outlet.failed(failed.failure());
            return shorter(WHILE_DOWN, every);
        }
        if (!wasUp) {
            Instant now = clock.instant();
            store.write(transaction -> {
                transaction.ledger().wake(outlet.id(), now);
                return true;
            });
            recovered.run();
        }
        return every;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
