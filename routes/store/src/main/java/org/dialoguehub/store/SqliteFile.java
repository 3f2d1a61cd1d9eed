package org.dialoguehub.store;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** SQLite in a file. Apart from the rest, so that nobody needs its driver who brings another. */
final class SqliteFile {
    private SqliteFile() {}

    static DataSource source(Path file) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
