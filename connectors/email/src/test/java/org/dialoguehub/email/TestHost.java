package org.dialoguehub.email;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Credentials;
import org.dialoguehub.connector.Host;
import org.dialoguehub.model.Audience;

/** What a hub lends, with the real time and a memory for blobs. */
record TestHost(InstantSource clock, Blobs blobs, Duration requestLimit, Audience audience, String hubName) implements Host {
    static final Instant NOON = Instant.parse("2026-11-12T12:00:00Z");

    static TestHost create() {
        return new TestHost(InstantSource.system(), new MemoryBlobs(), Duration.ofSeconds(10), Audience.circle("parents"), "hub-one");
    }

    @Override
    public String channel() {
        return "parents-mail";
    }

    @Override
    public Credentials credentials() {
        throw new UnsupportedOperationException("Nobody signs in to e-mail with a browser");
    }

    TestHost patientFor(Duration limit) {
        return new TestHost(clock, blobs, limit, audience, hubName);
    }

    TestHost named(String name) {
        return new TestHost(clock, blobs, requestLimit, audience, name);
    }

    TestHost at(InstantSource time) {
        return new TestHost(time, blobs, requestLimit, audience, hubName);
    }

    TestHost keeping(Blobs store) {
        return new TestHost(clock, store, requestLimit, audience, hubName);
    }
}
