package org.dialoguehub.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection with the statements that were prepared on it. Used by one thread at a time. */
final class Statements implements AutoCloseable {
    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement fresh = connection.prepareStatement(sql);
        prepared.put(sql, fresh);
        return fresh;
    }

    /** Drops a statement that failed: drivers may have closed it. */
    void forget(String sql) {
        PreparedStatement failed = prepared.remove(sql);
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException useless) {
                // It is gone either way, and the failure before is the one to tell of.
            }
        }
    }

    void run(String sql) throws SQLException {
        try {
            prepare(sql).execute();
        } catch (SQLException failed) {
            forget(sql);
            throw failed;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Undoes what is under way, and closes the connection. Never fails: there is nothing one could do about it. */
    @Override
    public void close() {
        try (connection) {
            dialect.release(connection);
        } catch (SQLException gone) {
            // The database undoes by itself what a closed connection left.
        }
    }
}
