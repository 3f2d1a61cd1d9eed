package org.dialoguehub.email;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.dialoguehub.mail.Decoding;

/** A mail, or its beginning. */
final class Found {
    private final long uid;
    private final Optional<Instant> received;
    private final byte[] bytes;

    Found(long uid, Optional<Instant> received, byte[] bytes) {
        this.uid = uid;
        this.received = received;
        this.bytes = bytes;
    }

    long uid() {
        return uid;
    }

    /** When the server took it, if it tells. */
    Optional<Instant> received() {
        return received;
    }

    byte[] bytes() {
        return bytes;
    }

    InputStream content() {
        return new ByteArrayInputStream(bytes);
    }

    /** The bytes as text, for headers. */
    String text() {
        return Decoding.text(bytes);
    }

    /** Whether this is all of the mail. */
    boolean isWhole() {
        return bytes.length != Mailbox.FIRST_BYTES;
    }
}
