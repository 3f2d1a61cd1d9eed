package org.dialoguehub.engine;

import org.dialoguehub.model.ChannelId;

/** The hub as a channel of its own: where what Java and Camel send comes from. */
final class Local {
    /** No other channel has this id, since theirs are random. */
    static final ChannelId CHANNEL = new ChannelId("local");

    private Local() {}

    /** Lets those hear it who want to hear what the hub itself says. */
    static Received tell(Transaction transaction, Received received) {
        transaction.queue().subscriptions(CHANNEL)
                .forEach(name -> transaction.queue().put(name, received.sequence(), received.thread()));
        return received;
    }
}
