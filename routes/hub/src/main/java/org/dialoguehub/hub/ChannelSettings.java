package org.dialoguehub.hub;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.model.Audience;

/**
 * A channel as a user sets it up.
 *
 * @param name how people and routes call it
 * @param formerly the name it had before, if it was renamed: it keeps its history
 * @param connector the name of its network's connector, such as {@code email}
 * @param settings what that connector wants to know, as written
 * @param audience who reads what is said on it; by default a circle of its own, or for the feed that of the group
 * @param poll how often to ask for news when nothing rings
 * @param deadline how long a delivery may take before the operator is told
 * @param visibleAfter how long after a post was accepted a look may still miss it; by default what the network's connector declares
 * @param monthlyLimit what may be spent in a month (UTC), in the currency of the network; by default nothing is held back
 */
public record ChannelSettings(
        String name,
        Optional<String> formerly,
        String connector,
        Map<String, String> settings,
        Optional<Audience> audience,
        Duration poll,
        Duration deadline,
        Optional<Duration> visibleAfter,
        Optional<BigDecimal> monthlyLimit) {
    public static final Duration POLL = Duration.ofSeconds(30);
    public static final Duration DEADLINE = Duration.ofMinutes(15);

    public ChannelSettings {
        settings = Map.copyOf(settings);
    }

    /** A channel with the usual times, for a circle of its own. */
    public static ChannelSettings of(String name, String connector, Map<String, String> settings) {
        return new ChannelSettings(
                name, Optional.empty(), connector, settings, Optional.empty(), POLL, DEADLINE, Optional.empty(), Optional.empty());
    }

    public ChannelSettings polling(Duration value) {
        return new ChannelSettings(name, formerly, connector, settings, audience, value, deadline, visibleAfter, monthlyLimit);
    }

    public ChannelSettings readBy(Audience value) {
        return new ChannelSettings(name, formerly, connector, settings, Optional.of(value), poll, deadline, visibleAfter, monthlyLimit);
    }

    public ChannelSettings visibleAfter(Duration value) {
        return new ChannelSettings(name, formerly, connector, settings, audience, poll, deadline, Optional.of(value), monthlyLimit);
    }

    public ChannelSettings monthlyLimit(BigDecimal value) {
        return new ChannelSettings(name, formerly, connector, settings, audience, poll, deadline, visibleAfter, Optional.of(value));
    }
}
