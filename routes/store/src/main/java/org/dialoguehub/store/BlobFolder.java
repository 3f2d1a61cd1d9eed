package org.dialoguehub.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.dialoguehub.model.BlobId;

/**
 * Bytes in files that are named by their content: {@code ab/abcd…}. A file gets this name only when all of it is on the disk, so that a file with such a
 * name is always whole; what a crash leaves stands apart in {@code unfinished}.
 */
final class BlobFolder {
    private final Path root;
    private final Path unfinished;

    private BlobFolder(Path root) {
        this.root = root;
        this.unfinished = root.resolve("unfinished");
    }

    /** Opens a folder, which nobody else writes into, and removes what an earlier life left unfinished. */
    static BlobFolder open(Path root) throws IOException {
        var folder = new BlobFolder(root);
        Files.createDirectories(folder.unfinished);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder.unfinished)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        return folder;
    }

    /** A new empty file to write into. */
    Path begin() throws IOException {
        return Files.createTempFile(unfinished, "", "");
    }

    /** Puts a finished file in its place; it is durable afterwards. If there is such content already, the file is dropped. */
    void finish(Path file, BlobId id) throws IOException {
        Path place = place(id);
        Path folder = folder(id);
        if (Files.exists(place)) {
            Files.deleteIfExists(file);
        } else {
            flush(file, StandardOpenOption.WRITE);
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                flush(root, StandardOpenOption.READ);
            }
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        }
        // Also if it was there: whoever put it there may not have come so far yet.
        flush(folder, StandardOpenOption.READ);
    }

    InputStream read(BlobId id) throws IOException {
        return Files.newInputStream(place(id));
    }

    private Path place(BlobId id) {
        return folder(id).resolve(id.value());
    }

    private Path folder(BlobId id) {
        return root.resolve(id.value().substring(0, 2));
    }

    private static void flush(Path path, StandardOpenOption option) throws IOException {
        if (option == StandardOpenOption.READ && System.getProperty("os.name").startsWith("Windows")) {
            return; // Windows cannot open a folder, and needs no flush of it.
        }
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
