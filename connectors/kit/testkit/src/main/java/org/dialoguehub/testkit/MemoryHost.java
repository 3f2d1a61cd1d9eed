package org.dialoguehub.testkit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Credentials;
import org.dialoguehub.connector.Host;
import org.dialoguehub.model.Audience;

/** A host for sessions in tests: whatever time is given, and bytes and credentials kept in memory. */
public record MemoryHost(
        InstantSource clock,
        Blobs blobs,
        Duration requestLimit,
        Audience audience,
        String channel,
        Credentials credentials,
        String hubName,
        MemoryBudget budget)
        implements
            Host {
    /** Requests may take twenty seconds, so that a busy machine spoils no test; the audience is a circle named {@code swimmers}. */
    public static MemoryHost at(InstantSource clock) {
        return new MemoryHost(clock, new MemoryBlobs(), Duration.ofSeconds(20), Audience.circle("swimmers"), "swimmers",
                new MemoryCredentials(Optional.empty()), "hub.example.org", new MemoryBudget());
    }

    /** The same with another limit. */
    public MemoryHost withRequestLimit(Duration limit) {
        return new MemoryHost(clock, blobs, limit, audience, channel, credentials, hubName, budget);
    }

    /** The same with these credentials; several hosts may share them, as several hubs do. */
    public MemoryHost with(Credentials shared) {
        return new MemoryHost(clock, blobs, requestLimit, audience, channel, shared, hubName, budget);
    }
}
