package org.dialoguehub.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/** Publishes on a notice board through a client as it comes out of the box. */
record CarelessConnector(Client client) implements Connector {
    private static final Setting<URI> SERVER = Setting.uri("server", "Address");
    private static final Setting<Secret> TOKEN = Setting.secret("token", "Token");

    /** Well-known clients, each with its defaults. */
    enum Client {
        OKHTTP,
        URL_CONNECTION
    }

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec("careless", "Careless", List.of(SERVER, TOKEN), Set.of(Capability.PUBLISH), ConnectorSpec.Settling.NONE,
                Duration.ZERO, 1, TextRules.plain(500));
    }

    @Override
    public Session open(Settings settings, Host host) {
        Exchange exchange = switch (client) {
            case OKHTTP -> okHttp(new OkHttpClient.Builder().callTimeout(host.requestLimit()).readTimeout(host.requestLimit()).build());
            case URL_CONNECTION -> urlConnection(host.requestLimit());
        };
        return new CarelessSession(settings.get(SERVER), "Bearer " + settings.get(TOKEN).reveal(), host, exchange);
    }

    private static Exchange okHttp(OkHttpClient client) {
        return (method, uri, authorization, body) -> {
            var json = body.isEmpty() ? null : RequestBody.create(body, MediaType.get("application/json"));
            var request = new Request.Builder().url(uri.toString()).header("Authorization", authorization).method(method, json).build();
            try (Response response = client.newCall(request).execute()) {
                return new Answer(response.code(), response.body().string());
            }
        };
    }

    private static Exchange urlConnection(Duration limit) {
        return (method, uri, authorization, body) -> {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setReadTimeout((int) limit.toMillis());
            connection.setRequestMethod(method);
            connection.setRequestProperty("Authorization", authorization);
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        };
    }

    private record Answer(int status, String body) {}

    @FunctionalInterface
    private interface Exchange {
        Answer of(String method, URI uri, String authorization, String body) throws IOException;
    }

    private record CarelessSession(URI server, String authorization, Host host, Exchange exchange) implements Session, Publisher {
        @Override
        public String check() throws ConnectorException {
            return "Signed in" + ask("GET", "/v1/me", "").status();
        }

        @Override
        public Prepared prepare(Post post) throws ConnectorException {
            if (post.note().body().plainText().length() > 500) {
                throw new ConnectorException(new Failure.Rejected("Too long"));
            }
            return new Prepared.Ready("", Optional.empty());
        }

        @Override
        public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
            var draft = new ObjectMapper().createObjectNode().put("text", post.note().body().plainText());
            post.note().inReplyTo().ifPresent(reply -> draft.put("inReplyTo", reply.note().value()));
            try {
                var notice = new ObjectMapper().readTree(ask("POST", "/v1/notices", draft.toString()).body());
                return new Published(new ExternalId(notice.path("id").asText()), Optional.empty(),
                        Instant.parse(notice.path("createdAt").asText()));
            } catch (IOException half) {
                throw new ConnectorException(new Failure.Uncertain("Half an answer"), half);
            }
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return "CarelessSession";
        }

        private Answer ask(String method, String path, String body) throws ConnectorException {
            try {
                Answer answer = exchange.of(method, server.resolve(path), authorization, body);
                return switch (answer.status()) {
                    case 200, 201 -> answer;
                    case 401 -> throw new ConnectorException(new Failure.Unauthorized("401"));
                    case 429 -> throw new ConnectorException(
                            new Failure.Throttled(host.clock().instant().plus(NetworkUnderTest.Trouble.THROTTLE), "429"));
                    default -> throw new ConnectorException(new Failure.Uncertain("Status " + answer.status()));
                };
            } catch (ConnectException refused) {
                throw new ConnectorException(new Failure.Unreachable("Refused"), refused);
            } catch (IOException lost) {
                throw new ConnectorException(new Failure.Uncertain("Lost"), lost);
            }
        }
    }
}
