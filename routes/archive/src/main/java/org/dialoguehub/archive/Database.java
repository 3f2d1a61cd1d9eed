package org.dialoguehub.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One connection to the archive's SQLite file, with the statements that were prepared on it. For one thread at a time. */
final class Database implements AutoCloseable {
    /** All migrations, in their order; the file's {@code user_version} says how many were applied. */
    private static final List<String> MIGRATIONS = List.of("V1__archive.sql", "V2__living.sql", "V3__contents.sql");

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** Opens the file for writing; makes it, or brings it to the newest version. */
    static Database writing(Path file) {
        Database database = open(file);
        try {
            // Few checkpoints, as one batch touches many pages that the next one touches too.
            database.run("PRAGMA journal_mode = WAL");
            database.run("PRAGMA synchronous = FULL");
            database.run("PRAGMA wal_autocheckpoint = 16000");
            database.run("PRAGMA cache_size = -65536");
            database.migrate();
            return database;
        } catch (RuntimeException failed) {
            database.close();
            throw failed;
        }
    }

    /** Opens the file for reading. */
    static Database reading(Path file) {
        Database database = open(file);
        database.run("PRAGMA query_only = 1");
        return database;
    }

    private static Database open(Path file) {
        try {
            var database = new Database(DriverManager.getConnection("jdbc:sqlite:" + file));
            database.run("PRAGMA busy_timeout = 5000");
            return database;
        } catch (SQLException failed) {
            throw ArchiveException.of(failed);
        }
    }

    private void migrate() {
        int version = first(row -> row.getInt(1), "PRAGMA user_version").orElseThrow();
        for (int next = version; next < MIGRATIONS.size(); next++) {
            run("BEGIN IMMEDIATE");
            for (String statement : script(MIGRATIONS.get(next)).split(";")) {
                if (!statement.isBlank()) {
                    run(statement);
                }
            }
            run("PRAGMA user_version = " + (next + 1));
            run("COMMIT");
        }
    }

    private static String script(String name) {
        try (InputStream file = Objects.requireNonNull(Database.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
        } catch (IOException impossible) {
            throw ArchiveException.of(impossible);
        }
    }

    /** Begins a transaction that writes, unless one is under way. */
    void begin() {
        run("BEGIN IMMEDIATE");
    }

    void commit() {
        run("COMMIT");
    }

    void rollback() {
        run("ROLLBACK");
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw ArchiveException.of(failed);
        }
    }

    /** Changes rows; gives how many. */
    int update(String sql, Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException failed) {
            throw ArchiveException.of(failed);
        }
    }

    <T> List<T> list(Reader<T> reader, String sql, Object... values) {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(reader.of(rows));
            }
            return list;
        } catch (SQLException failed) {
            throw ArchiveException.of(failed);
        }
    }

    <T> Optional<T> first(Reader<T> reader, String sql, Object... values) {
        return list(reader, sql, values).stream().findFirst();
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int at = 0; at < values.length; at++) {
            switch (values[at]) {
                case Long number -> statement.setLong(at + 1, number);
                case Integer number -> statement.setInt(at + 1, number);
                case String text -> statement.setString(at + 1, text);
                case byte[] bytes -> statement.setBytes(at + 1, bytes);
                case Boolean truth -> statement.setInt(at + 1, truth ? 1 : 0);
                default -> throw new IllegalArgumentException("No column holds a " + values[at].getClass().getName());
            }
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException useless) {
            // What was to last was committed before.
        }
    }

    /** Makes something of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T of(ResultSet row) throws SQLException;
    }
}
