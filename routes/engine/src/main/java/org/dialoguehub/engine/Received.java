package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;

/**
 * An event that the hub has taken in.
 *
 * @param sequence grows with each event taken in, over all channels
 * @param at when the hub took it in
 * @param activity what happened; its references are the hub's own {@link NoteId}s
 * @param note the note it is about
 * @param thread the thread it is in, as far as known at that time; see {@link Notes.Entry#thread}
 * @param raw the message as it came, where there is such a thing
 * @param hops the hubs that it had passed through
 */
public record Received(
        long sequence,
        ChannelId channel,
        EventKey key,
        Instant at,
        Activity activity,
        NoteId note,
        NoteId thread,
        Set<Mark> marks,
        Optional<BlobId> raw,
        Set<String> hops) {
    public Received {
        marks = Set.copyOf(marks);
        hops = Set.copyOf(hops);
    }

    /** An event that had passed through no hub. */
    public Received(
            long sequence,
            ChannelId channel,
            EventKey key,
            Instant at,
            Activity activity,
            NoteId note,
            NoteId thread,
            Set<Mark> marks,
            Optional<BlobId> raw) {
        this(sequence, channel, key, at, activity, note, thread, marks, raw, Set.of());
    }

    /** The same under its number. */
    public Received numbered(long value) {
        return new Received(value, channel, key, at, activity, note, thread, marks, raw, hops);
    }
}
