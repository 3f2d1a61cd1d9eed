package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.engine.Allowances.Taken;

/**
 * The allowances of one holder. Known in memory, so that nobody asks the store before each request; stored when it matters: when nothing is left, and
 * whenever a tenth is gone. What we count ourselves is taken from the store some at a time; what of it was not used when the process ends counts as used.
 * Safe for use by several threads.
 */
final class Holdings {
    /** Of a whole: what may be lost with the process. */
    private static final long PARTS = 50;

    private static final long TENTHS = 10;

    /** Networks tell when all is granted anew to the second, and we reckon by their clock. */
    private static final Duration MUCH = Duration.ofMinutes(1);

    private final Store store;
    private final String holder;
    private final Map<String, Allowance> known = new ConcurrentSkipListMap<>();
    private final Map<String, Allowance> stored = new TreeMap<>();
    private final Map<String, Allowance> inHand = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    Holdings(Store store, String holder) {
        this.store = store;
        this.holder = holder;
        for (Allowance allowance : store.read(transaction -> transaction.allowances().of(holder))) {
            known.put(allowance.name(), allowance);
            stored.put(allowance.name(), allowance);
        }
    }

    /** What the network said. */
    void put(Allowance allowance, Instant now) {
        lock.lock();
        try {
            known.put(allowance.name(), allowance);
            if (matters(allowance, Optional.ofNullable(stored.get(allowance.name())).filter(it -> it.until().isAfter(now)))) {
                store.write(transaction -> {
                    transaction.allowances().put(holder, allowance);
                    return true;
                });
                stored.put(allowance.name(), allowance);
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean matters(Allowance now, Optional<Allowance> before) {
        if (before.isEmpty()) {
            return (now.of() - now.left()) * TENTHS >= now.of();
        }
        boolean turned = (now.left() == 0) != (before.get().left() == 0);
        boolean longer = now.left() == 0 && before.get().until().plus(MUCH).isBefore(now.until());
        return turned || longer || Math.abs(before.get().left() - now.left()) * TENTHS >= now.of();
    }

    /** Takes one; false if nothing is left. */
    boolean take(Allowance whole, Instant now) {
        lock.lock();
        try {
            long had = Optional.ofNullable(inHand.get(whole.name()))
                    .filter(hand -> hand.until().equals(whole.until()) && hand.of() == whole.of())
                    .map(Allowance::left).orElse(0L);
            Taken taken = had > 0 ? new Taken(had, beyond(whole)) : fetched(whole, now);
            inHand.put(whole.name(), whole.left(Math.max(0, taken.taken() - 1)));
            stored.put(whole.name(), whole.left(taken.left()));
            known.put(whole.name(), whole.left(taken.left() + Math.max(0, taken.taken() - 1)));
            return taken.taken() > 0;
        } finally {
            lock.unlock();
        }
    }

    private long beyond(Allowance whole) {
        return Optional.ofNullable(stored.get(whole.name())).map(Allowance::left).orElse(0L);
    }

    private Taken fetched(Allowance whole, Instant now) {
        long wanted = Math.max(1, whole.of() / PARTS);
        return store.write(transaction -> transaction.allowances().take(holder, whole, wanted, now));
    }

    /** The one that is used up and is granted anew last, of those that cover this. */
    Optional<Allowance> usedUp(Covers what, Instant now) {
        return all(now).stream()
                .filter(allowance -> allowance.left() == 0 && (allowance.covers() == what || allowance.covers() == Covers.EVERYTHING))
                .max(Comparator.comparing(Allowance::until));
    }

    /** All whose time is not over, by name. */
    List<Allowance> all(Instant now) {
        return known.values().stream().filter(allowance -> allowance.until().isAfter(now)).toList();
    }
}
