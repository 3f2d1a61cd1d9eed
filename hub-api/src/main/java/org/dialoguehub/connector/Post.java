package org.dialoguehub.connector;

import org.dialoguehub.model.Note;

/**
 * A note on its way to a channel.
 *
 * @param token unlike that of any other delivery, and the same on every attempt: 26 characters of {@code [a-z2-7]}. What the network calls an
 *     idempotency key, nonce or Message-ID is made from it
 * @param note what to say; its references are external ids of this channel
 */
public record Post(String token, Note note) {}
