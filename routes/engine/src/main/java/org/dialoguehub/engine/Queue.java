package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;

/** What each durable subscription has still to see. */
public interface Queue {
    /** Makes a subscription, which gets every event of the channel from now on. Does nothing if it is there; moves it if it was on another channel. */
    void subscribe(ChannelId channel, String subscription);

    /** Forgets a subscription with all that waits for it. */
    void unsubscribe(String subscription);

    /** The subscriptions of a channel. */
    Set<String> subscriptions(ChannelId channel);

    /** Adds an event for a subscription. */
    void put(String subscription, long sequence, NoteId thread);

    /**
     * What is due, oldest first. Of a thread that has an item waiting for a later time, nothing behind that item is due. Dead items hold up nothing.
     */
    List<Item> due(String subscription, Instant now, int limit);

    /** When the next item is due; empty if nothing waits. May be in the past. */
    Optional<Instant> next(String subscription);

    /** These have been seen. */
    void done(String subscription, Collection<Long> sequences);

    /** It could not be handled now. */
    void later(Item item, Instant next, String reason);

    /** It could not be handled at all; kept until {@link #revive} or {@link #done}. */
    void dead(Item item, String reason);

    /** Dead items of all subscriptions, newest first. */
    List<Item> dead(int limit);

    /** Makes a dead item due again; false if there is none such. */
    boolean revive(String subscription, long sequence, Instant now);

    /** How many items wait for each subscription, dead ones not counted. */
    Map<String, Long> waiting();

    /**
     * An event that waits for a subscription.
     *
     * @param attempts how often it was tried in vain
     * @param reason why the last attempt failed; empty before the first
     */
    record Item(String subscription, long sequence, NoteId thread, int attempts, Instant next, String reason) {}
}
