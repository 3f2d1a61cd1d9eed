package org.dialoguehub.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Texts too long for an index. PostgreSQL refuses entries of more than 2,704 bytes, and SQLite gets slow; so a digest stands in the column, and the text in a
 * table of its own. Ids of that length come from nobody but those who want to do harm, and these must not stop the hub.
 */
final class LongText {
    /** Three of this length fit one entry, in any script. */
    private static final int LONGEST = 250;

    /** From the private use area of Unicode; a text that begins so by itself gets a digest, too. */
    private static final String MARK = "\uE000";

    private LongText() {}

    static boolean is(String text) {
        return text.length() > LONGEST || isDigest(text);
    }

    static boolean isDigest(String column) {
        return column.startsWith(MARK);
    }

    static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return MARK + HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }
}
