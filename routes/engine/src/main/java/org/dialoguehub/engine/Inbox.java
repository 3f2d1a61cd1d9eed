package org.dialoguehub.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;

/** Every event that was ever taken in; each once for a channel and key. */
public interface Inbox {
    /** Which of these keys the channel has already. */
    Set<EventKey> known(ChannelId channel, Collection<EventKey> keys);

    /**
     * Adds an event, and gives it the next sequence number; the number it has is ignored. Numbers become visible in their order: who has seen one never
     * finds a smaller one later.
     *
     * @throws IllegalStateException if the channel has this key already; ask {@link #known} first
     */
    Received add(Received received);

    /** The event that the channel has under this key. */
    Optional<Received> find(ChannelId channel, EventKey key);

    /** The hubs that an event had passed through; none if there is no such event. */
    Set<String> hops(long sequence);

    /** The latest events of a channel, newest first. */
    List<Received> latest(ChannelId channel, int limit);

    /** The events about these notes, the oldest first. */
    List<Received> about(Collection<NoteId> notes);

    /** The events of these numbers; those that do not exist are left out. */
    Map<Long, Received> find(Collection<Long> sequences);
}
