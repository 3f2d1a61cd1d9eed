package org.dialoguehub.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** All that who writes to an archive works on; one at a time, in whatever process. */
final class Desk implements AutoCloseable {
    private final FileChannel lock;
    private final Catalogue catalogue;
    private final Packs packs;

    private Desk(FileChannel lock, Catalogue catalogue, Packs packs) {
        this.lock = lock;
        this.catalogue = catalogue;
        this.packs = packs;
    }

    static Desk open(Path folder) throws IOException {
        FileChannel lock = lock(folder);
        Catalogue catalogue = null;
        try {
            catalogue = new Catalogue(Database.writing(folder.resolve("archive.db")));
            var packs = new Packs(folder.resolve("packs"));
            packs.cutAfter(catalogue.packed());
            return new Desk(lock, catalogue, packs);
        } catch (IOException | RuntimeException unusable) {
            if (catalogue != null) {
                catalogue.close();
            }
            lock.close();
            throw unusable;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel file = FileChannel.open(folder.resolve("archive.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return file;
            }
        } catch (OverlappingFileLockException here) {
            // This process holds it.
        }
        file.close();
        throw new ArchiveException("Another import works on the archive in " + folder + "; wait until it is done");
    }

    Catalogue catalogue() {
        return catalogue;
    }

    Packs packs() {
        return packs;
    }

    @Override
    public void close() {
        packs.close();
        catalogue.close();
        try {
            lock.close();
        } catch (IOException useless) {
            // The lock is gone with the process at the latest.
        }
    }
}
