package org.dialoguehub.archive;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mails one after the other, always in the same order. For one thread at a time. */
interface MailSource extends Closeable {
    /** The most bytes of one mail; what is larger is reported, and left out. */
    int LARGEST = 64 << 20;

    /** How many bytes are handed over together. */
    int CHUNK = 256 << 10;

    /** How many mails are handed over together. */
    int MOST = 200;

    /** The next mails, or null at the end. */
    @Nullable
    Chunk next() throws IOException;

    /** How many bytes of the source, as it stands on the disk, were read so far. */
    long read();

    /**
     * Some mails.
     *
     * @param bytes in which they are
     * @param place from which to go on once they are kept
     * @param faults what could not be read
     */
    record Chunk(Bytes bytes, List<Span> mails, String place, List<Fault> faults) {}

    /** The bytes of some mails, one after the other, perhaps with something between them. */
    final class Bytes {
        private final byte[] array;

        Bytes(byte[] array) {
            this.array = array;
        }

        byte[] array() {
            return array;
        }
    }

    /**
     * One mail.
     *
     * @param name where it is in the source, for people
     */
    record Span(int from, int to, String name) {
        int length() {
            return to - from;
        }
    }

    /** Something that could not be read. */
    record Fault(String name, String reason) {}
}
