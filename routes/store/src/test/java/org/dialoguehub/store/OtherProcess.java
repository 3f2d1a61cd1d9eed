package org.dialoguehub.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Received;
import org.dialoguehub.engine.Transaction;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;
import org.jspecify.annotations.Nullable;

/** A process of its own that works on a folder until it is killed, as {@code kill -9} does. */
final class OtherProcess implements AutoCloseable {
    /** How many threads write at once. */
    static final int WRITERS = 16;

    static final ChannelId CHANNEL = new ChannelId("c1");

    /** What it does. */
    enum Part {
        /** Holds the lock for writing. */
        LOCK,
        /** Opens the store. */
        OPEN,
        /** Writes in many threads, and says what it was told is durable. */
        WRITE
    }

    private final Process process;
    private final BufferedReader said;

    private OtherProcess(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    static OtherProcess start(Part part, Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new OtherProcess(new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                part.name(),
                folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    long id() {
        return process.pid();
    }

    /** What it says next; null if it has ended. */
    @Nullable
    String next() throws IOException {
        return said.readLine();
    }

    void expect(String line) throws IOException {
        Assertions.assertThat(next()).isEqualTo(line);
    }

    /** Kills it; what it said before can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }

    /** The other process begins here. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        switch (Part.valueOf(arguments[0])) {
            case LOCK -> lock(folder);
            case OPEN -> open(folder);
            case WRITE -> write(folder);
        }
    }

    private static void lock(Path folder) throws Exception {
        try (Connection connection = SqliteFile.source(folder.resolve("hub.db")).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            System.out.println("locked");
            Thread.currentThread().join();
        }
    }

    private static void open(Path folder) throws InterruptedException {
        try (SqlStore store = SqlStore.open(folder, InstantSource.system())) {
            System.out.println(store.epoch() > 0 ? "open" : "not open");
            Thread.currentThread().join();
        }
    }

    private static void write(Path folder) throws InterruptedException {
        try (SqlStore store = SqlStore.open(folder, InstantSource.system())) {
            List<Thread> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> Thread.ofVirtual().start(() -> write(store, writer)))
                    .toList();
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    private static void write(SqlStore store, int writer) {
        for (int number = 0;; number++) {
            String key = store.epoch() + "-" + writer + "-" + number;
            store.write(in -> unit(in, key));
            System.out.println(key);
        }
    }

    /** Two rows in two tables, of which nobody may ever see one alone. */
    private static boolean unit(Transaction in, String key) {
        var actor = Actor.of("mailto:anna@example.org", "Anna");
        var activity = new Activity.Delete(actor, new NoteId(key), Instant.EPOCH);
        in.inbox()
                .add(new Received(
                        0, CHANNEL, new EventKey(key), Instant.EPOCH, activity, new NoteId(key), new NoteId(key), Set.of(),
                        Optional.empty()));
        in.channels().pause(new ChannelId(key), Instant.EPOCH, key);
        return true;
    }
}
