package org.dialoguehub.testkit;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.model.BlobId;

/** Stored bytes in memory, for tests. */
public final class MemoryBlobs implements Blobs {
    private final Map<BlobId, byte[]> contents = new ConcurrentHashMap<>();

    @Override
    public Stored put(InputStream content) throws IOException {
        try (content) {
            byte[] bytes = content.readAllBytes();
            var id = new BlobId(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            contents.put(id, bytes);
            return new Stored(id, bytes.length);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public InputStream open(BlobId id) throws IOException {
        byte[] bytes = contents.get(id);
        if (bytes == null) {
            throw new FileNotFoundException("No bytes with the id " + id);
        }
        return new ByteArrayInputStream(bytes);
    }
}
