package org.dialoguehub.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dialoguehub.engine.StoreException;
import org.jspecify.annotations.Nullable;

/** Keeps a second hub on this machine off a data folder. The operating system lets go when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    static FolderLock take(Path folder) {
        Path path = folder.resolve("hub.lock");
        try {
            Files.createDirectories(folder);
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(file)) {
                String holder = read(file);
                file.close();
                String message = "Another hub (" + holder + ") works with the folder " + folder
                        + "; stop it, or give this one a folder of its own";
                throw new StoreException(message, new IOException(path + " is locked"));
            }
            write(file, "process " + ProcessHandle.current().pid());
            return new FolderLock(file);
        } catch (IOException unusable) {
            throw new StoreException("The folder " + folder + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            // Beyond the end: where locks are mandatory, the text can be read nevertheless.
            @Nullable FileLock lock = file.tryLock(Long.MAX_VALUE - 1, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(100);
        file.read(text, 0);
        return StandardCharsets.UTF_8.decode(text.flip()).toString();
    }

    private static void write(FileChannel file, String text) throws IOException {
        file.truncate(0);
        file.write(StandardCharsets.UTF_8.encode(text), 0);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException useless) {
            // The lock is gone with the process at the latest.
        }
    }
}
