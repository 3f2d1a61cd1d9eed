package org.dialoguehub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dialoguehub.engine.StoreException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MigrationsTest {
    private final DataSource source;

    MigrationsTest(@TempDir Path folder) {
        source = SqliteFile.source(folder.resolve("hub.db"));
    }

    @Test
    void knowsEveryMigrationThereIs() throws IOException, URISyntaxException {
        URI place = Objects.requireNonNull(Migrations.class.getResource("V1__engine.sql")).toURI();
        try (Stream<Path> files = Files.list(Path.of(place).getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sql")))
                    .containsExactlyInAnyOrderElementsOf(Migrations.ALL);
        }
    }

    @Test
    void saysInEachMigrationWhyItIsThere() throws IOException {
        for (String script : Migrations.ALL) {
            assertThat(text(script)).as(script).startsWith("-- ");
        }
    }

    @Test
    void isCurrentOnceEverythingWasApplied() throws SQLException {
        assertThat(Migrations.current(source)).isFalse();

        Migrations.run(source, Dialect.SQLITE);

        assertThat(Migrations.current(source)).isTrue();
        Map<String, List<String>> before = dump();
        Migrations.run(source, Dialect.SQLITE);
        Migrations.migrate(source, Dialect.SQLITE);
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void isNotCurrentIfAnotherTextWasApplied() throws SQLException {
        Migrations.run(source, Dialect.SQLITE);
        execute("UPDATE hub_schema_history SET checksum = checksum + 1 WHERE version = '1'");

        assertThat(Migrations.current(source)).isFalse();
        assertThatThrownBy(() -> Migrations.run(source, Dialect.SQLITE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("checksum mismatch");
    }

    @Test
    void isNotCurrentIfAMigrationBrokeOff() throws SQLException {
        Migrations.run(source, Dialect.SQLITE);
        execute("UPDATE hub_schema_history SET success = 0 WHERE version = '2'");

        assertThat(Migrations.current(source)).isFalse();
    }

    @Test
    void worksBesideWhatANewerHubHasAdded() throws SQLException {
        Migrations.run(source, Dialect.SQLITE);
        execute(
                """
                INSERT INTO hub_schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1, installed_by, installed_on, 1, success
                FROM hub_schema_history WHERE version = '1'""");

        assertThat(Migrations.current(source)).isTrue();
        Migrations.migrate(source, Dialect.SQLITE);
    }

    @Test
    void leavesTheTablesAndTheHistoryOfOthersAlone() throws SQLException {
        execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");
        execute("INSERT INTO notes VALUES (1, 'theirs')");
        execute("CREATE TABLE flyway_schema_history (installed_rank INTEGER PRIMARY KEY, version TEXT)");
        execute("INSERT INTO flyway_schema_history VALUES (1, '7')");

        Migrations.run(source, Dialect.SQLITE);

        assertThat(Migrations.current(source)).isTrue();
        assertThat(dump()).containsEntry("notes", List.of("1|theirs")).containsEntry("flyway_schema_history", List.of("1|7"));
        assertThat(dump().keySet())
                .filteredOn(table -> !table.startsWith("hub_"))
                .containsExactlyInAnyOrder("notes", "flyway_schema_history");
    }

    /** Rows for each table that a migration brought. */
    private static String rows(int version) {
        return "/rows-V" + version + ".sql";
    }

    /** For each migration but the first: on rows in all tables of the version before it. */
    @ParameterizedTest @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void keepsTheRowsOfTheVersionBefore(int version) throws IOException, SQLException {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(source)
                .table(Migrations.HISTORY)
                .locations("classpath:org/dialoguehub/store")
                .placeholders(Dialect.SQLITE.placeholders())
                .target(before(version))
                .load()
                .migrate();
        for (int earlier = 1; earlier < version; earlier++) {
            if (MigrationsTest.class.getResource(rows(earlier)) != null) {
                for (String statement : text(rows(earlier)).split(";\n")) {
                    execute(statement);
                }
            }
        }
        Map<String, String> columns = columns();
        columns.remove(Migrations.HISTORY);
        Map<String, List<String>> before = dump(columns);
        assertThat(before.values()).as("each table has rows").noneMatch(List::isEmpty);

        Migrations.run(source, Dialect.SQLITE);

        assertThat(Migrations.current(source)).isTrue();
        assertThat(dump(columns)).isEqualTo(before);
    }

    private static String before(int version) {
        return Migrations.ALL.stream()
                .map(name -> name.substring(1, name.indexOf('_')))
                .filter(number -> Integer.parseInt(number) < version)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, List<String>> dump() throws SQLException {
        return dump(columns());
    }

    /** All rows of some tables. */
    private Map<String, List<String>> dump(Map<String, String> columns) throws SQLException {
        var tables = new TreeMap<String, List<String>>();
        for (Map.Entry<String, String> table : columns.entrySet()) {
            tables.put(table.getKey(), rows("SELECT " + table.getValue() + " FROM " + table.getKey()));
        }
        return tables;
    }

    /** The columns of each table. */
    private Map<String, String> columns() throws SQLException {
        var tables = new TreeMap<String, String>();
        for (String table : rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
            tables.put(table, String.join(", ", rows("SELECT name FROM pragma_table_info('" + table + "')")));
        }
        return tables;
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(Migrations.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
