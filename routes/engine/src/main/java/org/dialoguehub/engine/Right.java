package org.dialoguehub.engine;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody who speaks for the organization may do. */
public enum Right {
    /** Write drafts, and see previews, receipts and numbers. */
    COMPOSE,
    /** Let out what others wrote. */
    APPROVE,
    /** Answer people in the organization's name, and say who is to answer whom. */
    ANSWER,
    /** Run the hub: see all of its state, repeat, settle and grant. */
    OPERATE;

    /**
     * The right of that {@linkplain #word word}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Right read(String word) {
        return Stream.of(values()).filter(right -> right.word().equals(word.strip().toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no right to '" + word + "'; there are "
                        + Stream.of(values()).map(Right::word).collect(Collectors.joining(", "))));
    }

    /** The right in settings, commands and messages, such as {@code compose}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
