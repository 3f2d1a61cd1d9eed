package org.dialoguehub.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.NoteId;

/** What the hub knows of each note beside its text. */
public interface Notes {
    /** The entries of these notes; those that do not exist are left out. */
    Map<NoteId, Entry> find(Collection<NoteId> ids);

    /** Adds a note; its id must be new. */
    void add(Entry entry);

    /** Replaces the entry with the same id. */
    void replace(Entry entry);

    /** Moves every note of one thread to another: two threads turned out to be one. */
    void join(NoteId thread, NoteId into);

    /** The notes of a thread, in the order they were added, after that place; {@code -1} to begin. */
    List<Entry> thread(NoteId thread, int skip, int limit);

    /**
     * A note as the hub knows it.
     *
     * @param thread names the thread, the same for all its notes: the id of the first of them that the hub heard of, which need not be the root
     * @param content the number of the event with its present text; empty for a ghost
     * @param fingerprint of its present text; empty for a ghost
     */
    record Entry(
            NoteId id,
            NoteId thread,
            Optional<NoteId> parent,
            State state,
            Audience audience,
            OptionalLong content,
            String fingerprint) {

        /** A note that is about to be there; not said yet. */
        static Entry begin(NoteId id, Optional<Entry> parent, Audience readers) {
            NoteId thread = parent.map(Entry::thread).orElse(id);
            return new Entry(id, thread, parent.map(Entry::id), State.GHOST, readers, OptionalLong.empty(), "");
        }

        /** The same note, with the text of that event. */
        Entry saying(long event, Audience readers, String print) {
            return new Entry(id, thread, parent, State.LIVE, readers, OptionalLong.of(event), print);
        }

        Entry takenBack() {
            return new Entry(id, thread, parent, State.DELETED, audience, content, fingerprint);
        }

        Entry below(Entry above) {
            return new Entry(id, above.thread, Optional.of(above.id), state, audience, content, fingerprint);
        }

        Entry in(NoteId joined) {
            return new Entry(id, joined, parent, state, audience, content, fingerprint);
        }
    }

    /** What has become of a note. */
    enum State {
        /** It was spoken of, and never seen. */
        GHOST,
        LIVE,
        DELETED
    }
}
