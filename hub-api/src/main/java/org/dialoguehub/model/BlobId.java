package org.dialoguehub.model;

import java.util.regex.Pattern;

/** The address of stored bytes: the SHA-256 of the content, in 64 lower-case hexadecimal digits. */
public record BlobId(String value) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public BlobId {
        if (!SHA_256.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hexadecimal: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
