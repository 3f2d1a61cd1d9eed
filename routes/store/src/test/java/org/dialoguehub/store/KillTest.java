package org.dialoguehub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.dialoguehub.engine.Received;
import org.dialoguehub.engine.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while many threads write. {@code -Dhub.kills=50} for more rounds, {@code -Dhub.seed=N} to repeat some. */
final class KillTest {
    private final int kills = Integer.getInteger("hub.kills", 3);
    private final long seed = Long.getLong("hub.seed", System.nanoTime());

    @Test @Timeout(600)
    void keepsAllThatWasAcknowledgedAndNothingByHalves(@TempDir Path folder) throws Exception {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var acknowledged = new HashSet<String>();
        for (int kill = 1; kill <= kills; kill++) {
            writeUntilKilled(folder, 1 + random.nextInt(2_000), acknowledged);

            try (SqlStore store = SqlStore.open(folder, InstantSource.system())) {
                Set<String> events = events(store);
                assertThat(events).as("kill %d of seed %d", kill, seed).containsAll(acknowledged);
                assertThat(pauses(folder)).as("kill %d of seed %d", kill, seed).isEqualTo(events);
                assertThat(store.epoch()).isEqualTo(2L * kill);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(kills);
    }

    private static void writeUntilKilled(Path folder, int units, Set<String> acknowledged) throws Exception {
        try (OtherProcess writer = OtherProcess.start(OtherProcess.Part.WRITE, folder)) {
            int seen = 0;
            for (String key = writer.next(); key != null; key = writer.next()) {
                acknowledged.add(key);
                if (++seen == units) {
                    writer.kill();
                }
            }
        }
    }

    private static Set<String> events(Store store) {
        var keys = new HashSet<String>();
        for (Received received : store.read(in -> in.inbox().latest(OtherProcess.CHANNEL, Integer.MAX_VALUE))) {
            keys.add(received.key().value());
        }
        return keys;
    }

    /** The second rows of all units, those without a first one, too. */
    private static Set<String> pauses(Path folder) throws SQLException {
        var channels = new HashSet<String>();
        try (Connection connection = SqliteFile.source(folder.resolve("hub.db")).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT channel FROM hub_pauses")) {
            while (rows.next()) {
                channels.add(rows.getString(1));
            }
        }
        return channels;
    }
}
