package org.dialoguehub.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.bridge.BridgeSettings.Likes;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Timing;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.Role;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.GroupSettings.Person;
import org.dialoguehub.hub.HubSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the story of the swimming competition, through real mails and real posts. */
@Command(name = "demo", description = {
        "Plays the story of a swimming competition on a hub of its own: parents who write by mail and parents who use the feed are one dialogue.",
        "Then the same people speak with the public on Facebook, X and LinkedIn.",
        "Brings a mail server and the three networks, simulated; needs nothing, and leaves nothing behind."
}, mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    @Option(names = "--check", description = "Waits for nobody, checks every step, says how many passed, and ends") private boolean check;

    @Option(names = "--port", description = "Port of the page (default: ${DEFAULT-VALUE}, with --check any that is free)", defaultValue = "8080") private int port =
            8080;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("hub-demo");
        var stopped = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            stopped.countDown();
            await(ended);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (Village village = Village.start(List.of("anna@example.org", "ben@example.org")); Market market = Market.start()) {
            boolean well = play(village, market, settings(village, market, folder), stopped);
            return well ? 0 : 1;
        } finally {
            delete(folder);
            ended.countDown();
        }
    }

    private boolean play(Village village, Market market, ServerSettings settings, CountDownLatch stopped) throws Exception {
        try (Desk desk = Desk.of(settings, Standalone.surroundings())) {
            market.signIn(desk, new SecureRandom());
        }
        try (var hub = new Restartable(settings)) {
            PrintWriter out = spec.commandLine().getOut();
            if (!check) {
                out.println("The dialogue is on " + hub.address() + ", that with the public on "
                        + hub.address().resolve("/dialogues/customers"));
            }
            var parents = new Story(
                    new MailClient(village, "Anna", "anna@example.org"), new MailClient(village, "Ben", "ben@example.org"), hub);
            List<Story.Step> steps = new ArrayList<>(parents.steps());
            steps.addAll(new PublicStory(market, hub).steps());
            boolean well = play(steps, out, stopped);
            if (!check && stopped.getCount() > 0) {
                out.println("The hub stays up; look at " + hub.address() + ", and end it with Ctrl-C.");
                stopped.await();
            }
            return well;
        }
    }

    private boolean play(List<Story.Step> steps, PrintWriter out, CountDownLatch stopped) throws InterruptedException {
        int passed = 0;
        for (int index = 0; index < steps.size(); index++) {
            Story.Step step = steps.get(index);
            Optional<String> missing = outcome(step, stopped);
            passed += missing.isEmpty() ? 1 : 0;
            out.printf(Locale.ROOT, "%s %2d  %s%s%n", missing.isEmpty() ? "ok  " : "FAIL", index + 1, step.title(),
                    missing.map(why -> ": " + why).orElse(""));
            out.flush();
            if (!check && stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        out.printf(Locale.ROOT, "demo: %d steps, %d passed%n", steps.size(), passed);
        out.flush();
        return passed == steps.size();
    }

    /** Does a step, and looks until all of it can be seen. */
    private static Optional<String> outcome(Story.Step step, CountDownLatch stopped) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            step.deed().run();
            Optional<String> missing = step.sight().missing();
            while (missing.isPresent() && System.nanoTime() < end && !stopped.await(50, TimeUnit.MILLISECONDS)) {
                missing = step.sight().missing();
            }
            return missing;
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Exception failed) {
            return Optional.of(failed.toString());
        }
    }

    private ServerSettings settings(Village village, Market market, Path folder) {
        var clara = new Person("feed:clara", "Clara", List.of("clara@example.org"), Role.ADMIN);
        var dan = new Person("feed:dan", "Dan", List.of("dan@example.org"), Role.MEMBER);
        HubSettings hub = HubSettings.named("hub.example.org")
                .with(new GroupSettings(
                        "parents",
                        "Parents",
                        Group.Kind.CLOSED,
                        List.of(
                                new Person("feed:anna", "Anna", List.of("anna@example.org"), Role.MEMBER),
                                new Person("feed:ben", "Ben", List.of("ben@example.org"), Role.MEMBER),
                                clara,
                                dan)))
                .with(new GroupSettings("customers", "Customers", Group.Kind.CLOSED, List.of(clara, dan)))
                .with(village.channel("parents-mail"))
                .with(ChannelSettings.of("parents", "feed", Map.of("group", "parents")))
                .with(ChannelSettings.of("customers", "feed", Map.of("group", "customers")))
                .with(new BridgeSettings("parents", "parents-mail", "parents", Likes.NONE, Locale.ENGLISH))
                .with(new Timing(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofMinutes(2)));
        List<String> ends = new ArrayList<>(List.of("customers"));
        for (ChannelSettings channel : market.channels()) {
            hub = hub.with(channel);
            ends.add(channel.name());
        }
        hub = hub.with(new BridgeSettings("customers", ends, Likes.NONE, Locale.ENGLISH));
        Path data = folder.resolve("data");
        return new ServerSettings(
                hub, data, data.resolve("routes"), "127.0.0.1", check ? 0 : port, Optional.of(folder.resolve("keys")),
                BroadcastSettings.NONE, true);
    }

    /** A hub that can be stopped and started while the story goes on. */
    private static final class Restartable implements Story.Hand, PublicStory.Hand, AutoCloseable {
        private final ServerSettings settings;
        private Standalone hub;

        Restartable(ServerSettings settings) {
            this.settings = settings;
            this.hub = Standalone.shown(settings, Standalone.surroundings());
        }

        @Override
        public URI address() {
            return hub.address();
        }

        @Override
        public Engine engine() {
            return hub.hub().engine();
        }

        @Override
        public Feed feed() {
            return hub.hub().feed();
        }

        @Override
        public void restart() {
            hub.close();
            hub = Standalone.shown(settings, Standalone.surroundings());
        }

        @Override
        public void close() {
            hub.close();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
