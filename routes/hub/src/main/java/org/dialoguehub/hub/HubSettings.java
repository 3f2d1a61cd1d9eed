package org.dialoguehub.hub;

import java.util.ArrayList;
import java.util.List;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.engine.Timing;

/**
 * All that a user sets up.
 *
 * @param name of this hub, lasting, and unlike that of any other: best a host name of yours. It marks what the hub sends, so that loops are seen
 */
public record HubSettings(
        String name,
        List<ChannelSettings> channels,
        List<GroupSettings> groups,
        List<BridgeSettings> bridges,
        Timing timing) {
    public HubSettings {
        channels = List.copyOf(channels);
        groups = List.copyOf(groups);
        bridges = List.copyOf(bridges);
    }

    /** A hub without anything yet. */
    public static HubSettings named(String name) {
        return new HubSettings(name, List.of(), List.of(), List.of(), Timing.STANDARD);
    }

    public HubSettings with(ChannelSettings channel) {
        return new HubSettings(name, added(channels, channel), groups, bridges, timing);
    }

    public HubSettings with(GroupSettings group) {
        return new HubSettings(name, channels, added(groups, group), bridges, timing);
    }

    public HubSettings with(BridgeSettings bridge) {
        return new HubSettings(name, channels, groups, added(bridges, bridge), timing);
    }

    public HubSettings with(Timing value) {
        return new HubSettings(name, channels, groups, bridges, value);
    }

    private static <T> List<T> added(List<T> before, T one) {
        List<T> after = new ArrayList<>(before);
        after.add(one);
        return after;
    }
}
