package org.dialoguehub.connector;

import java.util.Set;

/**
 * What pictures a network takes. What does not fit is made to fit before it is sent.
 *
 * @param types media types, such as {@code image/jpeg}
 * @param mostBytes of one picture
 * @param mostPixels of one picture, width times height
 */
public record ImageRules(Set<String> types, long mostBytes, long mostPixels) {
    /** No network is known to count pixels beyond this. */
    public static final long ANY_PIXELS = Long.MAX_VALUE;

    public ImageRules {
        types = Set.copyOf(types);
        if (types.isEmpty() || mostBytes < 1 || mostPixels < 1) {
            throw new IllegalArgumentException("Rules of pictures by which there can be none");
        }
    }
}
