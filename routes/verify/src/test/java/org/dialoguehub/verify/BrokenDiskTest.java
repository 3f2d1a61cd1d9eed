package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.hub.Storage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** A disk that is full, and a database that somebody else has locked: the hub says so, loses nothing, and goes on by itself. */
class BrokenDiskTest {
    private static final int MAILS = 60;
    private static final int MUCH = 12_000;

    private final MailingList list = MailingList.of(MailingList.HUB);
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final SQLiteDataSource database = new SQLiteDataSource() {
        @Override
        public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
            SQLiteConnection connection = super.getConnection(user, password);
            connections.add(connection);
            return connection;
        }
    };

    @TempDir Path folder;

    @BeforeEach
    void prepare() {
        database.setUrl("jdbc:sqlite:" + folder.resolve("small.db"));
        database.setBusyTimeout(200);
    }

    @AfterEach
    void close() {
        list.close();
    }

    @Test
    void goesOnByItselfWhenTheFullDiskHasSpaceAgain() throws Exception {
        spaceFor(250);
        try (BridgedHub hub = open()) {
            IntStream.range(0, MAILS).forEach(number -> write(number, "much ".repeat(MUCH / 5)));

            Eventually.holds(() -> assertThat(problems(hub)).anySatisfy(problem -> assertThat(problem).contains("full")));
            assertThat(hub.hub().engine().health().works()).isFalse();
            spaceFor(1_000_000);

            assertAllIsAcrossOnce(hub, List.of());
            Eventually.holds(() -> assertThat(problems(hub)).isEmpty());
        }
    }

    @Test
    void goesOnByItselfWhenTheDatabaseIsUnlocked() throws Exception {
        try (BridgedHub hub = open()) {
            hub.post("note before");
            Eventually.holds(() -> assertThat(list.sent()).hasSize(1));
            try (Connection other = database.getConnection();
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                IntStream.range(0, MAILS).forEach(number -> write(number, ""));

                Eventually.holds(() -> assertThat(problems(hub)).anySatisfy(problem -> assertThat(problem).contains("locked")));
                assertThat(hub.hub().engine().health().works()).isFalse();
                statement.execute("ROLLBACK");
            }

            assertAllIsAcrossOnce(hub, List.of("note before"));
            assertThat(list.sent()).hasSize(1);
        }
    }

    private void assertAllIsAcrossOnce(BridgedHub hub, List<String> notes) throws Exception {
        List<String> all = Stream.concat(notes.stream(), IntStream.range(0, MAILS).mapToObj(number -> "mail " + number)).toList();
        Eventually.holds(() -> assertThat(hub.lines()).containsExactlyInAnyOrderElementsOf(all));
        Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
        assertThat(hub.lines()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(hub.mishaps()).isEmpty();
    }

    /** In pages of 4 KiB. SQLite limits each connection. */
    private void spaceFor(int pages) throws SQLException {
        database.getConfig().setPragma(Pragma.MAX_PAGE_COUNT, Integer.toString(pages));
        for (Connection connection : connections) {
            if (!connection.isClosed()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA max_page_count = " + pages);
                }
            }
        }
    }

    private BridgedHub open() {
        var clock = InstantSource.system();
        return BridgedHub.open(
                "hub.example.org", list.channel(BridgedHub.MAIL, MailingList.HUB), Storage.in(database, folder, clock), clock);
    }

    private static List<String> problems(BridgedHub hub) {
        return hub.hub().engine().health().problems();
    }

    private void write(int number, String more) {
        list.write("From: Bertil <bertil@example.net>\nTo: " + MailingList.ADDRESS + "\nSubject: Mail\nMessage-ID: <" + number
                + "@example.net>\nDate: Sat, 14 Mar 2026 10:00:00 +0200\n\nmail " + number + "\n\n" + more + "\n");
    }
}
