package org.dialoguehub.engine;

import java.time.Duration;
import java.util.Optional;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.Money;
import org.dialoguehub.model.Audience;
import org.dialoguehub.settings.Settings;

/**
 * A channel as it was set up.
 *
 * @param name how people and routes call it
 * @param formerly the name it had before, if it was renamed
 * @param audience who reads what is said on it; what comes in is for them, and what goes out must be meant for them
 * @param poll how often to ask for news when nothing rings
 * @param deadline how long a delivery may take before the operator is told
 * @param visibleAfter how long after a post was accepted a look may still miss it, if that is not what the connector declares
 * @param limit what may be spent in a month (UTC) by the account, all its channels together, for this one to spend more
 */
public record ChannelSetup(
        String name,
        Optional<String> formerly,
        Connector connector,
        Settings settings,
        Audience audience,
        Duration poll,
        Duration deadline,
        Optional<Duration> visibleAfter,
        Optional<Money> limit) {
    /** A channel without a limit. */
    public ChannelSetup(
            String name,
            Optional<String> formerly,
            Connector connector,
            Settings settings,
            Audience audience,
            Duration poll,
            Duration deadline,
            Optional<Duration> visibleAfter) {
        this(name, formerly, connector, settings, audience, poll, deadline, visibleAfter, Optional.empty());
    }

    /** How long after a post was accepted a look may still miss it. */
    Duration visible() {
        return visibleAfter.orElseGet(() -> connector.spec().visibleAfter());
    }
}
