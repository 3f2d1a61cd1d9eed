package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

/** The record of everything that is to be sent and was sent. Rows are never removed while anything may depend on them. */
public interface Ledger {
    /** Adds a delivery under a new id; if its key is there already, changes nothing and gives the one that is there. */
    Delivery plan(Delivery delivery);

    Optional<Delivery> find(long id);

    Optional<Delivery> find(Delivery.Key key);

    /** Deliveries of a channel whose post was expected to get one of these ids. */
    List<Delivery> expecting(ChannelId channel, Collection<ExternalId> expected);

    /** All deliveries of this note to the channel, in the order they were planned. */
    List<Delivery> of(NoteId note, ChannelId channel);

    /** All deliveries of this note to any channel, in the order they were planned. */
    List<Delivery> of(NoteId note);

    /** All deliveries that an event caused, in the order they were planned. */
    List<Delivery> because(long source);

    /** ARMED or UNCERTAIN deliveries to the channel with this fingerprint. */
    List<Delivery> inDoubt(ChannelId channel, String fingerprint);

    /**
     * Deliveries of a channel that are WAITING or PLANNED, due, and first of the open ones in their thread, by their {@linkplain Turn turn}. The cost does not
     * depend on how many wait behind, nor on how many are done.
     */
    List<Delivery> due(ChannelId channel, Instant now, int limit);

    /** UNCERTAIN deliveries that are due for a look. */
    List<Delivery> doubtful(ChannelId channel, Instant now, int limit);

    /** The earliest time when {@link #due} or {@link #doubtful} will give something for this channel; empty if nothing is open. May be in the past. */
    Optional<Instant> next(ChannelId channel);

    /** ARMED deliveries that were armed in an earlier life of the hub, or whose lease is over. */
    List<Delivery> orphans(long epoch, Instant now, int limit);

    /** Open deliveries whose deadline is over, the most overdue first. */
    List<Delivery> overdue(Instant now, int limit);

    /**
     * Replaces the progress of a delivery, if nobody has changed the row since it was read; otherwise changes nothing and returns false. The version grows
     * by one.
     */
    boolean replace(Delivery delivery);

    /** Makes due now all WAITING deliveries of a channel, since what they wait for may have come. */
    void wake(ChannelId channel, Instant now);

    /** Deliveries in one of these states, newest first. */
    default List<Delivery> list(Set<State> states, int limit) {
        return list(states, Long.MAX_VALUE, limit);
    }

    /** Of those, the ones planned before a delivery, given by its id: the next page. */
    List<Delivery> list(Set<State> states, long before, int limit);

    /** How many deliveries of each channel are in each open state, or REJECTED. */
    Map<ChannelId, Map<State, Long>> counts();
}
