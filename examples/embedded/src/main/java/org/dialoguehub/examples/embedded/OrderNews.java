package org.dialoguehub.examples.embedded;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.feed.Group;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.SettingsException;

/** A shop tells its team on the feed what happens to orders, and hears what the team says. */
public final class OrderNews implements AutoCloseable {
    private static final Actor SHOP = Actor.of("app:shop", "Shop");

    private final Hub hub;
    private final InstantSource clock;

    /**
     * @param data folder for what must not be forgotten
     * @throws SettingsException if the settings below were wrong
     */
    public OrderNews(Path data, InstantSource clock) throws SettingsException {
        HubSettings settings = HubSettings.named("shop.example.org")
                .with(new GroupSettings("team", "Team", Group.Kind.OPEN, List.of()))
                .with(ChannelSettings.of("team", "feed", Map.of("group", "team")));
        this.hub = Hub.open(settings, data);
        this.clock = clock;
    }

    /** Tells the team that an order has shipped; again for the same order changes nothing. */
    public Receipt shipped(int order) {
        Note note = Note.of(
                SHOP, RichText.of("Order " + order + " has shipped."), new Audience.Organization(), clock.instant());
        return hub.send("team", note, "shipped-" + order);
    }

    /** What is known of earlier news by now. */
    public Receipt now(Receipt earlier) {
        return hub.receipt(earlier);
    }

    @Override
    public void close() {
        hub.close();
    }
}
