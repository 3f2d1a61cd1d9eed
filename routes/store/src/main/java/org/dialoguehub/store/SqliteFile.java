package org.dialoguehub.store;

import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;

/** SQLite in a file. Apart from the rest, so that nobody needs its driver who brings another. */
final class SqliteFile {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);

    /** How long to wait for a lock of another process: longer than a backup takes for a step, shorter than people do. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private SqliteFile() {}

    /** Loads the driver with its native part. */
    static void warmUp() {
        try {
            SQLiteJDBCLoader.initialize();
            source(Path.of("never opened"));
        } catch (Exception unusable) {
            LOG.debug("SQLite cannot be loaded", unusable);
        }
    }

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
