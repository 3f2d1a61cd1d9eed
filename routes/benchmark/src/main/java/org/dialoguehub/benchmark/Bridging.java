package org.dialoguehub.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.feed.Group;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * The whole hub at work: from the mailbox by IMAP through its database to the feed.
 *
 * @param seconds from start until the last mail was on the feed
 * @param commits how often the database was made durable meanwhile
 */
record Bridging(double seconds, int commits) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Bridges all that is in the mailbox; the folder, which must be new, has the database afterwards. */
    static Bridging of(MailServer server, int mails, Path folder) throws Exception {
        Surroundings surroundings = Surroundings.standard();
        var source = new Counting();
        source.setUrl("jdbc:sqlite:" + database(folder));
        Storage storage = Storage.in(source, folder, surroundings.clock());
        try (Hub hub = Hub.prepared(settings(server), surroundings, storage)) {
            int before = source.commits.get();
            long begin = System.nanoTime();
            hub.start();
            await(database(folder), mails);
            return new Bridging((System.nanoTime() - begin) / 1e9, source.commits.get() - before);
        }
    }

    static Path database(Path folder) {
        return folder.resolve("hub.db");
    }

    private static HubSettings settings(MailServer server) {
        return HubSettings.named("benchmark.example.org")
                .with(new GroupSettings("parents", "Parents", Group.Kind.CLOSED, List.of()))
                .with(ChannelSettings.of("parents-mail", "email", server.channel()))
                .with(ChannelSettings.of("parents", "feed", Map.of("group", "parents")))
                .with(new BridgeSettings("parents", "parents-mail", "parents", BridgeSettings.Likes.EACH, Locale.ENGLISH));
    }

    private static void await(Path database, int mails) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database);
                PreparedStatement count = reader.prepareStatement("SELECT count(*) FROM hub_feed_notes")) {
            int there = 0;
            while (there < mails) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Only " + there + " of " + mails + " mails were on the feed after " + PATIENCE);
                }
                Thread.sleep(10);
                try (ResultSet result = count.executeQuery()) {
                    there = result.getInt(1);
                }
            }
        }
    }

    /** SQLite as the hub opens it, with an eye on its commits. */
    private static final class Counting extends SQLiteDataSource {
        private final AtomicInteger commits = new AtomicInteger();

        @Override
        public SQLiteConnection getConnection(String user, String password) throws SQLException {
            SQLiteConnection connection = super.getConnection(user, password);
            connection.addCommitListener(new SQLiteCommitListener() {
                @Override
                public void onCommit() {
                    commits.incrementAndGet();
                }

                @Override
                public void onRollback() {
                    // Nothing was made durable.
                }
            });
            return connection;
        }
    }
}
