package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Optional;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;

/**
 * One outgoing action on one channel, as the ledger records it.
 *
 * @param id given by the ledger, growing; 0 before
 * @param key what makes it one and the same action, unique in the ledger
 * @param thread deliveries of one channel and thread keep their order
 * @param activity what is to be done; its references are the hub's own ids
 * @param token unlike that of any other delivery, and never changed
 * @param fingerprint of the text
 * @param version counts the changes of this row
 */
public record Delivery(
        long id,
        Key key,
        NoteId note,
        NoteId thread,
        Activity activity,
        String token,
        String fingerprint,
        Instant planned,
        Instant deadline,
        Turn turn,
        Progress progress,
        long version) {

    /**
     * What makes a delivery one and the same, however often its cause is replayed.
     *
     * @param source the number of the event that caused it
     * @param rule the rule that wanted it
     */
    public record Key(long source, String rule, ChannelId channel, Action action, int part) {}

    /** What is to be done on the channel. */
    public enum Action {
        CREATE,
        UPDATE,
        DELETE,
        LIKE,
        UNDO
    }

    /** Where a delivery stands. */
    public enum State {
        /** Waits for a time, a parent, a sign-in; {@link Progress#reason()} says for what. */
        WAITING,
        /** To be sent. */
        PLANNED,
        /** Its request may be under way. */
        ARMED,
        /** It is not known whether the request had its effect. */
        UNCERTAIN,
        /** Nobody but a person can tell whether it had its effect. */
        UNKNOWN,
        DELIVERED,
        /** It can never succeed. */
        REJECTED,
        CANCELLED,
        /** Its time was over before it could be sent. */
        EXPIRED;

        /** Whether the delivery holds up those behind it in its thread. */
        public boolean open() {
            return switch (this) {
                case WAITING, PLANNED, ARMED, UNCERTAIN, UNKNOWN -> true;
                case DELIVERED, REJECTED, CANCELLED, EXPIRED -> false;
            };
        }
    }

    /** What speaks for a delivery being out. */
    public enum Proof {
        /** The network refused it as something it has already. That may be an older post, so it settles nothing: we look. */
        REFUSAL,
        /** The network answered. */
        ANSWER,
        /** We looked, and found it. */
        LOOK,
        /** It came back to us. */
        ECHO,
        /** A person said so. */
        PERSON
    }

    /**
     * What changes about a delivery.
     *
     * @param next when there is something to be done about it
     * @param attempt how often it was armed
     * @param looks how often it was looked for in vain since it was armed
     * @param epoch the life of the hub that armed it; 0 if not armed
     * @param armed when it was armed last
     * @param ready what was fixed before the first request
     * @param published what is out
     * @param reason the last failure, or what is waited for; empty if all is well
     */
    public record Progress(
            State state,
            Instant next,
            int attempt,
            int looks,
            long epoch,
            Optional<Instant> armed,
            Optional<Prepared.Ready> ready,
            Optional<Published> published,
            Optional<Proof> proof,
            String reason) {

        static Progress begin(Instant now) {
            return new Progress(
                    State.PLANNED,
                    now,
                    0,
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "");
        }

        Progress to(State value, Instant when, String why) {
            return new Progress(value, when, attempt, looks, epoch, armed, ready, published, proof, why);
        }

        Progress armed(Prepared.Ready fixed, Instant now, Instant lease, long life) {
            return new Progress(
                    State.ARMED,
                    lease,
                    attempt + 1,
                    0,
                    life,
                    Optional.of(now),
                    Optional.of(fixed),
                    published,
                    Optional.empty(),
                    "");
        }

        Progress refusedAsDuplicate(Instant now, String why) {
            return new Progress(
                    State.UNCERTAIN, now, attempt, looks, epoch, armed, ready, published, Optional.of(Proof.REFUSAL), why);
        }

        /** To be sent again, now that it is known that it is not out; a text that the network refuses for good is given up. */
        Progress again(Instant when, String why) {
            return isRefused()
                    ? to(State.REJECTED, when, "The network refuses it as something it has already, and no copy of ours is there: "
                            + "say it in other words, if it is to be said again")
                    : to(State.PLANNED, when, why);
        }

        boolean isRefused() {
            return proof.equals(Optional.of(Proof.REFUSAL));
        }

        Progress lookedInVain(Instant when, String why) {
            return new Progress(
                    State.UNCERTAIN, when, attempt, looks + 1, epoch, armed, ready, published, proof, why);
        }

        Progress out(Optional<Published> value, Proof how, Instant now) {
            return new Progress(
                    State.DELIVERED, now, attempt, looks, epoch, armed, ready, value, Optional.of(how), "");
        }
    }

    public ChannelId channel() {
        return key.channel();
    }

    public State state() {
        return progress.state();
    }

    /** The same as it stands in the ledger after {@link Ledger#replace} has taken it. */
    Delivery replaced() {
        return new Delivery(
                id, key, note, thread, activity, token, fingerprint, planned, deadline, turn, progress, version + 1);
    }

    /** The same with another turn. */
    Delivery with(Turn value) {
        return new Delivery(
                id, key, note, thread, activity, token, fingerprint, planned, deadline, value, progress, version);
    }

    /** The same with other progress. */
    public Delivery with(Progress value) {
        return new Delivery(
                id, key, note, thread, activity, token, fingerprint, planned, deadline, turn, value, version);
    }
}
