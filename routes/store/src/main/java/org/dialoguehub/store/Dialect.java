package org.dialoguehub.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.dialoguehub.engine.StoreException;

/** What differs between the databases. */
enum Dialect {
    SQLITE {
        @Override
        Map<String, String> placeholders() {
            return Map.of(
                    "text", "TEXT", "bytes", "BLOB", "number", "INTEGER PRIMARY KEY AUTOINCREMENT", "clustered", "WITHOUT ROWID");
        }

        @Override
        void prepare(Connection connection, boolean changing) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                requireWal(statement);
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA foreign_keys = ON");
                statement.execute("PRAGMA query_only = " + (changing ? "OFF" : "ON"));
            }
        }

        @Override
        void release(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        }

        private static void requireWal(Statement statement) throws SQLException {
            try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                if (!mode.next() || !"wal".equalsIgnoreCase(mode.getString(1))) {
                    throw new IllegalStateException(
                            "SQLite cannot keep a write-ahead log there; give it a file on a local disk, not in memory or on a network drive");
                }
            }
        }

        @Override
        void begin(Statements statements, boolean changing) throws SQLException {
            statements.run(changing ? "BEGIN IMMEDIATE" : "BEGIN");
        }

        @Override
        void commit(Statements statements) throws SQLException {
            statements.run("COMMIT");
        }

        @Override
        void rollback(Statements statements) throws SQLException {
            statements.run("ROLLBACK");
        }

        @Override
        String lockOwner() {
            return "SELECT epoch, owner FROM hub_owner WHERE id = 1";
        }

        @Override
        RuntimeException failure(SQLException failed) {
            return switch (failed.getErrorCode()) {
                case 5, 6 ->
                    now("The database is locked by another process; end what else works on it, such as a backup or a shell", failed);
                case 8 -> now("The database can only be read; see who owns its file and folder", failed);
                case 10 -> now("The disk under the database fails", failed);
                case 13 -> now("The disk under the database is full", failed);
                case 14 -> now("The database file cannot be opened", failed);
                case 11, 26 -> now("The database file is damaged; restore it from a backup", failed);
                case 19 -> new IllegalStateException("Against a rule of the database: " + failed.getMessage(), failed);
                default -> now("The database failed", failed);
            };
        }
    },

    POSTGRESQL {
        @Override
        Map<String, String> placeholders() {
            return Map.of(
                    "text",
                    "TEXT COLLATE \"C\"",
                    "bytes",
                    "BYTEA",
                    "number",
                    "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                    "clustered",
                    "");
        }

        @Override
        void prepare(Connection connection, boolean changing) throws SQLException {
            if (!changing) {
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                // Every question is answered by an index, in its order. Of tables that have just grown the planner does not know it.
                statement.execute("SET enable_sort = off; SET enable_bitmapscan = off");
            }
            connection.setAutoCommit(false);
        }

        @Override
        void release(Connection connection) throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("RESET enable_sort; RESET enable_bitmapscan");
            }
        }

        @Override
        void begin(Statements statements, boolean changing) {
            // The driver begins with the first statement.
        }

        @Override
        void commit(Statements statements) throws SQLException {
            statements.connection().commit();
        }

        @Override
        void rollback(Statements statements) throws SQLException {
            statements.connection().rollback();
        }

        @Override
        String lockOwner() {
            return "SELECT epoch, owner FROM hub_owner WHERE id = 1 FOR UPDATE";
        }

        @Override
        RuntimeException failure(SQLException failed) {
            String state = failed.getSQLState() == null ? "" : failed.getSQLState();
            if (state.startsWith("23")) {
                return new IllegalStateException("Against a rule of the database: " + failed.getMessage(), failed);
            }
            if (state.equals("53100")) {
                return now("The disk under the database is full", failed);
            }
            return now(state.startsWith("08") ? "The database is out of reach" : "The database failed", failed);
        }
    };

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "SQLite" -> SQLITE;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw new IllegalArgumentException("The database is " + product + "; SQLite or PostgreSQL is needed");
        };
    }

    /** What stands for the types in migrations. */
    abstract Map<String, String> placeholders();

    /** Makes a new connection ready for use. */
    abstract void prepare(Connection connection, boolean changing) throws SQLException;

    /** Leaves a connection as it was given. */
    abstract void release(Connection connection) throws SQLException;

    abstract void begin(Statements statements, boolean changing) throws SQLException;

    abstract void commit(Statements statements) throws SQLException;

    abstract void rollback(Statements statements) throws SQLException;

    /** Reads the owner of the data, and lets nobody else change it, nor anything else of the hub's, until the transaction ends. */
    abstract String lockOwner();

    /** What a failed statement means: {@link StoreException} for what may pass, {@link IllegalStateException} for a mistake of ours. */
    abstract RuntimeException failure(SQLException failed);

    private static StoreException now(String what, SQLException failed) {
        return new StoreException(what + ": " + failed.getMessage(), failed);
    }
}
