package org.dialoguehub.feed;

import java.time.Instant;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;

/**
 * A note about to be added.
 *
 * @param thread the note that begins the thread; the same as {@code id} if it is this one
 * @param depth how many notes are above it in the thread
 * @param at the time now
 */
public record NewNote(ExternalId id, GroupId group, ExternalId thread, int depth, Instant at, Note note) {
    /** The note as it is once it has its place in the changes of its group. */
    public FeedNote added(long sequence) {
        return new FeedNote(id, group, thread, depth, sequence, 1, at, at, false, note);
    }
}
