package org.dialoguehub.engine;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Grants.Grant;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;

/** The use cases of those who run the hub: see, repeat, settle, grant. */
public final class Operations {
    private static final int MOST = 200;

    private final Store store;
    private final Outlets outlets;
    private final InstantSource clock;
    private final Duration signInWarning;
    private final Runnable changed;

    Operations(Store store, Outlets outlets, InstantSource clock, Duration signInWarning, Runnable changed) {
        this.store = store;
        this.outlets = outlets;
        this.clock = clock;
        this.signInWarning = signInWarning;
        this.changed = changed;
    }

    /** How everything stands. At most {@value #MOST} rows of each kind. */
    public Status status(Principal principal) {
        principal.mustAdminister("see the state of the hub");
        Instant now = clock.instant();
        return store.read(transaction -> {
            Ledger ledger = transaction.ledger();
            Map<ChannelId, Map<State, Long>> counts = ledger.counts();
            return new Status(
                    now,
                    outlets.all().stream()
                            .map(outlet -> channel(outlet, counts.getOrDefault(outlet.id(), Map.of()), transaction, now))
                            .toList(),
                    ledger.list(Set.of(State.WAITING), MOST),
                    ledger.overdue(now, MOST),
                    ledger.list(Set.of(State.UNCERTAIN, State.UNKNOWN), MOST),
                    ledger.list(Set.of(State.REJECTED), MOST),
                    transaction.queue().dead(MOST),
                    transaction.queue().waiting());
        });
    }

    private Status.Channel channel(Outlet outlet, Map<State, Long> counts, Transaction transaction, Instant now) {
        return new Status.Channel(
                outlet.name(),
                outlet.setup().connector().spec().name(),
                outlet.standing(),
                counts,
                transaction.channels().paused(outlet.id()),
                outlet.tally(),
                signInEnd(outlet, transaction),
                outlet.purse().means(transaction, now));
    }

    private Optional<Status.SignInEnd> signInEnd(Outlet outlet, Transaction transaction) {
        return transaction.vault().find(outlet.id()).flatMap(Vault.Sealed::until)
                .map(until -> Status.SignInEnd.of(until, clock.instant(), signInWarning));
    }

    /**
     * Tries a channel, the whole way to its network, without changing anything.
     *
     * @return one line about what was seen
     */
    public String check(Principal principal, String channel) throws ConnectorException {
        principal.mustAdminister("try a channel");
        Outlet outlet = outlets.named(channel);
        String seen = outlet.session().check();
        return store.read(transaction -> signInEnd(outlet, transaction))
                .filter(Status.SignInEnd::soon)
                .map(end -> seen + "; the sign-in ends in " + end.days() + " days: ./hub login " + channel)
                .orElse(seen);
    }

    /**
     * Begins to sign a channel in.
     *
     * @return the page on which a person agrees
     * @throws IllegalArgumentException if there is no such channel, or nobody signs in to its network with a browser
     */
    public URI signInPage(Principal principal, String channel, SignIn signIn) throws ConnectorException {
        principal.mustAdminister("sign a channel in");
        Outlet outlet = outlets.named(channel);
        return signsIn(outlet).page(outlet.setup().settings(), outlet.host(), signIn);
    }

    /**
     * Ends what {@link #signInPage} began, with what the network sent back; the channel works again at once.
     *
     * @return one line about who is signed in
     */
    public String signIn(Principal principal, String channel, SignIn signIn, Map<String, String> answer) throws ConnectorException {
        principal.mustAdminister("sign a channel in");
        Outlet outlet = outlets.named(channel);
        String who = signsIn(outlet).finish(outlet.setup().settings(), outlet.host(), signIn, answer);
        outlet.rested();
        changed.run();
        return who;
    }

    private static SignsIn signsIn(Outlet outlet) {
        if (outlet.setup().connector() instanceof SignsIn browser) {
            return browser;
        }
        throw new IllegalArgumentException("'" + outlet.name() + "' is a channel of " + outlet.setup().connector().spec().title()
                + ", to which nobody signs in with a browser; its settings say who speaks");
    }

    /** The name of each channel that there has ever been. */
    public Map<ChannelId, String> channelNames(Principal principal) {
        principal.mustAdminister("see the channels");
        return store.read(transaction -> transaction.channels().names());
    }

