package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.RoutesConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a network may be made of, shown on one that has everything in a way of its own. */
@Timeout(60)
class NetworkSimulationTest {
    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final Tokens tokens = new Tokens(clock,
            request -> Optional.of(request.query()).filter(query -> query.startsWith("access_token="))
                    .map(query -> query.substring("access_token=".length())));
    private final CountDownLatch secondEvent = new CountDownLatch(1);
    private final NetworkSimulation network = NetworkSimulation.named("odd", clock)
            .tokens(tokens)
            .posts(new Posts(clock, number -> "urn:odd:" + number))
            .wording(answer -> answer.status() == 429 ? Answer.json(400, "{\"code\":613}").with("X-Reset", "60") : answer)
            .start(this::routes);
    private final HttpClient client = HttpClient.newHttpClient();

    private void routes(RoutesConfig routes) {
        routes.get("/me", context -> context
                .result(Optional.ofNullable(context.queryParam("access_token")).flatMap(tokens::account).orElse("nobody")));
        routes.put("/media", context -> context.result(Integer.toString(context.bodyAsBytes().length)));
        routes.get("/limited", context -> {
            throw Answer.problem(429, "Too many").refusal();
        });
        routes.get("/chunked", context -> {
            var out = context.outputStream();
            out.write("first ".getBytes(UTF_8));
            out.flush();
            out.write("second".getBytes(UTF_8));
        });
        routes.sse("/events", events -> {
            events.sendEvent("one");
            await(secondEvent);
            events.sendEvent("two");
            events.close();
        });
        routes.ws("/socket", socket -> socket.onMessage(message -> message.send("heard " + message.message())));
    }

    @AfterEach
    void close() {
        client.close();
        network.close();
    }

    @Test
    void revokesATokenCarriedInAnyWay() throws Exception {
        var token = tokens.issue("anna");
        network.faults().on("GET", "/me").nth(2, Fault.revokeToken());

        assertThat(get("/me?access_token=" + token).body()).isEqualTo("anna");
        assertThat(get("/me?access_token=" + token).body()).isEqualTo("nobody");
    }

    @Test
    void wordsItsOwnRefusalsAndThoseOfTheKernelAlike() throws Exception {
        network.faults().on("GET", "/me").next(Fault.throttle(Duration.ofMinutes(1)));

        for (var path : new String[]{"/limited", "/me"}) {
            var refused = get(path);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).isEqualTo("{\"code\":613}");
            assertThat(refused.headers().firstValue("X-Reset")).contains("60");
        }
    }

    @Test
    void makesIdsInItsOwnWay() {
        assertThat(network.posts().create(Post.Draft.of("anna", "Hello")).id()).isEqualTo("urn:odd:1");
    }

    @Test
    void passesChunkedAnswersAndJournalsTheirContent() throws Exception {
        assertThat(get("/chunked").body()).isEqualTo("first second");

        assertThat(network.journal().exchanges().getFirst().answer().orElseThrow().body()).isEqualTo(Body.of("first second"));
    }

    @Test
    void takesUploadsInEitherFramingAndKeepsTheirStart() throws Exception {
        var bytes = new byte[5_000_000];
        new Random(1).nextBytes(bytes);

        var whole = client.send(request("/media").PUT(BodyPublishers.ofByteArray(bytes)).build(), BodyHandlers.ofString());
        var chunked = client.send(request("/media").expectContinue(true)
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))).build(), BodyHandlers.ofString());

        assertThat(whole.body()).isEqualTo("5000000");
        assertThat(chunked.body()).isEqualTo("5000000");
        for (var exchange : network.journal().exchanges("PUT", "/media")) {
            assertThat(exchange.request().body().bytes()).isEqualTo(Arrays.copyOf(bytes, 1 << 20));
            assertThat(exchange.request().body().isWhole()).isFalse();
        }
    }

    @Test
    void passesAStreamAsItComes() throws Exception {
        var lines = client.send(request("/events").header("Accept", "text/event-stream").build(), BodyHandlers.ofLines()).body().iterator();

        var first = data(lines);
        secondEvent.countDown();
        var second = data(lines);

        assertThat(first).isEqualTo("data: one");
        assertThat(second).isEqualTo("data: two");
    }

    @Test
    void passesWebSockets() throws Exception {
        var heard = new CompletableFuture<String>();
        var socket = client.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + network.uri().getPort() + "/socket"),
                new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket source, CharSequence text, boolean last) {
                        heard.complete(text.toString());
                        return CompletableFuture.completedStage(null);
                    }
                }).get(10, TimeUnit.SECONDS);

        socket.sendText("hello", true).get(10, TimeUnit.SECONDS);

        assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("heard hello");
        socket.abort();
    }

    private static String data(Iterator<String> lines) {
        var line = lines.next();
        while (!line.startsWith("data:")) {
            line = lines.next();
        }
        return line;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(network.uri() + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
