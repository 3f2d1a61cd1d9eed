package org.dialoguehub.engine;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

/**
 * What is known of a delivery, and the proof that it is out.
 *
 * @param fingerprint SHA-256 of the normalised text, in hexadecimal digits
 * @param attempts how often its request was made
 * @param reason why it is not out yet; empty if it is
 */
public record Receipt(
        long delivery,
        NoteId note,
        String channel,
        State state,
        Optional<ExternalId> id,
        Optional<URI> url,
        Optional<Instant> at,
        Optional<Proof> proof,
        String fingerprint,
        int attempts,
        String reason) {

    static Receipt of(Delivery delivery, String channel) {
        var published = delivery.progress().published();
        return new Receipt(
                delivery.id(),
                delivery.note(),
                channel,
                delivery.state(),
                published.map(out -> out.id()),
                published.flatMap(out -> out.url()),
                published.map(out -> out.at()),
                delivery.progress().proof().filter(proof -> delivery.state() == State.DELIVERED),
                delivery.fingerprint(),
                delivery.progress().attempt(),
                delivery.progress().reason());
    }
}
