package org.dialoguehub.model;

/** The hub's own id of a note: one for a note, whatever the number of channels it is on. */
public record NoteId(String value) implements NoteRef {
    public NoteId {
        Names.requireText("note id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
