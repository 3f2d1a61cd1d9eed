package org.dialoguehub.model;

/**
 * Points to a note, by the hub's own id or by the id its network gave it.
 *
 * <p>Between a connector and the hub, in both directions, references are {@link ExternalId}s of that channel; the hub translates them at
 * the boundary. Inside the hub they are {@link NoteId}s.
 */
public sealed interface NoteRef permits NoteId, ExternalId {
    /** The id as text. */
    String value();
}
