package org.dialoguehub.model;

/** What every name and id must be. */
final class Names {
    /** Longer ids are refused: no network uses such, and an index entry must fit its page. */
    private static final int LONGEST = 2_000;

    private Names() {}

    static void requireText(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is empty");
        }
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "The " + what + " has " + value.length() + " characters; at most " + LONGEST + " are allowed");
        }
    }
}
