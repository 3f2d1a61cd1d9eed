package org.dialoguehub.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The least that keeping it can cost: the rows that a hub left, put into an empty database of the same schema, in as many commits. */
final class BareSqlite {
    private static final String TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";

    private final List<String> schema;
    private final List<Rows> tables;

    private BareSqlite(List<String> schema, List<Rows> tables) {
        this.schema = schema;
        this.tables = tables;
    }

    private record Rows(String table, List<@Nullable Object[]> rows) {
        String insert() {
            return "INSERT INTO " + table + " VALUES (" + String.join(", ", Collections.nCopies(rows.getFirst().length, "?")) + ")";
        }
    }

    /** What a hub left in its database. */
    static BareSqlite of(Path database) throws SQLException {
        return since(Map.of(), database);
    }

    /** How many rows each table has. */
    static Map<String, Integer> sizes(Path database) throws SQLException {
        var sizes = new HashMap<String, Integer>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String table : texts(statement, TABLES)) {
                sizes.put(table, Integer.parseInt(texts(statement, "SELECT count(*) FROM " + table).getFirst()));
            }
        }
        return sizes;
    }

    /** What a hub has added to its database since then. */
    static BareSqlite since(Map<String, Integer> sizes, Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            List<String> schema = texts(statement, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'");
            List<Rows> tables = new ArrayList<>();
            for (String table : texts(statement, TABLES)) {
                List<@Nullable Object[]> rows = rows(statement, table, sizes.getOrDefault(table, 0));
                if (!rows.isEmpty()) {
                    tables.add(new Rows(table, rows));
                }
            }
            return new BareSqlite(schema, tables);
        }
    }

    int size() {
        return tables.stream().mapToInt(table -> table.rows().size()).sum();
    }

    /** Keeps all rows in a new file, and gives the seconds that took. */
    double seconds(Path file, int commits) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            run(connection, List.of("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"));
            run(connection, schema);
            connection.setAutoCommit(false);
            List<PreparedStatement> inserts = new ArrayList<>();
            for (Rows table : tables) {
                inserts.add(connection.prepareStatement(table.insert()));
            }
            long begin = System.nanoTime();
            for (int commit = 0; commit < commits; commit++) {
                for (int table = 0; table < tables.size(); table++) {
                    List<@Nullable Object[]> rows = tables.get(table).rows();
                    insert(inserts.get(table), rows.subList(share(rows, commit, commits), share(rows, commit + 1, commits)));
                }
                connection.commit();
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static int share(List<?> rows, int commit, int commits) {
        return (int) ((long) rows.size() * commit / commits);
    }

    private static void insert(PreparedStatement insert, List<@Nullable Object[]> rows) throws SQLException {
        for (@Nullable Object[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                insert.setObject(column + 1, row[column]);
            }
            insert.executeUpdate();
        }
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }

    private static List<@Nullable Object[]> rows(Statement statement, String table, int skip) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("SELECT * FROM " + table + " LIMIT -1 OFFSET " + skip)) {
            while (result.next()) {
                var row = new @Nullable Object[result.getMetaData().getColumnCount()];
                for (int column = 0; column < row.length; column++) {
                    row[column] = result.getObject(column + 1);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
