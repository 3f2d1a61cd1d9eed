package org.dialoguehub.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.dialoguehub.engine.Staging;
import org.dialoguehub.engine.StoreException;
import org.dialoguehub.model.BlobId;

/** Small bytes wait in memory and become rows; big ones become files at once. */
final class SqlStaging implements Staging {
    /** The most bytes of a small one. A row is cheaper than a file up to about here. */
    static final int SMALL = 64 * 1024;

    private final Map<BlobId, Staged> staged = new ConcurrentHashMap<>();
    private final ReentrantLock syncing = new ReentrantLock();
    private final BlobFolder folder;
    private final Database database;

    SqlStaging(BlobFolder folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        try (var counted = new DigestInputStream(content, sha256())) {
            byte[] head = counted.readNBytes(SMALL + 1);
            return head.length <= SMALL ? small(head, counted) : big(head, counted);
        }
    }

    private Stored small(byte[] bytes, DigestInputStream read) {
        BlobId id = id(read);
        staged.putIfAbsent(id, new Small(bytes));
        return new Stored(id, bytes.length);
    }

    private Stored big(byte[] head, DigestInputStream rest) throws IOException {
        Path file = folder.begin();
        long size = head.length;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            size += rest.transferTo(out);
        } catch (IOException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
        BlobId id = id(rest);
        if (staged.putIfAbsent(id, new Big(file, size, false)) != null) {
            Files.deleteIfExists(file);
        }
        return new Stored(id, size);
    }

    @Override
    public InputStream open(BlobId id) throws IOException {
        return switch (staged.get(id)) {
            case Small(byte[] bytes) -> new ByteArrayInputStream(bytes);
            case Big big when !big.synced -> unfinished(big, id);
            case Big synced -> folder.read(id);
            case null -> kept(id);
        };
    }

    private InputStream unfinished(Big big, BlobId id) throws IOException {
        try {
            return Files.newInputStream(big.file);
        } catch (NoSuchFileException finishedMeanwhile) {
            return folder.read(id);
        }
    }

    private InputStream kept(BlobId id) throws IOException {
        Optional<Kept> row = database.read(sql -> sql.first(
                found -> new Kept(found.number(), found.bytes()), "SELECT size, content FROM hub_blobs WHERE id = ?", id.value()));
        Kept kept = row.orElseThrow(() -> new NoSuchFileException("There are no bytes " + id));
        return kept.bytes.length == kept.size ? new ByteArrayInputStream(kept.bytes) : folder.read(id);
    }

    @Override
    public void sync() throws IOException {
        syncing.lock();
        try {
            for (Map.Entry<BlobId, Staged> put : Map.copyOf(staged).entrySet()) {
                if (put.getValue() instanceof Big big && !big.synced) {
                    folder.finish(big.file, put.getKey());
                    staged.replace(put.getKey(), big, new Big(big.file, big.size, true));
                }
            }
        } finally {
            syncing.unlock();
        }
    }

    @Override
    public void discard() {
        Map.copyOf(staged).forEach((id, content) -> {
            if (staged.remove(id, content) && content instanceof Big big) {
                drop(big.file);
            }
        });
    }

    private static void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException later) {
            // The next start removes it.
        }
    }

    /**
     * Adds rows for all that was put so far; they are forgotten here once the rows are durable. Big bytes that came after the last sync, as they may when
     * several threads share this, are made durable first.
     */
    void keep(Sql sql) {
        try {
            sync();
        } catch (IOException failed) {
            throw new StoreException("The disk under the folder of bytes fails: " + failed.getMessage(), failed);
        }
        var kept = new HashMap<BlobId, Staged>();
        Map.copyOf(staged).forEach((id, content) -> {
            if (content.durable()) {
                kept.put(id, content);
                sql.update(
                        "INSERT INTO hub_blobs (id, size, content) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
                        id.value(),
                        content.size(),
                        content instanceof Small(byte[] bytes) ? bytes : null);
            }
        });
        sql.afterwards(() -> kept.forEach(staged::remove));
    }

    private static BlobId id(DigestInputStream read) {
        return new BlobId(HexFormat.of().formatHex(read.getMessageDigest().digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }

    private sealed interface Staged {
        long size();

        /** Whether a row is all that is missing. */
        boolean durable();
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by identity, which is what removing needs
    private record Small(byte[] bytes) implements Staged {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public boolean durable() {
            return true;
        }
    }

    private record Big(Path file, long size, boolean synced) implements Staged {
        @Override
        public boolean durable() {
            return synced;
        }
    }

    /** @param bytes none of a big one */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(long size, byte[] bytes) {}
}
