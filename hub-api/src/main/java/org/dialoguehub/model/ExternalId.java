package org.dialoguehub.model;

/** The id that a network gave to a note on one channel. Opaque: only the connector that made it may read it. */
public record ExternalId(String value) implements NoteRef {
    public ExternalId {
        Names.requireText("external id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
