package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.model.ChannelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches over the rest, and depends on none of it: a canary through the store, deliveries that are overdue, work that is stuck. */
final class Watcher implements Loop.Step {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int MOST = 1_000;

    private final Store store;
    private final InstantSource clock;
    private final Duration stuck;
    private final List<Loop> loops;
    private final Set<Long> told = new HashSet<>();
    private volatile List<String> problems = List.of("The watcher has not looked yet");
    private volatile int overdue;

    Watcher(Store store, InstantSource clock, Duration stuck, List<Loop> loops) {
        this.store = store;
        this.clock = clock;
        this.stuck = stuck;
        this.loops = List.copyOf(loops);
    }

    /** What is wrong with the hub's own work; empty if all is well. */
    List<String> problems() {
        return problems;
    }

    /** How many deliveries are overdue; at most {@value #MOST} are counted. */
    int overdue() {
        return overdue;
    }

    @Override
    public Duration run() {
        List<String> found = new ArrayList<>();
        loops.stream()
                .filter(loop -> loop.stuck(stuck))
                .map(loop -> loop.name() + " has been at one step for more than " + stuck)
                .forEach(found::add);
        loops.stream()
                .flatMap(loop -> loop.trouble().map(why -> loop.name() + ": " + why).stream())
                .forEach(found::add);
        throughTheStore().ifPresent(found::add);
        try {
            tellOverdue();
        } catch (StoreException unreadable) {
            found.add("What is overdue cannot be read: " + unreadable.getMessage());
        }
        problems = List.copyOf(found);
        return EVERY;
    }

    /** Moves a cursor of its own, durably. */
    private Optional<String> throughTheStore() {
        String now = clock.instant().toString();
        try {
            store.write(transaction -> transaction
                    .cursors()
                    .move(Local.CHANNEL, transaction.cursors().of(Local.CHANNEL), new Cursor(now)));
            return Optional.empty();
        } catch (StoreException broken) {
            return Optional.of("The store takes nothing: " + broken.getMessage());
        }
    }

    private void tellOverdue() {
        Instant now = clock.instant();
        List<Delivery> late = store.read(transaction -> transaction.ledger().overdue(now, MOST));
        overdue = late.size();
        told.retainAll(late.stream().map(Delivery::id).collect(Collectors.toSet()));
        for (Delivery delivery : late) {
            if (told.add(delivery.id())) {
                LOG.warn(
                        "Delivery {} to {} is overdue since {}: {} {}",
                        delivery.id(),
                        channel(delivery.channel()),
                        delivery.deadline(),
                        delivery.state(),
                        delivery.progress().reason());
            }
        }
    }

    private String channel(ChannelId id) {
        return store.read(transaction -> transaction.channels().names().getOrDefault(id, id.value()));
    }
}
