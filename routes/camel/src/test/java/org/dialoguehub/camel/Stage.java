package org.dialoguehub.camel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.engine.ChannelSetup;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.engine.MemoryStore;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Status;
import org.dialoguehub.engine.Timing;
import org.dialoguehub.model.Audience;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/** A hub in memory with three boards for channels, and a Camel context, for one life. The boards and the store go on to the next life. */
final class Stage implements AutoCloseable {
    static final Principal OPERATOR = new Principal.Administrator("operator");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final Board mail;
    final Board feed;
    final Board brand;
    final MemoryStore store;
    final Engine engine;
    final DefaultCamelContext camel = new DefaultCamelContext();
    private final InstantSource clock;
    private final AtomicReference<Duration> passed;
    private final List<Endpoints> endpoints;

    /** A channel of Camel endpoints. */
    record Endpoints(String name, Audience audience, Map<String, String> settings) {
        Endpoints(String name, Map<String, String> settings) {
            this(name, Audience.circle("parents"), settings);
        }
    }

    private Stage(
            Board mail,
            Board feed,
            Board brand,
            MemoryStore store,
            InstantSource clock,
            AtomicReference<Duration> passed,
            List<Endpoints> endpoints) {
        this.mail = mail;
        this.feed = feed;
        this.brand = brand;
        this.store = store;
        this.clock = clock;
        this.passed = passed;
        this.endpoints = endpoints;
        Stream<ChannelSetup> boards = Stream.of(mail, feed, brand)
                .map(board -> channel(board.name(), board, board.audience(), Map.of()));
        var connector = new CamelConnector(camel);
        Stream<ChannelSetup> others = endpoints.stream()
                .map(pair -> channel(pair.name(), connector, pair.audience(), pair.settings()));
        this.engine = new Engine(
                store,
                Stream.concat(boards, others).toList(),
                List.of(),
                Timing.STANDARD,
                () -> clock.instant().plus(passed.get()),
                new Random(store.epoch()),
                Keyring.passing(new Random(7)),
                "stage");
        camel.addComponent("hub", new HubComponent(engine));
    }

    private static Stage at(InstantSource clock, Endpoints... endpoints) {
        Audience parents = Audience.circle("parents");
        return new Stage(
                new Board("mail", parents),
                new Board("feed", parents),
                new Board("brand", new Audience.Everyone()),
                new MemoryStore(),
                clock,
                new AtomicReference<>(Duration.ZERO),
                List.of(endpoints));
    }

    /** A hub for which it is noon until time is let pass. */
    static Stage atNoon(Endpoints... endpoints) {
        return at(() -> NOON, endpoints);
    }

    /** A hub for which a day passes whenever it looks at its clock, so that it never waits. */
    static Stage inAHurry() {
        var days = new AtomicLong();
        return at(() -> NOON.plus(Duration.ofDays(days.incrementAndGet())));
    }

    /** Lets time pass; whoever waits for it looks at the clock. */
    void pass(Duration time) {
        passed.accumulateAndGet(time, Duration::plus);
        engine.operations().retry(OPERATOR, "nobody", 0);
    }

    Stage start(LambdaRouteBuilder... routes) throws Exception {
        for (LambdaRouteBuilder builder : routes) {
            RouteBuilder.addRoutes(camel, builder);
        }
        camel.start();
        engine.start();
        return this;
    }

    /** The next life, as after a crash: what this one still does has no effect on the store. */
    Stage crash() {
        MemoryStore next = store.reopened();
        close();
        return new Stage(mail, feed, brand, next, clock, passed, endpoints);
    }

    Status status() {
        return engine.operations().status(OPERATOR);
    }

    /** How many events wait for a route; -1 if it has no subscription. */
    long waiting(String route) {
        return status().waiting().getOrDefault("route:" + route, -1L);
    }

    /** Waits for what comes soon, and cannot be waited for otherwise. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true within 20 seconds");
            }
            LockSupport.parkNanos(1_000_000); // leaves the processor to those who make it true
        }
    }

    private static ChannelSetup channel(String name, Connector connector, Audience audience, Map<String, String> settings) {
        try {
            return new ChannelSetup(
                    name,
                    Optional.empty(),
                    connector,
                    Settings.read(connector.spec().settings(), settings),
                    audience,
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    Optional.empty());
        } catch (SettingsException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Stops the routes before the hub, as a program does. */
    @Override
    public void close() {
        camel.stop();
        engine.close(Duration.ofSeconds(5));
    }
}
