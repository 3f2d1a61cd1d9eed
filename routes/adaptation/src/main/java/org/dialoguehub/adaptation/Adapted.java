package org.dialoguehub.adaptation;

import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.Note;

/**
 * A note as a network will get it.
 *
 * @param parts in order, one at least; each after the first is to answer the one before. Files go with the first
 * @param changes what is different from what was written, in the order in which it was found
 * @param refusal why it cannot be said there at all
 */
public record Adapted(List<Note> parts, List<Change> changes, Optional<String> refusal) {
    public Adapted {
        parts = List.copyOf(parts);
        changes = List.copyOf(changes);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A note of no part");
        }
    }

    static Adapted unchanged(Note note) {
        return new Adapted(List.of(note), List.of(), Optional.empty());
    }
}
