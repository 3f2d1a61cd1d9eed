package org.dialoguehub.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.model.BlobId;

/** The bytes that were kept. */
final class MemoryBlobs {
    private final Rows<BlobId, Bytes> kept;

    MemoryBlobs(Journal journal) {
        kept = new Rows<>(journal);
    }

    Optional<Bytes> find(BlobId id) {
        return kept.get(id);
    }

    void keep(Map<BlobId, Bytes> staged) {
        staged.forEach((id, bytes) -> {
            boolean before = kept.get(id).map(Bytes::durable).orElse(false);
            kept.put(id, before ? bytes.synced() : bytes);
        });
    }

    /** The power went: what was not made durable is gone. */
    void forgetUnsynced() {
        List<BlobId> lost = kept.all().stream()
                .filter(row -> !row.getValue().durable())
                .map(Map.Entry::getKey)
                .toList();
        lost.forEach(kept::remove);
    }

    /** What was put, and whether keeping it makes it durable. */
    static final class Bytes {
        private final byte[] content;
        private final boolean durable;

        Bytes(byte[] content, boolean durable) {
            this.content = content;
            this.durable = durable;
        }

        InputStream open() {
            return new ByteArrayInputStream(content);
        }

        boolean durable() {
            return durable;
        }

        Bytes synced() {
            return new Bytes(content, true);
        }
    }
}