    /**
     * Plans a delivery again that was rejected, or waits; what may be out is not repeated.
     *
     * @throws IllegalArgumentException if there is no such delivery, or it may be out
     */
    public void retry(Principal principal, long delivery) {
        principal.mustAdminister("repeat a delivery");
        change(delivery, before -> switch (before.state()) {
            case WAITING, PLANNED, REJECTED, CANCELLED, EXPIRED ->
                before.progress().to(State.PLANNED, clock.instant(), "Repeated by " + principal.name());
            case UNCERTAIN, UNKNOWN, ARMED -> throw new IllegalArgumentException(
                    "Delivery " + delivery + " may be out; settle it first: found or absent");
            case DELIVERED -> throw new IllegalArgumentException("Delivery " + delivery + " is out already");
        }, false);
    }

    /**
     * Deliveries that are not out yet or never will be, newest first.
     *
     * @param states of which of them
     * @param before the id of a delivery, whose predecessors are wanted
     * @param limit at most {@value #MOST}
     */
    public List<Delivery> deliveries(Principal principal, Set<State> states, long before, int limit) {
        principal.mustAdminister("see what is to be sent");
        return store.read(transaction -> transaction.ledger().list(states, before, Math.min(limit, MOST)));
    }

    /**
     * Sends a delivery no more that has not gone out.
     *
     * @throws IllegalArgumentException if there is no such delivery, or it is or may be out, or is over
     */
    public void cancel(Principal principal, long delivery) {
        principal.mustAdminister("cancel a delivery");
        change(delivery, before -> switch (before.state()) {
            case WAITING, PLANNED -> before.progress().to(State.CANCELLED, clock.instant(), "Cancelled by " + principal.name());
            case UNCERTAIN, UNKNOWN, ARMED -> throw new IllegalArgumentException(
                    "Delivery " + delivery + " may be out; settle it: found, absent or drop");
            case DELIVERED -> throw new IllegalArgumentException("Delivery " + delivery + " is out already");
            case REJECTED, CANCELLED, EXPIRED -> throw new IllegalArgumentException("Delivery " + delivery + " is over already");
        }, false);
    }

    /** Gives a dead letter to its subscription again; false if there is none such. */
    public boolean retry(Principal principal, String subscription, long event) {
        principal.mustAdminister("repeat an event");
        boolean revived = store.write(transaction -> transaction.queue().revive(subscription, event, clock.instant()));
        changed.run();
        return revived;
    }

    /**
     * Settles a doubt by what a person has seen.
     *
     * @throws IllegalArgumentException if there is no such delivery, or no doubt about it
     */
    public void settle(Principal principal, long delivery, Verdict verdict) {
        principal.mustAdminister("settle a doubt");
        change(delivery, before -> {
            if (before.state() != State.UNKNOWN && before.state() != State.UNCERTAIN) {
                throw new IllegalArgumentException("There is no doubt about delivery " + delivery + ": it is " + before.state());
            }
            Instant now = clock.instant();
            Progress progress = before.progress();
            return switch (verdict) {
                case FOUND -> progress.out(progress.published(), Proof.PERSON, now);
                case ABSENT -> progress.again(now, "Not there, says " + principal.name());
                case DROP -> progress.to(State.CANCELLED, now, "Dropped by " + principal.name());
            };
        }, verdict == Verdict.ABSENT);
    }

    /** What a person says of a delivery in doubt. */
    public enum Verdict {
        /** It is out. */
        FOUND,
        /** It is not out: send it. */
        ABSENT,
        /** Whatever became of it: do not send it. */
        DROP
    }

    /** Lets notes with exactly this audience go to a channel that others read too. */
    public void grant(Principal principal, Audience of, String channel, String reason) {
        principal.mustAdminister("widen an audience");
        ChannelId to = outlets.named(channel).id();
        var grant = new Grant(of, to, principal.name(), clock.instant(), reason);
        store.write(transaction -> {
            transaction.grants().add(grant);
            return true;
        });
    }

    /** Takes a grant back; what has not gone out yet does not. */
    public void revoke(Principal principal, Audience of, String channel) {
        principal.mustAdminister("narrow an audience");
        ChannelId to = outlets.named(channel).id();
        store.write(transaction -> {
            transaction.grants().remove(of, to);
            return true;
        });
    }

    public List<Grant> grants(Principal principal) {
        principal.mustAdminister("see what is granted");
        return store.read(transaction -> transaction.grants().all());
    }

    /** @param absent whether nothing happened, so that nothing is paid */
    private void change(long id, Function<Delivery, Progress> how, boolean absent) {
        store.write(transaction -> {
            Delivery before = transaction
                    .ledger()
                    .find(id)
                    .orElseThrow(() -> new IllegalArgumentException("There is no delivery " + id));
            if (!transaction.ledger().replace(before.with(how.apply(before)))) {
                throw new IllegalStateException("Delivery " + id + " is changing right now; try again");
            }
            if (absent) {
                transaction.spending().giveBack(id, before.progress().attempt());
            }
            return Optional.empty();
        });
        changed.run();
    }
}
