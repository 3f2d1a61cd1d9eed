package org.dialoguehub.benchmark;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.dialoguehub.camel.HubComponent;
import org.dialoguehub.engine.ChannelSetup;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.engine.MemoryStore;
import org.dialoguehub.engine.Timing;
import org.dialoguehub.model.Audience;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/** What an exchange costs with the hub at its end or its beginning, over a route without it. The store is in memory: nothing is durable. */
final class Exchanges {
    private static final int EXCHANGES = 10_000;

    private final Table table;
    private final int rounds;

    Exchanges(Table table, int rounds) {
        this.table = table;
        this.rounds = rounds;
    }

    void measure() throws Exception {
        List<Double> bare = new ArrayList<>();
        List<Double> sent = new ArrayList<>();
        List<Double> received = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            double without = sending(route -> route.from("direct:in").process(exchange -> {}));
            double to = sending(route -> route.from("direct:in").to("hub:there"));
            double from = receiving();
            if (round >= 0) {
                bare.add(without);
                sent.add(to - without);
                received.add(from - without);
            }
        }
        table.figure("Exchange: a bare Camel route", Table.median(bare), "µs");
        table.figure("Exchange: `to(\"hub:…\")` costs more by", Table.median(sent), "µs");
        table.figure("Exchange: `from(\"hub:…\")` costs more by", Table.median(received), "µs");
    }

    /** Sends to a route from one thread; microseconds an exchange. */
    private static double sending(LambdaRouteBuilder route) throws Exception {
        try (Engine engine = engine(0);
                DefaultCamelContext camel = context(engine, route);
                ProducerTemplate producer = camel.createProducerTemplate()) {
            camel.start();
            long begin = System.nanoTime();
            for (int number = 0; number < EXCHANGES; number++) {
                producer.sendBody("direct:in", Source.NOTE);
            }
            return micros(begin);
        }
    }

    /** Lets a route take what is on a network, from the start of the engine on; microseconds an exchange. */
    private static double receiving() throws Exception {
        var left = new CountDownLatch(EXCHANGES);
        LambdaRouteBuilder route = routes -> routes.from("hub:there").routeId("count").process(exchange -> left.countDown());
        try (Engine engine = engine(EXCHANGES);
                DefaultCamelContext camel = context(engine, route)) {
            camel.start();
            long begin = System.nanoTime();
            engine.start();
            if (!left.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException(left.getCount() + " exchanges did not come within two minutes");
            }
            return micros(begin);
        }
    }

    private static double micros(long begin) {
        return (System.nanoTime() - begin) / 1e3 / EXCHANGES;
    }

    private static DefaultCamelContext context(Engine engine, LambdaRouteBuilder route) throws Exception {
        var camel = new DefaultCamelContext();
        camel.addComponent("hub", new HubComponent(engine));
        RouteBuilder.addRoutes(camel, route);
        return camel;
    }

    private static Engine engine(int notes) throws SettingsException {
        var channel = new ChannelSetup(
                "there",
                Optional.empty(),
                Source.of(notes),
                Settings.read(List.of(), Map.of()),
                new Audience.Everyone(),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Optional.empty());
        return new Engine(
                new MemoryStore(), List.of(channel), List.of(), Timing.STANDARD, InstantSource.system(), new Random(1),
                Keyring.passing(new Random(1)), "benchmark");
    }
}
