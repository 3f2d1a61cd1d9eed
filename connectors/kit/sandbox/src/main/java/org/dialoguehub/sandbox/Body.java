package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The bytes of a body, without transfer coding. Prints its size alone, as it may hold secrets. */
public final class Body {
    private static final Body EMPTY = new Body(new byte[0], true);

    private final byte[] bytes;
    private final boolean whole;

    private Body(byte[] bytes, boolean whole) {
        this.bytes = bytes;
        this.whole = whole;
    }

    static Body of(byte[] bytes, boolean whole) {
        return new Body(bytes.clone(), whole);
    }

    /** A body of text in UTF-8. */
    public static Body of(String text) {
        return new Body(text.getBytes(UTF_8), true);
    }

    /** A body of bytes. */
    public static Body of(byte[] bytes) {
        return of(bytes, true);
    }

    /** No body. */
    public static Body empty() {
        return EMPTY;
    }

    /** The bytes, in an array of the caller's own. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes read as UTF-8. */
    public String text() {
        return new String(bytes, UTF_8);
    }

    /** How many bytes are kept here. */
    public int size() {
        return bytes.length;
    }

    /** Whether all of it is here: the journal keeps the first mebibyte, and of an answer that is still arriving what has come so far. */
    public boolean isWhole() {
        return whole;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
