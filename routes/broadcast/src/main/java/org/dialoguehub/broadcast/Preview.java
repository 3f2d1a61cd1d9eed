package org.dialoguehub.broadcast;

import java.util.List;
import org.dialoguehub.adaptation.Change;

/**
 * What one channel will get.
 *
 * @param network how people call the network
 * @param parts to the letter
 * @param comments what follows below
 * @param changes what is different from what was written
 * @param problems why it cannot be sent; empty if it can
 */
public record Preview(
        String channel, String network, List<Part> parts, List<Part> comments, List<Change> changes, List<String> problems) {
    public Preview {
        parts = List.copyOf(parts);
        comments = List.copyOf(comments);
        changes = List.copyOf(changes);
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
}
