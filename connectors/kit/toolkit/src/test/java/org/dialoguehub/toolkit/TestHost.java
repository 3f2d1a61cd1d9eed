package org.dialoguehub.toolkit;

import java.time.Duration;
import java.time.InstantSource;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Credentials;
import org.dialoguehub.connector.Host;
import org.dialoguehub.model.Audience;

/** A host for what speaks HTTP and stores nothing. */
record TestHost(InstantSource clock, Duration requestLimit, Credentials credentials) implements Host {
    TestHost(InstantSource clock, Duration requestLimit) {
        this(clock, requestLimit, new TestCredentials());
    }

    @Override
    public String channel() {
        return "customers";
    }

    @Override
    public Blobs blobs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Audience audience() {
        return new Audience.Everyone();
    }

    @Override
    public String hubName() {
        return "test.example.org";
    }
}
