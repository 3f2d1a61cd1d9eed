package org.dialoguehub.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.engine.Operations;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Standing;
import org.dialoguehub.engine.Status;
import org.dialoguehub.engine.Timing;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.FeedException;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.Role;
import org.dialoguehub.feed.ShownThread;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.verify.WatchedStore.Honesty;
import org.dialoguehub.verify.WatchedStore.Moment;

/**
 * A hub in a process of its own, which does what its parent says on standard input, line by line, and answers each line with one that begins with {@value
 * #MARK}. Its clock is the machine's, moved on by as much as the parent says. At the moment it was told of it says so, and stands still to be killed.
 *
 * <p>Arguments: data folder, file of channels, {@link Honesty}, the {@link Moment} or {@code -}, how often it passes before it counts, nanoseconds by which
 * its clock is ahead.
 */
final class ChildHub {
    static final String MARK = "@";
    static final String SEPARATOR = "\t";
    static final String READER = "feed:clara";

    private static final Principal HUB = new Principal.TheHub();
    private static final Actor HOUSE = Actor.of("hub:reliability.example.org", "Swimming club");

    private final PrintStream out;
    private final AtomicLong ahead;
    private final Hub hub;
    private final Broadcasts broadcasts;

    private ChildHub(PrintStream out, AtomicLong ahead, Hub hub, Broadcasts broadcasts) {
        this.out = out;
        this.ahead = ahead;
        this.hub = hub;
        this.broadcasts = broadcasts;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        var ahead = new AtomicLong(Long.parseLong(arguments[5]));
        InstantSource clock = () -> InstantSource.system().instant().plusNanos(ahead.get());
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Storage storage = Storage.in(folder, clock);
        var left = new AtomicInteger(Integer.parseInt(arguments[4]));
        var watched = new WatchedStore(storage.store(), Honesty.valueOf(arguments[2]), moment -> {
            String name = moment.state() + "-" + moment.when();
            if (name.equals(arguments[3]) && left.getAndDecrement() == 0) {
                stand(out, name);
            }
        });
        Surroundings surroundings = Surroundings.standard().with(clock).with(Keyring.passing(new Random(7)));
        Hub hub = Hub.prepared(settings(Path.of(arguments[1])), surroundings,
                new Storage(watched, storage.feed(), storage.programme(), storage.casebook()));
        var broadcasts = new Broadcasts(hub.engine(), HOUSE, clock, storage.programme(), BroadcastSettings.NONE);
        hub.start();
        broadcasts.start();
        new ChildHub(out, ahead, hub, broadcasts).obey();
    }

    private static void stand(PrintStream out, String name) {
        out.println(MARK + "here " + name);
        out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private static HubSettings settings(Path file) throws IOException {
        var all = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            all.load(in);
        }
        Map<String, Map<String, String>> channels = new TreeMap<>();
        all.stringPropertyNames().forEach(name -> {
            String[] parts = name.split("/", 2);
            channels.computeIfAbsent(parts[0], channel -> new TreeMap<>()).put(parts[1], all.getProperty(name));
        });
        HubSettings settings = HubSettings.named("reliability.example.org")
                .with(new Timing(Duration.ofSeconds(60), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofHours(12)));
        for (Map.Entry<String, Map<String, String>> channel : channels.entrySet()) {
            String connector = Optional.ofNullable(channel.getValue().remove("connector")).orElseThrow();
            settings = settings.with(ChannelSettings.of(channel.getKey(), connector, channel.getValue())
                    .readBy(new Audience.Everyone())
                    .polling(Duration.ofHours(1))
                    .visibleAfter(Place.VISIBLE_AFTER));
            if (connector.equals("feed")) {
                var clara = new GroupSettings.Person(READER, "Clara", List.of(), Role.MEMBER);
                settings = settings.with(new GroupSettings(channel.getKey(), channel.getKey(), Group.Kind.OPEN, List.of(clara)));
            }
        }
        return settings;
    }

