package org.dialoguehub.camel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.dialoguehub.engine.ChannelSetup;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.MemoryStore;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Status;
import org.dialoguehub.engine.Timing;
import org.dialoguehub.model.Audience;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/** A hub in memory with three channels, and a Camel context, for one life. The boards and the store go on to the next life. */
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

    private Stage(Board mail, Board feed, Board brand, MemoryStore store, InstantSource clock) {
        this.mail = mail;
        this.feed = feed;
        this.brand = brand;
        this.store = store;
        this.clock = clock;
        this.engine = new Engine(
                store,
                Stream.of(mail, feed, brand).map(Stage::channel).toList(),
                List.of(),
                Timing.STANDARD,
                clock,
                new Random(store.epoch()),
                "stage");
        camel.addComponent("hub", new HubComponent(engine));
    }

    private static Stage at(InstantSource clock) {
        Audience parents = Audience.circle("parents");
        return new Stage(
                new Board("mail", parents),
                new Board("feed", parents),
                new Board("brand", new Audience.Everyone()),
                new MemoryStore(),
                clock);
    }

    /** A hub for which it is always noon. */
    static Stage atNoon() {
        return at(() -> NOON);
    }

    /** A hub for which a day passes whenever it looks at its clock, so that it never waits. */
    static Stage inAHurry() {
        var days = new AtomicLong();
        return at(() -> NOON.plus(Duration.ofDays(days.incrementAndGet())));
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
        return new Stage(mail, feed, brand, next, clock);
    }

    Status status() {
        return engine.operations().status(OPERATOR);
    }

    /** Waits for what comes soon, and cannot be waited for otherwise. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come true within 20 seconds");
            }
            Thread.yield();
        }
    }

    private static ChannelSetup channel(Board board) {
        try {
            return new ChannelSetup(
                    board.name(),
                    Optional.empty(),
                    board,
                    Settings.read(List.of(), Map.of()),
                    board.audience(),
                    Duration.ofHours(1),
                    Duration.ofHours(1),
                    Optional.empty());
        } catch (SettingsException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        camel.stop();
        engine.close(Duration.ofSeconds(5));
    }
}
