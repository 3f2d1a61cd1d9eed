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
            String fingerprint) {}

    /** What has become of a note. */
    enum State {
        /** It was spoken of, and never seen. */
        GHOST,
        LIVE,
        DELETED
    }
}
