package org.dialoguehub.feed;

import java.util.random.RandomGenerator;

/** Makes ids of 26 characters of {@code [a-z2-7]}, 130 bits of randomness, as the tokens of the hub's posts have too. */
record Ids(RandomGenerator random) {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    String next() {
        var id = new StringBuilder(26);
        for (int length = 0; length < 26; length++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
