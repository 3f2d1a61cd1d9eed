package org.dialoguehub.engine;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dialoguehub.engine.MemoryBlobs.Bytes;
import org.dialoguehub.model.BlobId;

/** Bytes on their way into a {@link MemoryStore}. */
final class MemoryStaging implements Staging {
    /** More bytes than this are big: a store keeps them in files. */
    private static final int SMALL = 64 * 1024;

    private final Map<BlobId, Bytes> staged = new ConcurrentHashMap<>();
    private final MemoryStore store;
    private final MemoryBlobs kept;

    MemoryStaging(MemoryStore store, MemoryBlobs kept) {
        this.store = store;
        this.kept = kept;
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        try (content) {
            byte[] bytes = content.readAllBytes();
            var id = new BlobId(HexFormat.of().formatHex(sha256().digest(bytes)));
            staged.putIfAbsent(id, new Bytes(bytes, bytes.length <= SMALL));
            return new Stored(id, bytes.length);
        }
    }

    @Override
    public InputStream open(BlobId id) throws IOException {
        Bytes mine = staged.get(id);
        Bytes bytes = mine != null
                ? mine
                : store.read(transaction -> kept.find(id))
                        .orElseThrow(() -> new IOException("There is no blob " + id));
        return bytes.open();
    }

    @Override
    public void sync() {
        staged.replaceAll((id, bytes) -> bytes.synced());
    }

    @Override
    public void discard() {
        staged.clear();
    }

    Map<BlobId, Bytes> staged() {
        return Map.copyOf(staged);
    }

    /** These have been kept. */
    void forget(Set<BlobId> ids) {
        staged.keySet().removeAll(ids);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }
}
