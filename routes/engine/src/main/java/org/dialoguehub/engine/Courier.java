package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Money;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Prepared.Ready;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Reactor;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.References.Resolved;
import org.dialoguehub.engine.References.Resolved.There;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Announce;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Undo;
import org.dialoguehub.model.Activity.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers on one channel. A delivery is armed durably before its request, and what came of it is recorded durably after; between the two nothing else
 * happens, so that a crash leaves at most an armed row, for which the {@link Settler} looks.
 */
final class Courier implements Loop.Step {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration AFTER_MISHAP = Duration.ofSeconds(5);

    private final Outlet outlet;
    private final Store store;
    private final Tokens tokens;
    private final Timing timing;
    private final Executor workers;
    private final Runnable freed;
    private final Runnable doubt;

    /**
     * @param workers run the requests, as many at once as the connector allows
     * @param freed told when a request has ended
     * @param doubt told when it is not known what became of one
     */
    Courier(
            Outlet outlet,
            Store store,
            Tokens tokens,
            Timing timing,
            Executor workers,
            Runnable freed,
            Runnable doubt) {
        this.outlet = outlet;
        this.store = store;
        this.tokens = tokens;
        this.timing = timing;
        this.workers = workers;
        this.freed = freed;
        this.doubt = doubt;
    }

    @Override
    public Duration run() {
        Instant now = tokens.clock().instant();
        Instant usedUp = outlet.purse().sending(now).map(Purse.Hold::until).orElse(now);
        int free = outlet.setup().connector().spec().parallel() - outlet.underWay();
        if (free <= 0) {
            return Duration.ofDays(1); // whoever ends rings
        }
        Work work = store.read(transaction -> work(transaction, now, usedUp, free));
        if (work.steps().isEmpty()) {
            return work.pause();
        }
        List<Armed> armed = arm(work.steps().stream().map(step -> prepared(step, now)).toList(), now);
        armed.forEach(one -> {
            outlet.begins(one.delivery().id());
            workers.execute(() -> send(one));
        });
        return Duration.ZERO;
    }

    /**
     * What there is to do.
     *
     * @param pause how long there is nothing to do, if there is none
     */
    private record Work(List<Step> steps, Duration pause) {
        static Work none(Duration pause) {
            return new Work(List.of(), pause);
        }
    }

    private Work work(Transaction transaction, Instant now, Instant usedUp, int free) {
        Instant asked = transaction.channels().paused(outlet.id()).map(Channels.Pause::until).orElse(now);
        Instant rest = Collections.max(List.of(asked, usedUp, outlet.restUntil()));
        if (rest.isAfter(now)) {
            return Work.none(Duration.between(now, rest));
        }
        List<Step> steps = resolved(transaction, now, free);
        if (!steps.isEmpty()) {
            return new Work(steps, Duration.ofDays(1));
        }
        return Work.none(transaction.ledger().next(outlet.id())
                .map(next -> next.isAfter(now) ? Duration.between(now, next) : AFTER_MISHAP)
                .orElse(Duration.ofDays(1)));
    }

    /** A delivery, and what it is in the ids of the channel. */
    private record Step(Delivery delivery, Resolved resolved) {}

    /**
     * A delivery, and the progress that its preparation made.
     *
     * @param request what may go out, if it came that far
     * @param price what that costs
     */
    private record Ripe(Delivery delivery, Optional<There> request, Progress progress, Optional<Money> price) {
        /** One that goes no further for now. */
        static Ripe stopped(Delivery delivery, Progress progress) {
            return new Ripe(delivery, Optional.empty(), progress, Optional.empty());
        }
    }

    /** A delivery whose request may go out. */
    private record Armed(Delivery delivery, There request) {
        Activity activity() {
            return request.activity();
        }
    }

    private List<Step> resolved(Transaction transaction, Instant now, int free) {
        var references = new References(outlet, transaction, now, timing);
        return transaction.ledger().due(outlet.id(), now, free).stream()
                .map(delivery -> new Step(delivery, references.resolve(delivery)))
                .toList();
    }

