package org.dialoguehub.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Received;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;

/**
 * How many units a second become durable, each an event of a kilobyte: by 1, 16 and 256 threads, and as raw JDBC that commits the same rows in batches of
 * the same size. Run by hand; the first argument is the folder to work in. Prints the median of five rounds each.
 */
final class Speed {
    private static final int ROUNDS = 5;
    private static final ChannelId CHANNEL = new ChannelId("c1");
    private static final String TEXT =
            "Could somebody please take the shift at the cashier on Saturday, from nine to twelve?\n\n".repeat(9);

    private final AtomicInteger numbers = new AtomicInteger();
    private final Path folder;

    private Speed(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        new Speed(Files.createTempDirectory(Path.of(arguments[0]), "speed")).run();
    }

    private void run() throws Exception {
        for (int threads : List.of(1, 16, 256)) {
            int units = threads == 1 ? 300 : 100 * Math.min(threads, 64);
            double hub = median(() -> store(threads, units));
            double raw = median(() -> raw(threads, units));
            System.out.printf("%3d threads: %,8.0f units/s; raw batches of %d: %,8.0f rows/s; ratio %.2f%n", threads, hub, threads, raw,
                    hub / raw);
        }
    }

    private static double median(Round round) throws Exception {
        round.unitsPerSecond();
        double[] results = new double[ROUNDS];
        for (int number = 0; number < ROUNDS; number++) {
            results[number] = round.unitsPerSecond();
        }
        return IntStream.range(0, ROUNDS).mapToDouble(number -> results[number]).sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
    }

    private double store(int threads, int units) throws InterruptedException {
        try (SqlStore store = SqlStore.open(folder.resolve("store"), InstantSource.system())) {
            long begun = System.nanoTime();
            List<Thread> writers = IntStream.range(0, threads)
                    .mapToObj(writer -> Thread.ofVirtual().start(() -> write(store, units / threads)))
                    .toList();
            for (Thread writer : writers) {
                writer.join();
            }
            return units / threads * threads * 1e9 / (System.nanoTime() - begun);
        }
    }

    private void write(SqlStore store, int units) {
        for (int left = units; left > 0; left--) {
            store.write(in -> in.inbox().add(received(numbers.incrementAndGet())));
        }
    }

    private double raw(int batch, int units) throws SQLException, IOException {
        var json = new ActivityJson();
        Path file = folder.resolve("raw.db");
        Migrations.run(SqliteFile.source(file), Dialect.SQLITE);
        try (Connection connection = SqliteFile.source(file).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO hub_inbox (channel, key, at, activity, note, thread, marks) VALUES (?, ?, ?, ?, ?, ?, '')")) {
                for (int unit = 0; unit < units; unit++) {
                    bind(insert, received(numbers.incrementAndGet()), json);
                    insert.addBatch();
                    if (unit % batch == batch - 1) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
            }
            return units * 1e9 / (System.nanoTime() - begun);
        }
    }

    private static void bind(PreparedStatement insert, Received received, ActivityJson json) throws SQLException {
        insert.setString(1, received.channel().value());
        insert.setString(2, received.key().value());
        insert.setLong(3, received.at().toEpochMilli());
        insert.setString(4, json.compact(received.activity()));
        insert.setString(5, received.note().value());
        insert.setString(6, received.thread().value());
    }

    private static Received received(int number) {
        var note = new NoteId("note-" + number);
        var text = Note.of(Actor.of("mailto:anna@example.org", "Anna"), RichText.of(TEXT), Audience.circle("parents"), Instant.EPOCH);
        return new Received(
                0,
                CHANNEL,
                new EventKey("1:" + number),
                Instant.EPOCH,
                new Activity.Create(note, text),
                note,
                note,
                Set.of(),
                Optional.empty());
    }

    /** One measurement. */
    private interface Round {
        double unitsPerSecond() throws Exception;
    }
}
