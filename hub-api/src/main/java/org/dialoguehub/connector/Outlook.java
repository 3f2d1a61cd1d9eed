package org.dialoguehub.connector;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.Attachment;

/**
 * What a network will make of a post, as far as that is known without asking it.
 *
 * @param shown files that stand with the words
 * @param named files that the network does not take, so that only their names stand below the words
 * @param card the address of which the network shows a card, with what it finds there
 * @param price what the post costs; empty if it costs nothing
 * @param refusal why it can never be posted, with the way out; empty if nothing is known against it
 */
public record Outlook(
        List<Attachment> shown, List<Attachment> named, Optional<URI> card, Optional<Money> price, Optional<String> refusal) {
    public Outlook {
        shown = List.copyOf(shown);
        named = List.copyOf(named);
    }
}
