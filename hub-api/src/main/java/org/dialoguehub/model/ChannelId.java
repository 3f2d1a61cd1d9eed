package org.dialoguehub.model;

/** The lasting identity of a channel; outlives a change of its name. */
public record ChannelId(String value) {
    public ChannelId {
        Names.requireText("channel id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
