package org.dialoguehub.connector;

import java.time.Duration;
import java.time.InstantSource;
import org.dialoguehub.model.Audience;

/** What the hub lends to a session. */
public interface Host {
    /** The time. Nothing in a connector asks any other clock. */
    InstantSource clock();

    /** Where the bytes of attachments go and come from. */
    Blobs blobs();

    /** The longest that one request may take, answer included; a connector sets its client's limits by it. */
    Duration requestLimit();

    /** The audience of the channel: that of every note received on it, unless the network tells of a narrower one. */
    Audience audience();

    /** The name of the channel, for messages to people. It may change from one start to the next. */
    String channel();

    /** The credential of the channel, where signing in leaves one; see {@link SignsIn}. */
    Credentials credentials();

    /** The lasting name of this hub, unlike that of any other: marks what we send, so that loops between hubs are seen. Printable ASCII. */
    String hubName();

    /** What the channel spends, and what its network still grants. */
    default Budget budget() {
        return Budget.boundless();
    }
}
