package org.dialoguehub.connector;

import java.io.IOException;
import java.io.InputStream;
import org.dialoguehub.model.BlobId;

/** The bytes of attachments and raw messages, addressed by their content. Safe for use by several threads. */
public interface Blobs {
    /**
     * Stores what the stream gives, and closes it. Durable no later than the batch, in which its id first stands, is accepted. The same
     * bytes again give the same id. Memory use does not depend on the length.
     *
     * @throws IOException if reading or storing fails; nothing is kept then
     */
    Stored put(InputStream content) throws IOException;

    /**
     * Opens stored bytes; the caller closes the stream.
     *
     * @throws IOException if there are no such bytes, or they cannot be read
     */
    InputStream open(BlobId id) throws IOException;

    /**
     * Stored bytes.
     *
     * @param size in bytes
     */
    record Stored(BlobId id, long size) {}
}
