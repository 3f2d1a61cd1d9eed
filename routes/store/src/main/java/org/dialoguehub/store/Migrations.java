package org.dialoguehub.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.dialoguehub.engine.StoreException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables to the newest version. Their history stands beside them, apart from that of those who embed the hub. */
final class Migrations {
    static final String HISTORY = "hub_schema_history";

    /** All there are, in their order. */
    static final List<String> ALL =
            List.of("V1__engine.sql", "V2__feed.sql", "V3__vault.sql", "V4__hops.sql", "V5__budgets.sql", "V6__broadcasts.sql",
                    "V7__turns.sql", "V8__keys.sql", "V9__conversations.sql");

    private Migrations() {}

    /** Migrates what is not at the newest version. Starting Flyway takes a third of a second, and so is left out where there is nothing to do. */
    static void run(DataSource source, Dialect dialect) {
        if (!current(source)) {
            migrate(source, dialect);
        }
    }

    /** Whether every migration was applied, from the very text that we have; what a newer hub has added does not matter. */
    static boolean current(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet applied = statement.executeQuery(
                        "SELECT script, checksum FROM " + HISTORY + " WHERE success = (1 = 1) AND script IS NOT NULL")) {
            var checksums = new HashMap<String, Integer>();
            while (applied.next()) {
                checksums.put(applied.getString(1), applied.getInt(2));
            }
            return ALL.stream().allMatch(script -> Objects.equals(checksums.get(script), checksum(script)));
        } catch (SQLException none) {
            return false;
        }
    }

    static void migrate(DataSource source, Dialect dialect) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .loggers("slf4j")
                    .dataSource(source)
                    .table(HISTORY)
                    .locations("classpath:org/dialoguehub/store")
                    .placeholders(Map.copyOf(dialect.placeholders()))
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new StoreException("The tables could not be brought to the newest version: " + failed.getMessage(), failed);
        }
    }

    /** As Flyway computes it: over all lines without their ends. */
    static int checksum(String script) {
        var crc = new CRC32();
        try (InputStream file = Objects.requireNonNull(Migrations.class.getResourceAsStream(script), script);
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return (int) crc.getValue();
    }
}
