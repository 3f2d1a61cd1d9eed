package org.dialoguehub.engine;

import org.dialoguehub.model.ChannelId;

/** The hub as a channel of its own: where what Java and Camel send comes from. */
final class Local {
    /** No other channel has this id, since theirs are random. */
    static final ChannelId CHANNEL = new ChannelId("local");

    private Local() {}
}
