package org.dialoguehub.broadcast;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.adaptation.Change;
import org.dialoguehub.connector.Money;
import org.dialoguehub.model.Attachment;

/**
 * What one channel will get.
 *
 * @param network how people call the network
 * @param parts to the letter
 * @param comments what follows below
 * @param files what stands with the words, to the byte
 * @param named files that the network does not take: only their names stand below the words
 * @param card the address of which the network shows a card
 * @param changes what is different from what was written
 * @param cost what all of it costs; empty if it costs nothing
 * @param waits why it would not go out at once now; empty if it would
 * @param problems why it cannot be sent; empty if it can
 */
public record Preview(
        String channel,
        String network,
        List<Part> parts,
        List<Part> comments,
        List<File> files,
        List<String> named,
        Optional<URI> card,
        List<Change> changes,
        Optional<Cost> cost,
        List<String> waits,
        List<String> problems) {
    public Preview {
        parts = List.copyOf(parts);
        comments = List.copyOf(comments);
        files = List.copyOf(files);
        named = List.copyOf(named);
        changes = List.copyOf(changes);
        waits = List.copyOf(waits);
        problems = List.copyOf(problems);
    }

    /**
     * One post.
     *
     * @param text as plain text
     * @param length in the network's own measure
     * @param limit in the same measure; {@link Long#MAX_VALUE} if there is none
     */
    public record Part(String text, long length, long limit) {}

    /**
     * A file as it is sent.
     *
     * @param size of a picture, in pixels, such as {@code 1200 × 900}; empty if that is not known
     * @param change how it is different from what was given; empty if it is the same
     */
    public record File(Attachment file, Optional<String> size, Optional<String> change) {}

    /**
     * Money.
     *
     * @param price of all parts and comments
     * @param spent in this month (UTC), by all channels of the account
     * @param limit of the month, if there is one
     */
    public record Cost(Money price, Money spent, Optional<Money> limit) {
        /** Whether the month's limit allows it. */
        public boolean isWithin() {
            return limit.filter(most -> spent.plus(price).isMoreThan(most)).isEmpty();
        }
    }
}
