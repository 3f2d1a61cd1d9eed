package org.dialoguehub.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Session;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/** A network that nobody can reach. */
record ClosedNetwork() implements Connector {
    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "closed", "Closed", List.of(), Set.of(Capability.PUBLISH), Settling.NONE, Duration.ZERO, 1, TextRules.plain(100));
    }

    @Override
    public Session open(Settings settings, Host host) {
        return new Closed();
    }

    private record Closed() implements Session, Publisher {
        @Override
        public String check() {
            return "closed";
        }

        @Override
        public void close() {}

        @Override
        public Prepared prepare(Post post) {
            return new Prepared.Ready("", Optional.empty());
        }

        @Override
        public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
            throw new ConnectorException(new Failure.Unreachable("It is closed for good"));
        }
    }
}
