package org.dialoguehub.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** All that who writes to an archive works on; one at a time, in whatever process. */
final class Desk implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final FileChannel lock;
    private final Catalogue catalogue;
    private final Packs packs;

    private Desk(FileChannel lock, Catalogue catalogue, Packs packs) {
        this.lock = lock;
        this.catalogue = catalogue;
        this.packs = packs;
    }

    /** @throws ArchiveException if somebody else works there for longer than that */
    static Desk open(Path folder, Duration patience) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock = lock(folder, patience);
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

    private static FileChannel lock(Path folder, Duration patience) throws IOException {
        FileChannel file = FileChannel.open(folder.resolve("archive.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!isLocked(file)) {
                if (System.nanoTime() - end >= 0) {
                    throw ArchiveException.busy("Another import works on the archive in " + folder + "; wait until it is done");
                }
                Thread.sleep(LOOK_AGAIN);
            }
            return file;
        } catch (InterruptedException stopped) {
            file.close();
            Thread.currentThread().interrupt();
            throw new ArchiveException("It was stopped while another import worked on the archive");
        } catch (RuntimeException busy) {
            file.close();
            throw busy;
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
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
