package org.dialoguehub.connector;

import java.util.Set;
import org.dialoguehub.model.Note;

/**
 * A note on its way to a channel.
 *
 * @param token unlike that of any other delivery, and the same on every attempt: 26 characters of {@code [a-z2-7]}. What the network calls an
 *     idempotency key, nonce or Message-ID is made from it
 * @param note what to say; its references are external ids of this channel
 * @param hops the names of the hubs that it passed through before it came to this one. A connector whose network has a place for them, as e-mail
 *     has, hands them on together with {@link Host#hubName()}: the next hub knows then what has been there already
 */
public record Post(String token, Note note, Set<String> hops) {
    public Post {
        hops = Set.copyOf(hops);
    }

    /** A note that comes from this hub, or from where no hub is known. */
    public Post(String token, Note note) {
        this(token, note, Set.of());
    }
}
