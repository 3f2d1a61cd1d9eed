package org.dialoguehub.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A data folder with an empty database at the newest version, migrated once for all tests; in memory where the machine has such a place: contracts write
 * thousands of times, and do not ask whether the disk keeps it.
 */
final class MigratedFolder implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        byte[] migrated = context.getRoot()
                .getStore(Namespace.create(MigratedFolder.class))
                .getOrComputeIfAbsent("hub.db", name -> migrated(), byte[].class);
        Path folder = create();
        Files.write(folder.resolve("hub.db"), migrated);
        return folder;
    }

    private static Path create() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? Files.createTempDirectory(memory, "hub") : Files.createTempDirectory("hub");
    }

    private static byte[] migrated() {
        try {
            Path file = create().resolve("hub.db");
            Migrations.run(SqliteFile.source(file), Dialect.SQLITE);
            byte[] database = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(file.getParent());
            return database;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
