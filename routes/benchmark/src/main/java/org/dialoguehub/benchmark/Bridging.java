package org.dialoguehub.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.feed.Group;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;

/**
 * The whole hub at work: from a channel, such as a mailbox, through its database to the feed.
 *
 * @param seconds from start until the last mail was on the feed
 * @param commits how often the database was made durable meanwhile
 */
record Bridging(double seconds, int commits) {
    static final String MAIL = "parents-mail";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Bridges all that is in the mailbox. */
    static Bridging of(MailServer server, int mails, Path folder) throws Exception {
        return of(ChannelSettings.of(MAIL, "email", server.channel()), List.of(), mails, folder);
    }

    /**
     * Bridges all that a channel has.
     *
     * @param channel its name is {@link #MAIL}
     * @param more connectors, beside the usual ones
     * @param folder a new one, which has the database afterwards
     */
    static Bridging of(ChannelSettings channel, List<Connector> more, int mails, Path folder) throws Exception {
        Surroundings usual = Surroundings.standard();
        List<Connector> connectors = Stream.concat(usual.connectors().stream(), more.stream()).toList();
        var surroundings = new Surroundings(usual.clock(), usual.random(), usual.keyring(), connectors);
        var source = new CountingSource(database(folder));
        Storage storage = Storage.in(source, folder, surroundings.clock());
        try (Hub hub = Hub.prepared(settings(channel), surroundings, storage)) {
            int before = source.commits();
            long begin = System.nanoTime();
            hub.start();
            await(database(folder), mails);
            return new Bridging((System.nanoTime() - begin) / 1e9, source.commits() - before);
        }
    }

    static Path database(Path folder) {
        return folder.resolve("hub.db");
    }

    private static HubSettings settings(ChannelSettings channel) {
        return HubSettings.named("benchmark.example.org")
                .with(new GroupSettings("parents", "Parents", Group.Kind.CLOSED, List.of()))
                .with(channel)
                .with(ChannelSettings.of("parents", "feed", Map.of("group", "parents")))
                .with(new BridgeSettings("parents", MAIL, "parents", BridgeSettings.Likes.EACH, Locale.ENGLISH));
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
}
