package org.dialoguehub.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Catalogues for reading, one for each thread that reads at the moment. Safe for use by several threads. */
final class Catalogues implements AutoCloseable {
    private static final int KEPT = 4;

    private final Path file;
    private final Deque<Catalogue> idle = new ConcurrentLinkedDeque<>();

    Catalogues(Path file) {
        this.file = file;
    }

    <T> T with(Use<T> use) throws IOException, QueryException {
        Catalogue catalogue = idle.poll();
        if (catalogue == null) {
            if (!Files.exists(file)) {
                Database.writing(file).close();
            }
            catalogue = new Catalogue(Database.reading(file));
        }
        boolean well = false;
        try {
            T result = use.of(catalogue);
            well = true;
            return result;
        } finally {
            if (well && idle.size() < KEPT) {
                idle.push(catalogue);
            } else {
                catalogue.close();
            }
        }
    }

    @Override
    public void close() {
        for (Catalogue catalogue = idle.poll(); catalogue != null; catalogue = idle.poll()) {
            catalogue.close();
        }
    }

    /** Reads. */
    @FunctionalInterface
    interface Use<T> {
        T of(Catalogue catalogue) throws IOException, QueryException;
    }
}
