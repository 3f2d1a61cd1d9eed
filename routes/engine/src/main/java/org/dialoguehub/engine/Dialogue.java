package org.dialoguehub.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Reversible;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;

/**
 * A thread as a reader sees it: each note once, wherever it was said and wherever it has been carried.
 *
 * @param thread the note it began with
 * @param notes in the order in which the hub came to know them
 */
public record Dialogue(NoteId thread, List<Told> notes) {
    public Dialogue {
        notes = List.copyOf(notes);
    }

    /**
     * A note with what became of it.
     *
     * @param parent the note it answers
     * @param note its present text; empty if it was taken back, or is only spoken of and was never seen
     * @param author who wrote it, if that is known
     * @param channel where it was said
     * @param at when it was said, by the clock of its network; for a note never seen, when it was first spoken of
     * @param edited whether its text has changed
     * @param likes in the order they were given, without those taken back
     * @param carried what the hub has done or is doing about it elsewhere; shown to those who run the hub, else empty
     * @param reactions likes and shares, where they were told, without those taken back
     */
    public record Told(
            NoteId id,
            Optional<NoteId> parent,
            Notes.State state,
            Optional<Note> note,
            Optional<Actor> author,
            String channel,
            Instant at,
            boolean edited,
            Set<Mark> marks,
            List<Like> likes,
            List<Carried> carried,
            List<Reaction> reactions) {
        /** One to which nobody reacted but by liking it. */
        public Told(
                NoteId id,
                Optional<NoteId> parent,
                Notes.State state,
                Optional<Note> note,
                Optional<Actor> author,
                String channel,
                Instant at,
                boolean edited,
                Set<Mark> marks,
                List<Like> likes,
                List<Carried> carried) {
            this(id, parent, state, note, author, channel, at, edited, marks, likes, carried, List.of());
        }

        public Told {
            marks = Set.copyOf(marks);
            likes = List.copyOf(likes);
            reactions = List.copyOf(reactions);
            carried = List.copyOf(carried);
        }
    }

    /** A like or a share, as a channel told it. */
    public record Reaction(String channel, Reversible what) {}

    /** One action on another channel, and how it stands. */
    public record Carried(Delivery.Action action, Receipt receipt) {}
}
