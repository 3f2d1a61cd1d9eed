package org.dialoguehub.benchmark;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;

/** Broadcasts, beside what speaking and keeping alone cost. */
final class Broadcasting {
    private static final int CHANNELS = 1_000;
    private static final int FEW_CHANNELS = 50;
    private static final int DELIVERIES = 5_000;
    private static final double LEAST = 0.8;
    private static final String OVER = "Broadcasts: the hub, its ledger included, over bare OkHttp";
    private static final int WARM_UP = 3;
    private static final int MANY_CHANNELS = 10_000;
    private static final int FULL = 1_000_000;
    private static final int IN_TURN = 500;
    private static final Duration TO_PLAN = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Principal HUB = new Principal.TheHub();
    private static final Actor HOUSE = Actor.of("hub:benchmark.example.org", "Swimming club");
    private static final String TEXT =
            "The pool opens at eight on Saturday, and everybody who likes to swim is welcome. Bring a towel and somebody "
                    + "who has not been there yet: https://example.org/pool";

    private final Table table;
    private final int rounds;
    private final Path jar;

    Broadcasting(Table table, int rounds, Path jar) {
        this.table = table;
        this.rounds = rounds;
        this.jar = jar;
    }

    /** A hub with its database, and what says something through it. */
    private record Place(Hub hub, Broadcasts broadcasts, CountingSource source, Path database) implements AutoCloseable {
        static Place of(Path folder, Connector connector, int channels) throws Exception {
            Path database = Folders.made(folder).resolve("hub.db");
            var source = new CountingSource(database);
            Surroundings usual = Surroundings.standard();
            List<Connector> connectors = Stream.concat(usual.connectors().stream(), Stream.of(connector)).toList();
            var surroundings = new Surroundings(usual.clock(), usual.random(), usual.keyring(), connectors);
            Storage storage = Storage.in(source, folder, surroundings.clock());
            HubSettings settings = HubSettings.named("benchmark.example.org");
            for (String name : names(channels)) {
                settings = settings.with(
                        ChannelSettings.of(name, connector.spec().name(), Map.of()).readBy(new Audience.Everyone())
                                .polling(Duration.ofHours(1)));
            }
            Hub hub = Hub.prepared(settings, surroundings, storage);
            var broadcasts = new Broadcasts(hub.engine(), HOUSE, surroundings.clock(), storage.programme(), BroadcastSettings.NONE);
            return new Place(hub, broadcasts, source, database);
        }

        static List<String> names(int channels) {
            return IntStream.range(0, channels).mapToObj(number -> "board-" + number).toList();
        }

        void say(String key, int channels) throws Exception {
            broadcasts.publish(HUB, Draft.of(HOUSE, TEXT, names(channels)), key);
        }

        @Override
        public void close() {
            broadcasts.close();
            hub.close();
        }
    }

    /** Deliveries a second, beside a loop that remembers nothing. */
    void deliveries(Path folder) throws Exception {
        table.atLeast(OVER, deliveries(folder.resolve("latency"), CHANNELS, 20), "×", LEAST);
        table.figure(OVER, deliveries(folder.resolve("no-latency"), CHANNELS, 0), "×");
        table.atLeast(OVER, deliveries(folder.resolve("few"), FEW_CHANNELS, 20), "×", LEAST);
    }

    private double deliveries(Path folder, int channels, int latency) throws Exception {
        int broadcasts = DELIVERIES / channels;
        List<Double> hub = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<String> command = List.of(Child.java(), "-cp", jar.toString(), Board.class.getName(), Integer.toString(latency));
        try (var board = Child.start(command);
                var place = Place.of(folder, new Boards(URI.create(board.address())), channels);
                var client = new BareClient(URI.create(board.address()), channels, TEXT);
                var ledger = new Ledger(place.database())) {
            place.hub().start();
            for (int round = -WARM_UP; round < rounds; round++) {
                double carried = planned(place, ledger, "round " + round, channels, broadcasts);
                double spoken = client.seconds(channels, broadcasts);
                if (round >= 0) {
                    hub.add(DELIVERIES / carried);
                    bare.add(DELIVERIES / spoken);
                    ratios.add(spoken / carried);
                }
            }
        }
        table.figure(String.format("Broadcasts: deliveries to %,d channels, each with %d ms of latency", channels, latency),
                Table.median(hub), "/s");
        table.figure("Broadcasts: bare OkHttp, the same", Table.median(bare), "/s");
        return Table.median(ratios);
    }

    /** The seconds in which what was planned before is delivered, until the last receipt is durable. */
    private static double planned(Place place, Ledger ledger, String key, int channels, int broadcasts) throws Exception {
        long last = ledger.last();
        Instant begin = Instant.now().plus(TO_PLAN);
        ledger.pause(begin);
        for (int broadcast = 0; broadcast < broadcasts; broadcast++) {
            place.say(key + " " + broadcast, channels);
        }
        Duration left = Duration.between(Instant.now(), begin);
        if (left.isNegative()) {
            throw new IllegalStateException("To plan it took longer than " + TO_PLAN);
        }
        Thread.sleep(left);
        ledger.await(last, channels * broadcasts);
        return Duration.between(begin, Instant.now()).toNanos() / 1e9;
    }

