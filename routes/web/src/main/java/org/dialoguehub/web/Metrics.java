package org.dialoguehub.web;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dialoguehub.connector.Money;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Means;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Standing.Way;
import org.dialoguehub.engine.Status;

/** What the hub does, in the text format of Prometheus. Everything is read when it is asked for. */
final class Metrics {
    private final Engine engine;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge up = gauge("hub.channel.up", "1 if the channel worked when it was last tried");
    private final MultiGauge received = gauge("hub.channel.received", "Events taken in since the start");
    private final MultiGauge delivered = gauge("hub.channel.delivered", "Requests answered well since the start");
    private final MultiGauge failures = gauge("hub.channel.failures", "Failures of all kinds since the start");
    private final MultiGauge deliveries = gauge("hub.deliveries", "Deliveries that are not out, by state");
    private final MultiGauge spent =
            gauge("hub.account.spent", "Money spent in this month (UTC) by the account of the channel, in its currency");
    private final MultiGauge limits = gauge("hub.channel.monthly.limit", "What may be spent in a month, in the currency of the network");
    private final MultiGauge allowances = gauge("hub.allowance.left", "What the network still grants, of a whole of 1");
    private final MultiGauge shortages =
            gauge("hub.channel.shortages", "How many things are put off since money or an allowance is used up");
    private final MultiGauge waiting = gauge("hub.subscription.waiting", "Events that wait for a subscription");
    private final MultiGauge totals = gauge("hub.attention", "What needs attention");

    Metrics(Engine engine) {
        this.engine = engine;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    synchronized String scrape() {
        Status status = engine.operations().status(new Principal.TheHub());
        List<Status.Channel> channels = status.channels();
        perChannel(up, channels, channel -> channel.standing().way() == Way.UP ? 1 : 0);
        perChannel(received, channels, channel -> channel.tally().received());
        perChannel(delivered, channels, channel -> channel.tally().delivered());
        perChannel(failures, channels, channel -> channel.tally().failures());
        deliveries.register(channels.stream().<Row<?>>flatMap(Metrics::states).toList(), true);
        money(spent, channels, Means::spent);
        money(limits, channels, Means::limit);
        allowances.register(channels.stream().<Row<?>>flatMap(Metrics::allowances).toList(), true);
        perChannel(shortages, channels, channel -> channel.means().shortages().size());
        waiting.register(
                status.waiting().entrySet().stream()
                        .<Row<?>>map(entry -> Row.of(Tags.of("subscription", entry.getKey()), entry.getValue()))
                        .toList(),
                true);
        totals.register(
                List.of(
                        Row.of(Tags.of("kind", "overdue"), status.overdue().size()),
                        Row.of(Tags.of("kind", "doubts"), status.doubts().size()),
                        Row.of(Tags.of("kind", "dead-letters"), status.deadLetters().size())),
                true);
        return registry.scrape();
    }

    private static void perChannel(MultiGauge gauge, List<Status.Channel> channels, Function<Status.Channel, Number> value) {
        gauge.register(
                channels.stream()
                        .<Row<?>>map(channel -> Row.of(Tags.of("channel", channel.name()), value.apply(channel)))
                        .toList(),
                true);
    }

    private static void money(MultiGauge gauge, List<Status.Channel> channels, Function<Means, Optional<Money>> which) {
        gauge.register(
                channels.stream()
                        .<Row<?>>flatMap(channel -> which.apply(channel.means()).stream().map(money -> Row.of(
                                Tags.of("channel", channel.name(), "currency", money.currency().getCurrencyCode()), money.amount())))
                        .toList(),
                true);
    }

    private static Stream<Row<?>> allowances(Status.Channel channel) {
        return channel.means().allowances().stream()
                .map(allowance -> Row.of(
                        Tags.of("channel", channel.name(), "name", allowance.name()),
                        allowance.of() == 0 ? 0 : (double) allowance.left() / allowance.of()));
    }

    private static Stream<Row<?>> states(Status.Channel channel) {
        return channel.deliveries().entrySet().stream()
                .map(entry -> Row.of(
                        Tags.of("channel", channel.name(), "state", entry.getKey().name().toLowerCase(Locale.ROOT)),
                        entry.getValue()));
    }
}
