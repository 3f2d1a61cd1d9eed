package org.dialoguehub.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;

/**
 * Decides what goes where. What it wants is recorded in the same transaction that acknowledges the event, so that each event has its effect once.
 */
public interface Rule {
    /** Unlike that of any other rule, and lasting: it is part of the key of what it causes, and the name of its subscription. */
    String name();

    /** The name of the channel it listens to. */
    String from();

    /**
     * What is to be done because of an event. Called in a transaction, perhaps more than once for one event; must not block, and must answer the same for the
     * same.
     */
    List<Wanted> wants(Received received, View view);

    /**
     * Something to be done.
     *
     * @param channel the name of the channel to do it on
     * @param action what it is at heart; part of the key
     * @param note the note that it is about, and whose audience counts
     * @param activity what to do there, which may be the nearest thing the channel can show
     */
    record Wanted(String channel, Delivery.Action action, NoteId note, Activity activity) {}

    /** What a rule may know. */
    interface View {
        /** What a channel can do. */
        Set<Capability> capabilities(String channel);

        /** Whether the note is on that channel, or on its way to it. */
        boolean reaches(NoteId note, String channel);

        /** The present text of a note; empty for a ghost. */
        Optional<Note> text(NoteId note);
    }
}
