package org.dialoguehub.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Credentials;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.engine.ChannelSetup;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;

/** Tries channels one by one, with nothing behind them: no store, and so no change. */
record Checking(InstantSource clock, Duration requestLimit, String hubName) {
    ChannelCheck check(ChannelSetup setup) {
        var host = new Bare(clock, new NoBlobs(), requestLimit, setup.audience(), setup.name(), new NoCredentials(), hubName);
        try (Session session = setup.connector().open(setup.settings(), host)) {
            return new ChannelCheck(setup.name(), true, session.check());
        } catch (ConnectorException failed) {
            return new ChannelCheck(setup.name(), false, wayOut(failed.failure()));
        }
    }

    private static String wayOut(Failure failure) {
        return switch (failure) {
            case Failure.Unauthorized unauthorized -> unauthorized.reason();
            case Failure.Unreachable unreachable -> unreachable.reason() + " (is the address right, and the server up?)";
            case Failure.Throttled throttled -> throttled.reason() + " (until " + throttled.until() + ")";
            case Failure.Uncertain uncertain -> uncertain.reason();
            case Failure.Duplicate duplicate -> duplicate.reason();
            case Failure.Rejected rejected -> rejected.reason();
        };
    }

    private record Bare(
            InstantSource clock,
            Blobs blobs,
            Duration requestLimit,
            Audience audience,
            String channel,
            Credentials credentials,
            String hubName)
            implements
                Host {}

    private record NoCredentials() implements Credentials {
        @Override
        public Optional<Credential> read() {
            return Optional.empty();
        }

        @Override
        public boolean replace(Optional<Credential> expected, Credential next) {
            throw new IllegalStateException("A check without a store keeps nothing");
        }
    }

    private static final class NoBlobs implements Blobs {
        @Override
        public Stored put(InputStream content) throws IOException {
            content.close();
            throw new IOException("A check stores nothing");
        }

        @Override
        public InputStream open(BlobId id) throws IOException {
            throw new IOException("A check has nothing stored");
        }
    }
}
