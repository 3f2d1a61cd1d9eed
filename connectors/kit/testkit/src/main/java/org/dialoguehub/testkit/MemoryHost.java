package org.dialoguehub.testkit;

import java.time.Duration;
import java.time.InstantSource;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Host;
import org.dialoguehub.model.Audience;

/** A host for sessions in tests: whatever time is given, and bytes kept in memory. */
public record MemoryHost(InstantSource clock, Blobs blobs, Duration requestLimit, Audience audience, String hubName) implements Host {
    /** Requests may take twenty seconds, so that a busy machine spoils no test; the audience is a circle named {@code swimmers}. */
    public static MemoryHost at(InstantSource clock) {
        return new MemoryHost(clock, new MemoryBlobs(), Duration.ofSeconds(20), Audience.circle("swimmers"), "hub.example.org");
    }

    /** The same with another limit. */
    public MemoryHost withRequestLimit(Duration limit) {
        return new MemoryHost(clock, blobs, limit, audience, hubName);
    }
}
