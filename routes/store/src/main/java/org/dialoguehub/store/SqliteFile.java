package org.dialoguehub.store;

import java.nio.file.Path;
import java.time.Duration;
import org.sqlite.SQLiteDataSource;

/** SQLite in a file. Apart from the rest, so that nobody needs its driver who brings another. */
final class SqliteFile {
    /** How long to wait for a lock of another process: longer than a backup takes for a step, shorter than people do. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SqliteFile() {}

    static SQLiteDataSource source(Path file) {
        return source(file, PATIENCE);
    }

    static SQLiteDataSource source(Path file, Duration patience) {
        var source = new SQLiteDataSource();
        source.setBusyTimeout(Math.toIntExact(patience.toMillis()));
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
