package org.dialoguehub.benchmark;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** SQLite as the hub opens it, with an eye on its commits. */
final class CountingSource extends SQLiteDataSource {
    private final AtomicInteger commits = new AtomicInteger();

    CountingSource(Path database) {
        setUrl("jdbc:sqlite:" + database);
    }

    /** How often it was made durable so far. */
    int commits() {
        return commits.get();
    }

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
        SQLiteConnection connection = super.getConnection(user, password);
        connection.addCommitListener(new SQLiteCommitListener() {
            @Override
            public void onCommit() {
                commits.incrementAndGet();
            }

            @Override
            public void onRollback() {
                // Nothing was made durable.
            }
        });
        return connection;
    }
}
