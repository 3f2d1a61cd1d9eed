package org.dialoguehub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.engine.Staging;
import org.dialoguehub.engine.Store;
import org.dialoguehub.engine.StoreException;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.ChannelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What happens when the disk, the clock, or another process does not behave. */
@Timeout(60)
final class FaultsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Path folder;

    FaultsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void saysThatTheDiskIsFullKeepsNothingOfTheUnitAndGoesOn() throws IOException {
        try (SqlStore store = open(smallDisk())) {
            mark(store, 1);
            Staging staging = store.staging();
            IntStream.range(0, 20).forEach(number -> put(staging, random(60_000 + number)));

            assertThatThrownBy(() -> store.write(in -> {
                in.channels().pause(new ChannelId("c"), NOON, "");
                in.keep(staging);
                return true;
            }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("full");

            assertThat(marked(store)).isEqualTo(1);
            mark(store, 2);
            assertThat(marked(store)).isEqualTo(2);
        }
        try (SqlStore again = open(smallDisk())) {
            assertThat(marked(again)).isEqualTo(2);
        }
    }

    @Test
    void saysThatAnotherProcessHasLockedTheDatabaseAndGoesOn() throws Exception {
        try (SqlStore store = open(SqliteFile.source(folder.resolve("hub.db"), Duration.ofMillis(50)))) {
            mark(store, 1);
            try (OtherProcess locker = OtherProcess.start(OtherProcess.Part.LOCK, folder)) {
                locker.expect("locked");

                assertThatThrownBy(() -> mark(store, 2)).isInstanceOf(StoreException.class)
                        .hasMessageContaining("locked by another process");
                assertThat(marked(store)).isEqualTo(1);
            }
            mark(store, 3);
            assertThat(marked(store)).isEqualTo(3);
        }
    }

    @Test
    void refusesASecondHubOnTheSameFolder() throws Exception {
        try (OtherProcess hub = OtherProcess.start(OtherProcess.Part.OPEN, folder)) {
            hub.expect("open");

            assertThatThrownBy(() -> SqlStore.open(folder, InstantSource.system()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("process " + hub.id())
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("stop it, or give this one a folder of its own");
        }
        try (SqlStore next = SqlStore.open(folder, InstantSource.system())) {
            assertThat(next.epoch()).isEqualTo(2);
            assertThatThrownBy(() -> SqlStore.open(folder, InstantSource.system()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Another hub");
        }
    }

    @Test
    void refusesASecondHubOnTheSameDatabaseWhileTheFirstGivesSignsOfLife() {
        SQLiteDataSource source = source();
        Duration lease = Duration.ofMillis(600);
        try (SqlStore first = SqlStore.open(folder.resolve("one"), source, InstantSource.system(), lease)) {
            assertThatThrownBy(() -> SqlStore.open(folder.resolve("two"), source, InstantSource.system(), lease))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("works with this database")
                    .hasMessageContaining(folder.resolve("one").toString());
            mark(first, 1);
        }
        try (SqlStore second = SqlStore.open(folder.resolve("two"), source, InstantSource.system(), lease)) {
            assertThat(second.epoch()).isEqualTo(2);
        }
    }

    @Test
    void takesOverFromAHubThatGivesNoSignOfLifeAndKeepsItOutWhenItWakes() {
        SQLiteDataSource source = source();
        try (SqlStore asleep = SqlStore.open(folder.resolve("one"), source, InstantSource.system(), Duration.ofDays(1));
                SqlStore second = SqlStore.open(folder.resolve("two"), source, InstantSource.system(), Duration.ofMillis(100))) {
            assertThat(second.epoch()).isGreaterThan(asleep.epoch());

            assertThatThrownBy(() -> mark(asleep, 1)).isInstanceOf(StoreException.class).hasMessageContaining("taken over");
            mark(second, 2);
            assertThat(marked(second)).isEqualTo(2);
        }
    }

    @Test
    void livesOnWhenTheClockJumps() {
        SQLiteDataSource source = source();
        var time = new AtomicReference<>(NOON);
        var owner = new Owner("one", Duration.ofSeconds(10), time::get);
        Migrations.run(source, Dialect.SQLITE);
        try (Database database = Database.open(source, Dialect.SQLITE, owner::check, Thread.ofPlatform().factory())) {
            owner.take(database);
            long lease = lease(database);
            for (Duration jump : new Duration[]{Duration.ofDays(400), Duration.ofDays(-800), Duration.ZERO}) {
                time.updateAndGet(now -> now.plus(jump));
                owner.renew(database);

                assertThat(lease(database)).isGreaterThan(lease);
                lease = lease(database);
            }
            owner.take(database);
            assertThat(owner.epoch()).isEqualTo(2);
        }
    }

    @Test
    void clearsAwayWhatACrashLeftUnfinishedAndNothingElse() throws IOException {
        BlobId kept;
        try (SqlStore store = SqlStore.open(folder, InstantSource.system())) {
            Staging staging = store.staging();
            kept = staging.put(new ByteArrayInputStream(random(100_000))).id();
            staging.sync();
            store.write(in -> {
                in.keep(staging);
                return true;
            });
            store.staging().put(new ByteArrayInputStream(random(200_000)));
        }
        assertThat(files("blobs/unfinished")).isEqualTo(1);

        try (SqlStore store = SqlStore.open(folder, InstantSource.system())) {
            assertThat(files("blobs/unfinished")).isZero();
            assertThat(store.staging().open(kept).readAllBytes()).isEqualTo(random(100_000));
            assertThat(folder.resolve("blobs").resolve(kept.value().substring(0, 2)).resolve(kept.value())).hasSize(100_000);
        }
    }

    @Test
    void refusesToKeepBigBytesThatNobodyMadeDurable() throws IOException {
        try (SqlStore store = SqlStore.open(folder, InstantSource.system())) {
            Staging staging = store.staging();
            staging.put(new ByteArrayInputStream(random(100_000)));

            assertThatThrownBy(() -> store.write(in -> {
                in.keep(staging);
                return true;
            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("after the last sync");
        }
    }

    @Test
    void saysThatTheFolderCannotBeUsed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> SqlStore.open(file, InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The folder " + file + " cannot be used");
    }

    @Test
    void refusesADatabaseThatCannotKeepALog() {
        var memory = new SQLiteDataSource();
        memory.setUrl("jdbc:sqlite:file:memory?mode=memory&cache=shared");

        assertThatThrownBy(() -> SqlStore.open(folder, memory, InstantSource.system()))
                .hasMessageContaining("give it a file on a local disk");
    }

    private SqlStore open(SQLiteDataSource source) {
        return SqlStore.open(folder, source, InstantSource.system());
    }

    /** A database that may not grow beyond that many pages of 4 KiB, as on a disk that is full. */
    private SQLiteDataSource smallDisk() {
        SQLiteDataSource source = source();
        source.getConfig().setPragma(SQLiteConfig.Pragma.MAX_PAGE_COUNT, "200");
        return source;
    }

    private SQLiteDataSource source() {
        return SqliteFile.source(folder.resolve("shared.db"), Duration.ofSeconds(5));
    }

    private long files(String sub) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(sub))) {
            return files.count();
        }
    }

    private static long lease(Database database) {
        return database.read(sql -> sql.first(Row::number, "SELECT lease FROM hub_owner").orElseThrow());
    }

    private static void put(Staging staging, byte[] bytes) {
        try {
            staging.put(new ByteArrayInputStream(bytes));
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
    }

    private static void mark(Store store, int number) {
        store.write(in -> {
            in.channels().pause(new ChannelId("c"), Instant.ofEpochSecond(number), "");
            return true;
        });
    }

    private static long marked(Store store) {
        return store.read(in -> in.channels().paused(new ChannelId("c")).orElseThrow().until().getEpochSecond());
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