    private Ripe prepared(Step step, Instant now) {
        Progress progress = step.delivery().progress();
        return switch (step.resolved()) {
            case Resolved.Wait wait ->
                Ripe.stopped(step.delivery(), progress.to(State.WAITING, wait.until(), wait.reason()));
            case Resolved.Never never ->
                Ripe.stopped(step.delivery(), progress.to(State.REJECTED, now, never.reason()));
            case There there -> outlet.purse()
                    .empty(needed(there.activity()), now)
                    .map(hold -> Ripe.stopped(step.delivery(), progress.to(State.WAITING, hold.until(), hold.reason())))
                    .orElseGet(() -> prepared(step.delivery(), there, now));
        };
    }

    private Ripe prepared(Delivery delivery, There there, Instant now) {
        Progress progress = delivery.progress();
        try {
            return switch (prepare(delivery, there)) {
                case Ready ready -> {
                    // What was fixed before the first request stays as it was.
                    Ready fixed = progress.ready().orElse(ready);
                    yield new Ripe(
                            delivery,
                            Optional.of(there),
                            progress.armed(fixed, now, now.plus(timing.lease()), store.epoch()),
                            price(there.activity(), ready));
                }
                case Prepared.NotYet notYet ->
                    Ripe.stopped(delivery, progress.to(State.WAITING, notYet.until(), "The network is still at work on it"));
            };
        } catch (ConnectorException failed) {
            outlet.failed(failed.failure());
            return Ripe.stopped(delivery, nothingHappened(progress, failed.failure(), now));
        }
    }

    private Optional<Money> price(Activity activity, Ready ready) throws ConnectorException {
        Optional<Money> told = activity instanceof Update update && outlet.can(Capability.EDIT)
                ? outlet.as(Editor.class).price(update)
                : ready.price();
        return outlet.purse().price(needed(activity), told);
    }

    private static Capability needed(Activity activity) {
        return switch (activity) {
            case Create create -> Capability.PUBLISH;
            case Update update -> Capability.EDIT;
            case Delete delete -> Capability.DELETE;
            case Like like -> Capability.REACT;
            case Undo undo -> Capability.REACT;
            case Announce share -> Capability.REACT;
        };
    }

    private Prepared prepare(Delivery delivery, There there) throws ConnectorException {
        if (there.activity() instanceof Create create) {
            return outlet.as(Publisher.class).prepare(new Post(delivery.token(), create.note(), there.hops()));
        }
        return new Ready("", Optional.empty());
    }

    /** Records all progress, and books what it costs; gives what may go out. */
    private List<Armed> arm(List<Ripe> ripe, Instant now) {
        return store.write(transaction -> {
            List<Armed> armed = new ArrayList<>();
            for (Ripe one : ripe) {
                Delivery next = one.delivery().with(allowed(transaction, one, now));
                boolean replaced = transaction.ledger().replace(next);
                if (next.state() == State.ARMED && replaced) {
                    armed.add(new Armed(next.replaced(), one.request().orElseThrow()));
                } else if (next.state() == State.ARMED) {
                    transaction.spending().giveBack(next.id(), next.progress().attempt());
                }
            }
            return armed;
        });
    }

    /** The gate is asked again, since a grant may have been taken back meanwhile. */
    private Progress allowed(Transaction transaction, Ripe one, Instant now) {
        Progress before = one.delivery().progress();
        if (one.request().isPresent() && !passes(transaction, one.delivery())) {
            return before.to(State.REJECTED, now, Planner.refusal(outlet.name()));
        }
        return one.price()
                .flatMap(price -> outlet.purse().book(transaction, one.delivery(), one.progress().attempt(), price, now))
                .map(hold -> before.to(State.WAITING, hold.until(), hold.reason()))
                .orElse(one.progress());
    }

    private boolean passes(Transaction transaction, Delivery delivery) {
        Notes.Entry entry = transaction.notes().find(List.of(delivery.note())).get(delivery.note());
        return entry != null
                && Gate.lets(entry.audience(), outlet.id(), outlet.setup().audience(), transaction.grants());
    }

    private void send(Armed armed) {
        try {
            record(armed.delivery(), outcome(armed));
        } catch (RuntimeException broken) {
            // The row stays armed; once its lease is over, we look what became of it.
            LOG.error("Delivery {} to {} is left in doubt: {}", armed.delivery().id(), outlet.name(), broken.getMessage(), broken);
        } finally {
            outlet.ended(armed.delivery().id());
            freed.run();
        }
    }

