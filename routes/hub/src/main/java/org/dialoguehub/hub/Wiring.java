package org.dialoguehub.hub;

import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.Money;
import org.dialoguehub.engine.ChannelSetup;
import org.dialoguehub.engine.Rule;
import org.dialoguehub.feed.Group;
import org.dialoguehub.model.Audience;
import org.dialoguehub.settings.Problem;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/** Turns settings into what the engine works on, or tells everything that is wrong with them. The key of a problem is its path, as in the settings file. */
final class Wiring {
    private static final String FEED = "feed";

    private final HubSettings settings;
    private final Map<String, Connector> connectors = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, ChannelSetup> channels = new LinkedHashMap<>();

    Wiring(HubSettings settings, List<Connector> connectors) throws SettingsException {
        this.settings = settings;
        connectors.forEach(connector -> this.connectors.put(connector.spec().name(), connector));
        if (settings.name().isBlank() || !settings.name().chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            problems.add(new Problem(
                    "name", "'name' is '" + settings.name() + "'; printable ASCII without spaces is needed, such as hub.example.org"));
        }
        settings.channels().forEach(this::channel);
        settings.bridges().forEach(this::bridge);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    List<ChannelSetup> channels() {
        return List.copyOf(channels.values());
    }

    List<Rule> rules() {
        return settings.bridges().stream().flatMap(bridge -> bridge.rules().stream()).toList();
    }

    boolean has(String channel) {
        return channels.containsKey(channel);
    }

    /** Who reads what is said on a channel. */
    Audience audience(String channel) {
        return Optional.ofNullable(channels.get(channel)).orElseThrow().audience();
    }

    private void channel(ChannelSettings channel) {
        String path = "channels." + channel.name();
        Optional<Connector> connector = Optional.ofNullable(connectors.get(channel.connector()));
        if (connector.isEmpty()) {
            problems.add(new Problem(
                    path + ".connector",
                    "'connector' is '" + channel.connector() + "'; there are " + String.join(", ", new TreeSet<>(connectors.keySet()))));
            return;
        }
        try {
            Settings read = Settings.read(connector.get().spec().settings(), channel.settings());
            var setup = new ChannelSetup(
                    channel.name(),
                    channel.formerly(),
                    connector.get(),
                    read,
                    channel.audience().orElseGet(() -> ownAudience(channel)),
                    channel.poll(),
                    channel.deadline(),
                    channel.visibleAfter(),
                    limit(channel, connector.get()));
            if (channels.put(channel.name(), setup) != null) {
                problems.add(new Problem(path, "There are two channels called '" + channel.name() + "'"));
            }
        } catch (SettingsException wrong) {
            wrong.problems().forEach(problem -> problems.add(new Problem(path + "." + problem.key(), problem.message())));
        }
    }

    private Optional<Money> limit(ChannelSettings channel, Connector connector) {
        if (channel.monthlyLimit().isEmpty()) {
            return Optional.empty();
        }
        String path = "channels." + channel.name() + ".monthly-limit";
        Optional<Currency> currency = connector.spec().currency();
        if (currency.isEmpty()) {
            problems.add(new Problem(path, "'monthly-limit' is set; " + connector.spec().title() + " takes no money: leave it out"));
            return Optional.empty();
        }
        try {
            return Optional.of(Money.of(channel.monthlyLimit().get(), currency.get()));
        } catch (IllegalArgumentException odd) {
            problems.add(new Problem(path, "'monthly-limit' is " + channel.monthlyLimit().get() + "; " + odd.getMessage()));
            return Optional.empty();
        }
    }

    private Audience ownAudience(ChannelSettings channel) {
        if (channel.connector().equals(FEED)) {
            String group = channel.settings().getOrDefault("group", channel.name());
            boolean open = settings.groups().stream()
                    .anyMatch(known -> known.id().equals(group) && known.kind() == Group.Kind.OPEN);
            return open ? new Audience.Organization() : Audience.circle(group);
        }
        return Audience.circle(channel.name());
    }

    private void bridge(BridgeSettings bridge) {
        for (String end : bridge.ends()) {
            boolean known = settings.channels().stream().anyMatch(channel -> channel.name().equals(end));
            if (!known) {
                problems.add(new Problem(
                        "bridges." + bridge.name(), "The bridge '" + bridge.name() + "' leads to '" + end + "', which is no channel here"));
            }
        }
    }
}