    private void obey() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(SEPARATOR, -1);
            String answer;
            try {
                answer = obeyed(words);
            } catch (Exception failed) {
                answer = "failed " + String.valueOf(failed).replace('\n', ' ');
            }
            out.println(MARK + answer);
            out.flush();
        }
        broadcasts.close();
        hub.close();
    }

    private String obeyed(String[] words) throws Exception {
        return switch (words[0]) {
            case "tick" -> tick(Long.parseLong(words[1]));
            case "say" -> said(words[1], Draft.of(HOUSE, words[2], channels(words[4])).withFirstComment(words[3]));
            case "repeat" -> said(words[1], Draft.of(HOUSE, words[2], channels(words[3])));
            case "follow" -> {
                broadcasts.follow(HUB, words[1], Draft.of(HOUSE, words[3], channels(words[4])), words[2]);
                yield "said";
            }
            case "page" -> hub.engine().operations().signInPage(HUB, words[1], attempt()).toString();
            case "answer" -> hub.engine().operations().signIn(HUB, words[1], attempt(), PublicNetwork.answer(URI.create(words[2])));
            case "settle" -> {
                hub.engine().operations().settle(HUB, Long.parseLong(words[1]), Operations.Verdict.valueOf(words[2]));
                yield "settled";
            }
            case "doubts" -> doubts();
            case "receipts" -> receipts(words[1]);
            case "feed" -> feed(words[1]);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static List<String> channels(String names) {
        return List.of(names.split(","));
    }

    private static SignIn attempt() {
        return new SignIn(URI.create("http://127.0.0.1:8765/signed-in"), PublicNetwork.SEED);
    }

    /** Moves the clock on, lets everybody look at it, and says how many deliveries are in each open state, and which channels wait for somebody to sign in. */
    private String tick(long nanos) {
        ahead.set(nanos);
        hub.engine().operations().retry(HUB, "nobody", 0);
        Status status = hub.engine().operations().status(HUB);
        Map<State, Long> counts = new TreeMap<>();
        status.channels().stream().map(Status.Channel::deliveries).map(Map::entrySet).flatMap(Collection::stream)
                .forEach(entry -> counts.merge(entry.getKey(), entry.getValue(), Long::sum));
        List<String> away = status.channels().stream()
                .filter(channel -> channel.standing().way() == Standing.Way.SIGN_IN)
                .map(Status.Channel::name)
                .toList();
        return counts + SEPARATOR + String.join(",", away);
    }

    private String said(String key, Draft draft) throws Exception {
        broadcasts.publish(HUB, draft, key);
        return "said";
    }

    /** Deliveries of which only a person can tell what became of them: {@code id channel mark}. */
    private String doubts() {
        Map<?, String> names = hub.engine().operations().channelNames(HUB);
        return String.join(SEPARATOR, hub.engine().operations().status(HUB).doubts().stream()
                .filter(doubt -> doubt.state() == State.UNKNOWN)
                .map(doubt -> doubt.id() + " " + names.get(doubt.channel()) + " " + String.join(",", Marks.in(words(doubt))))
                .toList());
    }

    private static String words(Delivery delivery) {
        return delivery.activity() instanceof Activity.Create create ? create.note().body().ownWords() : "";
    }

    /** What became of a broadcast: {@code channel state proof attempts reason}, for each delivery. */
    private String receipts(String key) {
        List<String> lines = new ArrayList<>();
        broadcasts.find(HUB, key).ifPresent(publicity -> all(publicity).forEach(receipt -> lines.add(String.join(" ",
                receipt.channel(), receipt.state().name(), receipt.proof().map(Enum::name).orElse("-"),
                Integer.toString(receipt.attempts()), receipt.reason().replaceAll("\\s+", " ")))));
        return String.join(SEPARATOR, lines);
    }

    private static Stream<Receipt> all(Publicity publicity) {
        return Stream.concat(publicity.receipts().stream(), publicity.answers().stream().flatMap(ChildHub::all));
    }

    /** Everything that is on a channel of the feed, note by note. */
    private String feed(String channel) throws FeedException {
        var clara = new AccountId(READER);
        List<String> marks = new ArrayList<>();
        Optional<Long> next = Optional.of(Feed.NEWEST);
        while (next.isPresent()) {
            var page = hub.feed().threads(clara, new GroupId(channel), next.get(), 100);
            for (ShownThread thread : page.items()) {
                hub.feed().thread(clara, thread.first().note().id(), Feed.OLDEST, 100).items()
                        .forEach(note -> marks.addAll(Marks.in(note.note().note().body().ownWords())));
            }
            next = page.next();
        }
        return String.join(SEPARATOR, marks);
    }
}
