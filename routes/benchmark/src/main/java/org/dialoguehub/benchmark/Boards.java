package org.dialoguehub.benchmark;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.Json;

/**
 * Speaks to a {@link Board}, one request at a time for each channel.
 *
 * @param server where it is
 */
record Boards(URI server) implements Connector {
    static final String ID = "board";

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                ID, "Board", List.of(), Set.of(Capability.PUBLISH), Settling.NONE, Duration.ZERO, 1, TextRules.plain(500));
    }

    @Override
    public Session open(Settings settings, Host host) {
        return new Open(Http.to(server, host), host);
    }

    private record Open(Http http, Host host) implements Session, Publisher {
        @Override
        public String check() {
            return "all is well";
        }

        @Override
        public Prepared prepare(Post post) {
            return new Prepared.Ready("", Optional.empty());
        }

        @Override
        public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
            Json asked = Json.object().with("text", post.note().body().ownWords());
            String id = http.post("/posts").json(asked).read(json -> json.text("id"));
            return new Published(new ExternalId(id), Optional.empty(), host.clock().instant());
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
