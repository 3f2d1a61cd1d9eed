package org.dialoguehub.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;

/**
 * A note on the feed.
 *
 * @param id unlike that of any other note, in all groups
 * @param thread the note that began the thread; its own id if it did
 * @param depth how many notes are above it in the thread, 0 for the first
 * @param sequence its place in the changes of the group ({@link Change#sequence()})
 * @param version 1 for what was written first, one more with each change
 * @param added when it came to the feed, by the hub's clock
 * @param changed when it last changed, by the clock of whoever changed it; {@code added} if it never did
 * @param deleted whether it was taken back; then only its place in the thread is left of it
 */
public record FeedNote(
        ExternalId id,
        GroupId group,
        ExternalId thread,
        int depth,
        long sequence,
        int version,
        Instant added,
        Instant changed,
        boolean deleted,
        Note note) {

    /** The same note with other content. */
    public FeedNote edited(Note content, Instant at) {
        return new FeedNote(id, group, thread, depth, sequence, version + 1, added, at, deleted, content);
    }

    /** What is left of the note when it is taken back: who, when, and its place in the thread. */
    public FeedNote tombstone(Instant at) {
        Note left = new Note(
                note.author(),
                Optional.empty(),
                RichText.empty(),
                note.inReplyTo(),
                List.of(),
                note.audience(),
                note.published(),
                Optional.empty(),
                Optional.empty());
        return new FeedNote(id, group, thread, depth, sequence, version + 1, added, at, true, left);
    }
}
