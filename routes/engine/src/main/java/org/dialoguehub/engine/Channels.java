package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.model.ChannelId;

/** The channels that there have ever been, and what must be remembered of each. */
public interface Channels {
    /** The channel of that name, if there has ever been one. */
    Optional<ChannelId> find(String name);

    /** Adds a channel; its name must be new. */
    void add(ChannelId id, String name);

    /** Gives a channel another name. */
    void rename(ChannelId id, String name);

    /** The name of each channel. */
    Map<ChannelId, String> names();

    /** Nothing is sent on the channel before that time: its network asked for it. Replaces what was asked before. */
    void pause(ChannelId id, Instant until, String reason);

    /** The pause that a channel is under or was under last. */
    Optional<Pause> paused(ChannelId id);

    /** A network's wish to be left alone for a while. */
    record Pause(Instant until, String reason) {}
}
