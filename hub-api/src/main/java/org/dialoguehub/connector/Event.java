package org.dialoguehub.connector;

import java.util.Optional;
import java.util.Set;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.BlobId;

/**
 * Something that happened on a channel.
 *
 * @param activity what happened; its references are external ids of this channel
 * @param marks what the hub should know about it besides
 * @param raw the message as it came, byte for byte, where there is such a thing
 * @param hops the names of the hubs that it has passed through, as far as it tells
 */
public record Event(EventKey key, Activity activity, Set<Mark> marks, Optional<BlobId> raw, Set<String> hops) {
    public Event {
        marks = Set.copyOf(marks);
        hops = Set.copyOf(hops);
    }

    /** An event that tells of no hubs. */
    public Event(EventKey key, Activity activity, Set<Mark> marks, Optional<BlobId> raw) {
        this(key, activity, marks, raw, Set.of());
    }

    /** An event without marks or raw form. */
    public Event(EventKey key, Activity activity) {
        this(key, activity, Set.of(), Optional.empty(), Set.of());
    }

    /** What the hub should know about an event; whatever has one of them is kept, and never passed on by a bridge. */
    public enum Mark {
        /** Sent by a program that answers by itself (RFC 3834). */
        AUTOMATIC,
        /** Tells what became of something sent (RFC 3464). */
        BOUNCE,
        /** Has passed through this hub, or through too many hubs, before. */
        LOOP
    }
}
