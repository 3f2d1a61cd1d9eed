package org.dialoguehub.archive;

import java.nio.ByteBuffer;

/** The first 128 bits of a digest, by which something is known again. */
record Fingerprint(long high, long low) {
    static Fingerprint of(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new Fingerprint(bytes.getLong(), bytes.getLong());
    }

    /** A number that stands for it; never 0. */
    long number() {
        return high == Node.NONE ? 1 : high;
    }
}
