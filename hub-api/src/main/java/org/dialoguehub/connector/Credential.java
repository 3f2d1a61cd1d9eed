package org.dialoguehub.connector;

import java.time.Instant;
import java.util.Optional;
import org.dialoguehub.settings.Secret;

/**
 * What a sign-in left behind. The hub keeps it encrypted, and reads nothing but {@code until}.
 *
 * @param value opaque to the hub: whatever the connector needs to go on, at most some kilobytes of text
 * @param until when a person must sign in again, whatever is done until then; absent if it can be renewed for ever, or nobody knows. The hub
 *     warns beforehand
 */
public record Credential(Secret value, Optional<Instant> until) {}
