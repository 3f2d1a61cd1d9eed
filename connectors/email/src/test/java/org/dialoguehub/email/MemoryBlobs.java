package org.dialoguehub.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.model.BlobId;

/** A blob store in memory. */
final class MemoryBlobs implements Blobs {
    private final Map<BlobId, byte[]> stored = new ConcurrentHashMap<>();

    @Override
    public Stored put(InputStream content) throws IOException {
        try (content) {
            byte[] bytes = content.readAllBytes();
            var id = new BlobId(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            stored.put(id, bytes);
            return new Stored(id, bytes.length);
        } catch (NoSuchAlgorithmException never) {
            throw new IOException(never);
        }
    }

    @Override
    public InputStream open(BlobId id) throws IOException {
        return new ByteArrayInputStream(
                Optional.ofNullable(stored.get(id)).orElseThrow(() -> new IOException("No such bytes: " + id)));
    }

    int count() {
        return stored.size();
    }
}
