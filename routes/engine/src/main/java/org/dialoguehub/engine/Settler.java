package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Finder.Candidate;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Finder.Verdict;
import org.dialoguehub.connector.Post;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.References.Resolved;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Note;

/**
 * Settles doubts on one channel by looking. Absent means two looks without a hit, the second later than the request can have taken and the network needs to
 * show it; then it is planned again, unless the network refused it as a duplicate: that it would do for ever. Where no look is possible, a person must decide, or has done so beforehand.
 */
final class Settler implements Loop.Step {
    private static final int LIMIT = 50;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILED_LOOK = Duration.ofSeconds(30);

    private final Outlet outlet;
    private final Store store;
    private final InstantSource clock;
    private final Timing timing;
    private final Runnable settled;

    /**
     * @param settled told when a delivery may go on
     */
    Settler(Outlet outlet, Store store, InstantSource clock, Timing timing, Runnable settled) {
        this.outlet = outlet;
        this.store = store;
        this.clock = clock;
        this.timing = timing;
        this.settled = settled;
    }

    @Override
    public Duration run() {
        recover();
        Instant now = clock.instant();
        List<Delivery> doubts = store.read(transaction -> transaction.ledger().doubtful(outlet.id(), now, LIMIT));
        for (Delivery doubt : doubts) {
            settle(doubt);
        }
        return doubts.isEmpty() ? untilNextLook(now) : Duration.ZERO;
    }

    private Duration untilNextLook(Instant now) {
        List<Delivery> first = store.read(transaction -> transaction.ledger().doubtful(outlet.id(), now.plus(IDLE), 1));
        return first.isEmpty() ? IDLE : Duration.between(now, first.getFirst().progress().next());
    }

    /**
     * What an earlier life of the hub, or a request whose end could not be recorded, left armed: it may have had its effect. A request that is still under way
     * has time to end, however much later it seems to be by a clock that was set.
     */
    private void recover() {
        Instant now = clock.instant();
        List<Delivery> orphans = store.read(transaction -> transaction.ledger().orphans(store.epoch(), now, LIMIT)).stream()
                .filter(delivery -> delivery.channel().equals(outlet.id()) && !outlet.isUnderWay(delivery.id()))
                .toList();
        if (orphans.isEmpty()) {
            return;
        }
        store.write(transaction -> {
            for (Delivery orphan : orphans) {
                State next = orphan.activity() instanceof Create ? State.UNCERTAIN : State.PLANNED;
                transaction.ledger().replace(
                        orphan.with(orphan.progress().to(next, now, "The hub ended while the request may have been under way")));
            }
            return true;
        });
        settled.run();
    }

    private void settle(Delivery doubt) {
        Instant now = clock.instant();
        try {
            Looked looked = look(doubt, now);
            Progress progress = looked.progress();
            boolean kept = store.write(transaction -> {
                boolean replaced = transaction.ledger().replace(doubt.with(progress));
                if (replaced && looked.absent()) {
                    transaction.spending().giveBack(doubt.id(), progress.attempt());
                }
                if (replaced && progress.state() == State.DELIVERED) {
                    progress.published().ifPresent(published -> transaction.copies().add(Copy.of(doubt, published)));
                }
                return replaced;
            });
            if (kept && progress.state() != State.UNCERTAIN) {
                settled.run();
            }
        } catch (ConnectorException failed) {
            outlet.failed(failed.failure());
            putOff(doubt, now, failed.failure().reason());
        }
    }

    private void putOff(Delivery doubt, Instant now, String reason) {
        store.write(transaction -> transaction.ledger().replace(
                doubt.with(doubt.progress().to(State.UNCERTAIN, now.plus(AFTER_FAILED_LOOK), "We could not look: " + reason))));
    }

    /**
     * What a look gave.
     *
     * @param absent whether it is proven that nothing happened, so that nothing is paid
     */
    private record Looked(Progress progress, boolean absent) {
        static Looked open(Progress progress) {
            return new Looked(progress, false);
        }
    }

    private Looked look(Delivery doubt, Instant now) throws ConnectorException {
        Progress progress = doubt.progress();
        if (!outlet.setup().connector().spec().capabilities().contains(Capability.FIND)) {
            return Looked.open(progress.to(State.UNKNOWN, now, "Nobody can look on '" + outlet.name() + "' but a person"));
        }
        var post = new Post(doubt.token(), note(doubt));
        Sighting sighting = outlet.as(Finder.class)
                .find(post, progress.ready().orElseThrow(), earliest(doubt));
        return switch (sighting) {
            case Sighting.Blind blind -> Looked.open(progress.to(State.UNKNOWN, now, where(progress, blind)));
            case Sighting.Seen seen -> {
                outlet.worked("shows what is there");
                yield hit(doubt, seen.candidates())
                        .map(candidate -> Looked.open(progress.out(Optional.of(candidate.published()), Proof.LOOK, now)))
                        .orElseGet(() -> notSeen(progress, now));
            }
            case Sighting.Decided(Verdict verdict, String why) -> Looked.open(switch (verdict) {
                case REPEAT -> progress.again(surelyOver(progress), why);
                case DROP -> progress.to(State.CANCELLED, now, why);
            });
        };
    }

    /** Before this time it was not out: one that was refused as a duplicate may be out by any of its requests. */
    private static Instant earliest(Delivery doubt) {
        return doubt.progress().isRefused() ? doubt.planned() : doubt.progress().armed().orElseThrow();
    }

    private static String where(Progress progress, Sighting.Blind blind) {
        return progress.isRefused() ? progress.reason() + ". " + blind.where() : blind.where();
    }

    private Note note(Delivery doubt) {
        Note inside = ((Create) doubt.activity()).note();
        Resolved resolved = store.read(transaction -> new References(outlet, transaction, clock.instant(), timing).resolve(doubt));
        return resolved instanceof Resolved.There(Create create, Set<String> hops) ? create.note() : inside.answeringNothing();
    }

    private Optional<Candidate> hit(Delivery doubt, List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.certain() || Fingerprint.of(candidate.text()).equals(doubt.fingerprint()))
                .filter(candidate -> isNothingElse(doubt, candidate))
                .findFirst();
    }

    /** A hit must not already be a copy of another note, or another part of this. */
    private boolean isNothingElse(Delivery doubt, Candidate candidate) {
        var id = candidate.published().id();
        return store.read(transaction -> transaction.copies().find(outlet.id(), List.of(id)).values().stream()
                .allMatch(copy -> copy.note().equals(doubt.note()) && copy.part() == Copy.partOf(doubt)));
    }

    private Looked notSeen(Progress progress, Instant now) {
        Instant surely = surelyOver(progress);
        if (progress.looks() >= 1 && now.isAfter(surely)) {
            return new Looked(progress.again(now, "It was looked for and is not there: it is sent again"), true);
        }
        Instant next = surely.isAfter(now) ? surely.plusMillis(1) : now.plus(BETWEEN_LOOKS);
        return Looked.open(progress.lookedInVain(next, progress.reason()));
    }

    /** When the request has surely ended, and what it did can be seen. */
    private Instant surelyOver(Progress progress) {
        return progress.armed().orElseThrow()
                .plus(timing.request())
                .plus(outlet.setup().visible());
    }
}