    /** The seconds from the first order until the last receipt is durable. */
    private static double carried(Place place, Ledger ledger, String key, int channels, int broadcasts) throws Exception {
        long last = ledger.last();
        long begin = System.nanoTime();
        for (int broadcast = 0; broadcast < broadcasts; broadcast++) {
            place.say(key + " " + broadcast, channels);
        }
        ledger.await(last, channels * broadcasts);
        return (System.nanoTime() - begin) / 1e9;
    }

    /** What a delivery costs with a million others in the ledger. */
    void rows(Path folder) throws Exception {
        List<Double> empty = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (var few = Place.of(folder.resolve("few"), Source.of(0), 1);
                var many = Place.of(folder.resolve("many"), Source.of(0), 1)) {
            many.say("first", 1);
            fill(many.database());
            few.hub().start();
            many.hub().start();
            try (var alone = new Ledger(few.database()); var among = new Ledger(many.database())) {
                for (int round = -WARM_UP; round < rounds; round++) {
                    double once = carried(few, alone, "round " + round, 1, IN_TURN);
                    double again = carried(many, among, "round " + round, 1, IN_TURN);
                    if (round >= 0) {
                        empty.add(once * 1e6 / IN_TURN);
                        ratios.add(again / once);
                    }
                }
            }
        }
        table.figure("Broadcasts: one to one channel, ordered, delivered and recorded", Table.median(empty), "µs");
        table.atMost("Broadcasts: that with 1,000,000 rows in the ledger over an empty one", Table.median(ratios), "×", 1.2);
    }

    /** Fills a ledger with copies of its one row, as if each had been delivered. */
    private static void fill(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            List<String> columns = new ArrayList<>();
            try (ResultSet result = statement.executeQuery("SELECT name FROM pragma_table_info('hub_ledger') WHERE name <> 'id'")) {
                while (result.next()) {
                    columns.add(result.getString(1));
                }
            }
            String values = columns.stream().map(column -> switch (column) {
                case "source" -> "-n";
                case "note", "thread", "token", "published_id", "fingerprint" -> "'" + column + " ' || n";
                case "state" -> "'DELIVERED'";
                case "proof" -> "'ANSWER'";
                case "attempt" -> "1";
                case "alive", "head" -> "0";
                default -> column;
            }).collect(Collectors.joining(", "));
            statement.executeUpdate(
                    "INSERT INTO hub_ledger (" + String.join(", ", columns) + ") WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL "
                            + "SELECT n + 1 FROM counter WHERE n < " + FULL + ") SELECT " + values + " FROM hub_ledger, counter");
        }
    }

    /** How long it takes to plan a broadcast durably, beside keeping its rows. */
    void planned(Path folder) throws Exception {
        List<Double> hub = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        int rows = 0;
        for (int round = -WARM_UP; round < rounds; round++) {
            Path own = folder.resolve("round" + round);
            try (var place = Place.of(own, Source.of(0), MANY_CHANNELS)) {
                Map<String, Integer> before = BareSqlite.sizes(place.database());
                int commits = place.source().commits();
                long begin = System.nanoTime();
                place.say("gala", MANY_CHANNELS);
                double seconds = (System.nanoTime() - begin) / 1e9;
                BareSqlite bare = BareSqlite.since(before, place.database());
                double kept = bare.seconds(own.resolve("bare.db"), place.source().commits() - commits);
                rows = bare.size();
                if (round >= 0) {
                    hub.add(seconds * 1e3);
                    ratios.add(seconds / kept);
                }
            }
        }
        table.figure(String.format("Broadcasts: planned to %,d channels, durably", MANY_CHANNELS), Table.median(hub), "ms");
        table.atMost(String.format("Broadcasts: that over bare SQLite, the same %,d rows", rows), Table.median(ratios), "×", 3);
    }

    /** The ledger of a hub at work, seen from outside. */
    private static final class Ledger implements AutoCloseable {
        private final Connection connection;
        private final PreparedStatement count;

        Ledger(Path database) throws SQLException {
            connection = DriverManager.getConnection("jdbc:sqlite:" + database);
            count = connection.prepareStatement("SELECT count(*) FROM hub_ledger WHERE id > ? AND +state = 'DELIVERED'");
        }

        long last() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT coalesce(max(id), 0) FROM hub_ledger")) {
                return result.getLong(1);
            }
        }

        /** As if all networks wanted to be left alone until then. */
        void pause(Instant until) throws SQLException {
            try (PreparedStatement pause =
                    connection.prepareStatement(
                            "INSERT OR REPLACE INTO hub_pauses (channel, until, reason) SELECT id, ?, '' FROM hub_channels")) {
                pause.setLong(1, ChronoUnit.MICROS.between(Instant.EPOCH, until));
                pause.executeUpdate();
            }
        }

        /** Until so many after the last are delivered. */
        void await(long last, int wanted) throws Exception {
            long end = System.nanoTime() + PATIENCE.toNanos();
            count.setLong(1, last);
            int there = 0;
            while (there < wanted) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Only " + there + " of " + wanted + " were delivered after " + PATIENCE);
                }
                Thread.sleep(10);
                try (ResultSet result = count.executeQuery()) {
                    there = result.getInt(1);
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
