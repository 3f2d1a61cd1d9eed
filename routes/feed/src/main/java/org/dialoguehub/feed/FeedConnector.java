package org.dialoguehub.feed;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.text.TextRules.Form;

/**
 * Makes each group of the feed a place that a channel can be on. Unlike other connectors it is not found by {@link java.util.ServiceLoader}:
 * the feed needs storage, so whoever wires the hub makes this.
 */
public final class FeedConnector implements Connector {
    static final Setting<GroupId> GROUP = new Setting<>(
            "group", "The group of the feed, by its lasting id", "a-z, 0-9 and dashes", GroupId::new, Optional.empty(), false);

    /** What is true of every feed, with or without storage. */
    public static final ConnectorSpec SPEC = new ConnectorSpec(
            "feed",
            "Built-in feed",
            List.of(GROUP),
            EnumSet.complementOf(EnumSet.of(Capability.HOOK)),
            Settling.BY_KEY,
            Duration.ZERO,
            256,
            new TextRules(String::length, Wording.LONGEST, EnumSet.allOf(Form.class)));

    private final Feed feed;

    public FeedConnector(Feed feed) {
        this.feed = feed;
    }

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public Session open(Settings settings, Host host) {
        return new FeedSession(feed, settings.get(GROUP), host.audience());
    }
}
