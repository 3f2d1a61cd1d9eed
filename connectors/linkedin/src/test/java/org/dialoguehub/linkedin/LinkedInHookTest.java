package org.dialoguehub.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.sandbox.LinkedInHooks;
import org.dialoguehub.testkit.MemoryBlobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInHookTest {
    private final LinkedInNetwork network = LinkedInNetwork.ofTheOrganization();
    private final LinkedInSession session = network.session();
    private final AtomicInteger rings = new AtomicInteger();

    @AfterEach
    void close() {
        session.close();
        network.close();
    }

    @Test
    void provesToLinkedInThatTheAddressIsOursAndIsToldOfEverythingOnce() throws IOException, ConnectorException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/hooks/linkedin", this::pass);
        web.start();
        try {
            assertThat(
                    network.linkedIn().hooks().register(URI.create("http://127.0.0.1:" + web.getAddress().getPort() + "/hooks/linkedin")))
                    .isTrue();
            for (int each = 0; each < 25; each++) {
                network.say("note " + each);
            }

            assertThat(network.linkedIn().hooks().deliver()).isEqualTo(25);
            assertThat(rings).hasValue(3);
            assertThat(session.receive(Cursor.START, 100).events()).hasSize(25).extracting(Event::key).doesNotHaveDuplicates();
        } finally {
            web.stop(0);
        }
    }

    @Test
    void ringsNoMoreForWhatWasKeptByAStranger() {
        LinkedInHooks.Told told = network.linkedIn().hooks().telling(network.say("Thanks").value());

        network.pass(Duration.ofHours(8));
        assertThat(hear(told)).isEqualTo(HookAnswer.heard(java.util.List.of()).ringing());
        network.pass(Duration.ofHours(2));
        assertThat(hear(told)).isEqualTo(HookAnswer.heard(java.util.List.of()));
    }

    @Test
    void refusesASignatureOfTheBodyAloneOrUnderAnotherHeader() {
        LinkedInHooks.Told told = network.linkedIn().hooks().telling(network.say("Thanks").value());
        var body = told.body().bytes();

        assertThat(hear(Map.of("X-Hub-Signature", told.signature()), body).status()).isEqualTo(401);
        assertThat(hear(Map.of("X-LI-Signature", "hmacsha256=" + told.signature()), body).status()).isEqualTo(401);
        assertThat(hear(Map.of("X-LI-Signature", told.signature().substring(1)), body).status()).isEqualTo(401);
        assertThat(hear(Map.of("x-li-signature", told.signature()), body).status()).isEqualTo(200);
    }

    @ParameterizedTest @ValueSource(strings = {"", "type", "notifications"})
    void thanksForWhatItDoesNotKnow(String field) {
        var odd = JsonNodeFactory.instance.objectNode().put(field, "LEAD_ACTION");

        assertThat(hear(LinkedInHooks.signed(odd)).status()).isEqualTo(200);
    }

    @Test
    void answersNoChallengeWithoutACode() {
        assertThat(session.hear(new HookRequest("GET", Map.of(), Map.of(), new byte[0]), new MemoryBlobs()).status()).isEqualTo(400);
        assertThat(session.hear(new HookRequest("GET", Map.of("challengeCode", "x".repeat(201)), Map.of(), new byte[0]), new MemoryBlobs())
                .status()).isEqualTo(400);
    }

    private HookAnswer hear(LinkedInHooks.Told told) {
        return hear(Map.of("X-LI-Signature", told.signature()), told.body().bytes());
    }

    private HookAnswer hear(Map<String, String> headers, byte[] body) {
        return session.hear(new HookRequest("POST", Map.of(), headers, body), new MemoryBlobs());
    }

    /** What the hub's web server does. */
    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = new HashMap<String, String>();
            String asked = String.valueOf(exchange.getRequestURI().getQuery());
            query.put(asked.split("=", 2)[0], asked.contains("=") ? asked.split("=", 2)[1] : "");
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            HookAnswer answer =
                    session.hear(new HookRequest(exchange.getRequestMethod(), query, headers, exchange.getRequestBody().readAllBytes()),
                            new MemoryBlobs());
            rings.addAndGet(answer.rings() ? 1 : 0);
            exchange.getResponseHeaders().add("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), 0);
            exchange.getResponseBody().write(answer.body().getBytes(StandardCharsets.UTF_8));
        }
    }
}
