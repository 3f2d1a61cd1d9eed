package org.dialoguehub.broadcast;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.model.NoteId;

/** What colleagues decided about conversations, durably. Each method is a transaction of its own, and is called by many threads. */
public interface Casebook {
    /** What was decided about these conversations; those about which nothing was are left out. */
    Map<NoteId, Handling> find(Collection<NoteId> conversations);

    /** Keeps a decision in place of those before. */
    void put(Handling handling);

    /**
     * What was decided about a conversation.
     *
     * @param conversation the note it began with
     * @param assignee who is to answer
     * @param closed when somebody said that nothing is left to be said; what the person says later opens it again
     */
    record Handling(NoteId conversation, Optional<Assignment> assignee, Optional<Closing> closed) {
        static Handling none(NoteId conversation) {
            return new Handling(conversation, Optional.empty(), Optional.empty());
        }
    }

    /** Who is to answer, by whose decision. */
    record Assignment(String to, String by, Instant at) {}

    /**
     * That nothing is left to be said, by whose decision.
     *
     * @param last the last note that was there then; clocks of networks are not ours, and tell nothing of what came after
     */
    record Closing(String by, Instant at, NoteId last) {}
}
