package org.dialoguehub.server;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.console.Conversation;
import org.dialoguehub.console.Conversation.Kind;
import org.dialoguehub.console.Conversation.Side;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.HubSettings;

/** What there is to look at: the sides of each bridge, and each channel that has no bridge. */
final class Dialogues {
    private Dialogues() {}

    static List<Conversation> of(HubSettings settings) {
        Stream<Conversation> bridged = settings.bridges().stream().map(bridge -> bridged(bridge, settings));
        Stream<Conversation> alone = settings.channels().stream()
                .filter(channel -> settings.bridges().stream()
                        .noneMatch(bridge -> bridge.ends().contains(channel.name())))
                .map(channel -> alone(channel, settings));
        return Stream.concat(bridged, alone).toList();
    }

    private static Conversation bridged(BridgeSettings bridge, HubSettings settings) {
        String title = bridge.ends().stream().flatMap(end -> group(end, settings).stream()).findFirst().orElse(bridge.name());
        List<Side> others = bridge.others().stream().map(other -> side(other, settings)).toList();
        Side first = side(bridge.first(), settings);
        return others.size() == 1
                ? Conversation.of(bridge.name(), title, first, others.getFirst())
                : Conversation.around(bridge.name(), title, first, others);
    }

    private static Conversation alone(ChannelSettings channel, HubSettings settings) {
        Side side = side(channel.name(), settings);
        return Conversation.of(channel.name(), group(channel.name(), settings).orElse(channel.name()), side, side);
    }

    private static Side side(String channel, HubSettings settings) {
        return new Side(channel, named(channel, settings).map(found -> Kind.of(found.connector())).orElse(Kind.OTHER));
    }

    /** The name for people of the group that a channel of the feed shows. */
    private static Optional<String> group(String channel, HubSettings settings) {
        return named(channel, settings)
                .flatMap(found -> Optional.ofNullable(found.settings().get("group")))
                .flatMap(id -> settings.groups().stream().filter(group -> group.id().equals(id)).map(GroupSettings::name).findFirst());
    }

    private static Optional<ChannelSettings> named(String channel, HubSettings settings) {
        return settings.channels().stream().filter(each -> each.name().equals(channel)).findFirst();
    }
}
