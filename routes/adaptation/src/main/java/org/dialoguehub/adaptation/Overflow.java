package org.dialoguehub.adaptation;

import java.util.Locale;
import java.util.stream.Stream;

/** What becomes of a text that is too long for a network. */
public enum Overflow {
    /** A thread of numbered parts, each an answer to the one before. */
    SPLIT,
    /** Its beginning, up to a sentence or word, and a link to the whole where there is one. */
    SHORTEN,
    /** Nothing is said. */
    REFUSE;

    /**
     * What people call so.
     *
     * @param word in letters of either case, such as {@code split}
     * @throws IllegalArgumentException if nothing is called so
     */
    public static Overflow read(String word) {
        return Stream.of(values()).filter(value -> value.name().equalsIgnoreCase(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'overflow' is '" + word + "'; it can be split, shorten or refuse"));
    }

    /** What people call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
