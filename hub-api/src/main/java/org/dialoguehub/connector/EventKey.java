package org.dialoguehub.connector;

/**
 * Tells an event apart from all others of its channel, for ever; the same event told twice has the same key. Not the id of the note: an edit
 * is an event of its own. For mail, the UIDVALIDITY and UID.
 */
public record EventKey(String value) {
    public EventKey {
        if (value.isBlank() || value.length() > 500) {
            throw new IllegalArgumentException("An event key has 1 to 500 characters: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
