package org.dialoguehub.model;

import java.time.Instant;

/**
 * What somebody did, in the words of <a href="https://www.w3.org/TR/activitystreams-vocabulary/">ActivityStreams 2.0</a>.
 *
 * <p>{@link #object()} is the note that it was done to or, for {@link Create}, the note that came to be. Times are those of the network
 * where it happened, as instants in UTC.
 */
public sealed interface Activity {
    /** Who did it. */
    Actor actor();

    /** The note that it was done to. */
    NoteRef object();

    /** When it was done, by the clock of the network that told of it. */
    Instant published();

    /** A note was written. */
    record Create(NoteRef object, Note note) implements Activity {
        @Override
        public Actor actor() {
            return note.author();
        }

        @Override
        public Instant published() {
            return note.published();
        }
    }

    /** A note was changed; {@code note} is the whole of it after the change. */
    record Update(Actor actor, NoteRef object, Note note, Instant published) implements Activity {}

    /** A note was taken back. */
    record Delete(Actor actor, NoteRef object, Instant published) implements Activity {}

    /** What can be undone. */
    sealed interface Reversible extends Activity {}

    /** Somebody likes a note; {@code emoji} is what they chose to say so, one grapheme in most networks. */
    record Like(Actor actor, NoteRef object, String emoji, Instant published) implements Reversible {
        /** What a network without a choice of emoji means by a like. */
        public static final String THUMBS_UP = "\uD83D\uDC4D";

        public Like {
            Names.requireText("emoji", emoji);
        }
    }

    /** Somebody shared a note onwards, unchanged. */
    record Announce(Actor actor, NoteRef object, Instant published) implements Reversible {}

    /** Somebody took back a like or a share. */
    record Undo(Actor actor, Reversible undone, Instant published) implements Activity {
        @Override
        public NoteRef object() {
            return undone.object();
        }
    }
}