    /**
     * What became of a request.
     *
     * @param spared whether it is known that nothing happened, so that nothing is paid
     */
    private record Outcome(Progress progress, boolean spared) {}

    private Outcome outcome(Armed armed) {
        Progress progress = armed.delivery().progress();
        try {
            Optional<Published> published = request(armed);
            outlet.worked("delivers");
            outlet.delivered();
            return new Outcome(progress.out(published, Proof.ANSWER, tokens.clock().instant()), false);
        } catch (ConnectorException failed) {
            outlet.failed(failed.failure());
            boolean doubt = failed.failure() instanceof Failure.Uncertain || failed.failure() instanceof Failure.Duplicate;
            return new Outcome(afterFailure(armed, failed.failure()), !doubt);
        }
    }

    private Optional<Published> request(Armed armed) throws ConnectorException {
        switch (armed.activity()) {
            case Create create -> {
                var post = new Post(armed.delivery().token(), create.note(), armed.request().hops());
                Ready ready = armed.delivery().progress().ready().orElseThrow();
                return Optional.of(outlet.as(Publisher.class).publish(post, ready));
            }
            case Update update -> outlet.as(Editor.class).edit(update);
            case Delete delete -> outlet.as(Deleter.class).delete(delete);
            case Like like -> outlet.as(Reactor.class).like(like);
            case Undo(var actor, Like like, var at) -> outlet.as(Reactor.class).unlike(like);
            case Undo undo -> throw cannot(Capability.REACT);
            case Announce share -> throw cannot(Capability.REACT);
        }
        return Optional.empty();
    }

    private ConnectorException cannot(Capability capability) {
        return new ConnectorException(
                new Failure.Rejected("'" + outlet.name() + "' cannot do this: it lacks " + capability));
    }

    private Progress afterFailure(Armed armed, Failure failure) {
        Progress progress = armed.delivery().progress();
        Instant now = tokens.clock().instant();
        boolean repeatable = !(armed.activity() instanceof Create);
        return switch (failure) {
            case Failure.Uncertain uncertain when repeatable ->
                progress.to(State.PLANNED, now.plus(AFTER_MISHAP), uncertain.reason());
            case Failure.Uncertain uncertain -> progress.to(State.UNCERTAIN, now, uncertain.reason());
            case Failure.Duplicate duplicate -> progress.refusedAsDuplicate(now, duplicate.reason());
            default -> nothingHappened(progress, failure, now);
        };
    }

    private Progress nothingHappened(Progress progress, Failure failure, Instant now) {
        return switch (failure) {
            case Failure.Throttled throttled -> {
                pause(throttled);
                yield progress.to(State.PLANNED, throttled.until(), throttled.reason());
            }
            case Failure.Unauthorized unauthorized ->
                progress.to(State.WAITING, now.plus(timing.canary()), unauthorized.reason());
            case Failure.Rejected rejected -> progress.to(State.REJECTED, now, rejected.reason());
            case Failure.Unreachable unreachable -> progress.to(State.PLANNED, now, unreachable.reason());
            case Failure.Uncertain uncertain -> progress.to(State.PLANNED, now.plus(AFTER_MISHAP), uncertain.reason());
            case Failure.Duplicate duplicate -> progress.to(State.PLANNED, now.plus(AFTER_MISHAP), duplicate.reason());
        };
    }

    private void pause(Failure.Throttled throttled) {
        store.write(transaction -> {
            transaction.channels().pause(outlet.id(), throttled.until(), throttled.reason());
            return true;
        });
    }

    private void record(Delivery delivery, Outcome outcome) {
        Progress progress = outcome.progress();
        store.write(transaction -> {
            if (transaction.ledger().replace(delivery.with(progress)) && outcome.spared()) {
                transaction.spending().giveBack(delivery.id(), progress.attempt());
            }
            progress.published().ifPresent(published -> transaction.copies().add(Copy.of(delivery, published)));
            return true;
        });
        if (progress.state() == State.UNCERTAIN) {
            doubt.run();
        }
        if (progress.state() == State.REJECTED) {
            LOG.warn("Delivery {} to {} was rejected: {}", delivery.id(), outlet.name(), progress.reason());
        }
    }
}
