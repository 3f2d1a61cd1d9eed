package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dialoguehub.sandbox.RawClient.End;
import org.dialoguehub.sandbox.RawClient.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault as a client sees it that is nothing but a socket, and the truth on the board behind it. */
@Timeout(60)
class FaultsTest {
    private static final String NOTICE = "{\"text\":\"Pool opens at 8\"}";

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final Noticeboard board = Noticeboard.start(clock);
    private final NetworkSimulation network = board.network();
    private final String token = network.tokens().issue("anna");

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void passesRequestsWithoutAFault() throws IOException {
        var heard = post();

        assertThat(heard.status()).isEqualTo(201);
        assertThat(heard.end()).isEqualTo(End.CLOSED);
        assertThat(heard.has("Date: Sun, 22 Nov 2026 10:00:00 GMT")).isTrue();
        assertThat(posted()).isEqualTo(1);
    }

    @Test
    void losesARequestAndResets() throws IOException {
        var armed = onPost().next(Fault.reset());

        assertThat(post()).isEqualTo(new Heard("", End.RESET));

        assertThat(posted()).isZero();
        assertThat(armed.fired()).isEqualTo(1);
        assertThat(network.journal().exchanges("POST", "/v1/notices").getFirst().fault()).contains("reset");
        assertThat(post().status()).isEqualTo(201);
    }

    @Test
    void acceptsAndDropsTheAnswer() throws IOException {
        onPost().next(Fault.dropAnswer());

        assertThat(post()).isEqualTo(new Heard("", End.RESET));

        assertThat(posted()).isEqualTo(1);
    }

    @Test
    void answersAnErrorAfterAccepting() throws IOException {
        onPost().next(Fault.status(500).afterEffect());
        onPost().nth(2, Fault.status(503).afterEffect());

        assertThat(post().status()).isEqualTo(500);
        assertThat(post().status()).isEqualTo(503);

        assertThat(posted()).isEqualTo(2);
    }

    @Test
    void answersAnErrorWithoutAccepting() throws IOException {
        onPost().next(Fault.status(503));
        onPost().nth(2, Fault.status(408));

        assertThat(post().status()).isEqualTo(503);
        try (var client = new RawClient(network.uri())) {
            client.send(RawClient.request("POST", "/v1/notices", token, NOTICE, "keep-alive"));
            var heard = client.hear();
            assertThat(heard.status()).isEqualTo(408);
            assertThat(heard.end()).as("the server closes, though it was asked to keep the connection").isEqualTo(End.CLOSED);
        }

        assertThat(posted()).isZero();
    }

    @Test
    void throttlesInThreeForms() throws IOException {
        onPost().next(Fault.throttle());
        onPost().next(Fault.throttle(Duration.ofSeconds(90)));
        onPost().next(Fault.throttleUntilDate(Duration.ofDays(10)));

        var silent = post();
        var seconds = post();
        var date = post();

        assertThat(silent.status()).isEqualTo(429);
        assertThat(silent.has("Retry-After")).isFalse();
        assertThat(seconds.status()).isEqualTo(429);
        assertThat(seconds.has("Retry-After: 90\r\n")).isTrue();
        assertThat(date.status()).isEqualTo(429);
        assertThat(date.has("Retry-After: Wed, 02 Dec 2026 10:00:00 GMT\r\n")).isTrue();
        assertThat(posted()).isZero();
    }

    @Test
    void answersLateOnTheClock() throws Exception {
        onPost().next(Fault.lateAnswer(Duration.ofMinutes(5)));
        var heard = CompletableFuture.supplyAsync(() -> {
            try {
                return post();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        clock.awaitTimers(1);
        assertThat(posted()).as("the effect is there before the answer").isEqualTo(1);
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(heard).isNotDone();
        assertThat(clock.timers()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));

        assertThat(heard.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
    }

    @Test
    void takesEffectLongAfterTheConnectionIsGone() throws Exception {
        onPost().next(Fault.lateEffect(Duration.ofSeconds(30)));

        assertThat(post()).isEqualTo(new Heard("", End.RESET));
        clock.awaitTimers(1);
        assertThat(posted()).isZero();
        clock.advance(Duration.ofSeconds(30));

        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (posted() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(posted()).isEqualTo(1);
    }

    @Test
    void cutsTheBodyInHalf() throws IOException {
        var whole = get("/v1/me").body();
        network.faults().next(Fault.halfAnswer());

        var heard = get("/v1/me");

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.has("Content-Length: " + whole.getBytes(UTF_8).length)).isTrue();
        assertThat(heard.body()).isEqualTo(whole.substring(0, whole.length() / 2)).isNotEmpty();
        assertThat(heard.end()).isEqualTo(End.CLOSED);
    }

    @Test
    void answersWithAWebPage() throws IOException {
        onPost().next(Fault.html());

        var heard = post();

        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.has("Content-Type: text/html")).isTrue();
        assertThat(heard.body()).startsWith("<!DOCTYPE html>").endsWith("</html>");
        assertThat(posted()).isZero();
    }

    @Test
    void answersWithAHugeBody() throws IOException {
        network.faults().next(Fault.huge(3_000_000));

        var heard = get("/v1/notices");

        assertThat(heard.has("Content-Length: 3000000")).isTrue();
        assertThat(heard.body()).hasSize(3_000_000).startsWith("{\"padding\":\"xxx").endsWith("xxx\"}");
    }

    @Test
    void revokesTheTokenFromThenOn() throws IOException {
        var other = network.tokens().issue("ben");
        network.faults().on("GET", "/v1/notices").nth(2, Fault.revokeToken());

        assertThat(get("/v1/notices").status()).isEqualTo(200);
        assertThat(get("/v1/notices").status()).isEqualTo(401);
        assertThat(get("/v1/me").status()).isEqualTo(401);

        assertThat(RawClient.ask(network.uri(), "GET", "/v1/me", other, "").status()).isEqualTo(200);
    }

    @Test
    void hidesAPostForAWhile() throws IOException {
        onPost().next(Fault.hidePost(Duration.ofSeconds(30)));

        assertThat(post().status()).isEqualTo(201);
        assertThat(get("/v1/notices/n1").status()).isEqualTo(404);
        assertThat(get("/v1/notices").body()).contains("\"events\":[]");
        clock.advance(Duration.ofSeconds(30));

        assertThat(get("/v1/notices/n1").status()).isEqualTo(200);
        assertThat(get("/v1/notices").body()).contains("Pool opens at 8");
    }

    @Test
    void resetsOnlyAConnectionThatWasUsedBefore() throws IOException {
        var armed = network.faults().next(Fault.staleConnection());
        assertThat(post().status()).isEqualTo(201);
        assertThat(armed.fired()).isZero();

        try (var client = new RawClient(network.uri())) {
            client.send(RawClient.request("POST", "/v1/notices", token, NOTICE, "keep-alive"));
            assertThat(client.hearAnswer().startLine()).startsWith("HTTP/1.1 201");
            client.send(RawClient.request("POST", "/v1/notices", token, NOTICE, "keep-alive"));
            assertThat(client.hear()).isEqualTo(new Heard("", End.RESET));
        }

        assertThat(armed.fired()).isEqualTo(1);
        assertThat(posted()).isEqualTo(2);
    }

    @Test
    void refusesConnectionsBeforeItReads() throws IOException {
        network.refuseNextConnections(2);

        assertThat(connectOnly()).isEqualTo(End.RESET);
        assertThat(connectOnly()).isEqualTo(End.RESET);
        assertThat(post().status()).isEqualTo(201);

        assertThat(network.connections()).isEqualTo(3);
        assertThat(network.journal().requests()).isEqualTo(1);
    }

    @Test
    void goesAwayAndComesBackOnTheSamePort() throws IOException {
        var before = network.uri();
        try (var idle = new RawClient(before)) {
            idle.send(RawClient.request("GET", "/v1/me", token, "", "keep-alive"));
            idle.hearAnswer();
            var outage = network.outage();
            assertThat(idle.hear().end()).isEqualTo(End.RESET);
            for (int i = 0; i < 200; i++) {
                assertThatThrownBy(this::post).isInstanceOf(ConnectException.class);
            }
            outage.end();
        }

        assertThat(network.uri()).isEqualTo(before);
        assertThat(post().status()).isEqualTo(201);
    }

    @Test
    void staysAwayUntilTheLastOutageEnds() throws IOException {
        var first = network.outage();
        var second = network.outage();

        first.end();
        first.end();
        assertThatThrownBy(this::post).isInstanceOf(ConnectException.class);
        second.end();

        assertThat(post().status()).isEqualTo(201);
    }

    @Test
    void strikesAsArmedAndNoMore() throws IOException {
        var twice = network.faults().on("GET", "/v1/notices/*").next(2, Fault.status(500));
        var always = network.faults().on("*", "/v1/me").always(Fault.status(503));

        assertThat(get("/v1/notices/n1").status()).isEqualTo(500);
        assertThat(get("/v1/notices").status()).isEqualTo(200);
        assertThat(get("/v1/notices/n1").status()).isEqualTo(500);
        assertThat(get("/v1/notices/n1").status()).isEqualTo(404);
        assertThat(get("/v1/me").status()).isEqualTo(503);
        assertThat(get("/v1/me").status()).isEqualTo(503);
        always.disarm();
        assertThat(get("/v1/me").status()).isEqualTo(200);

        assertThat(twice.fired()).isEqualTo(2);
        assertThat(always.fired()).isEqualTo(2);
    }

    @Test
    void strikesByChanceTheSameWayForTheSameSeed() throws IOException {
        var first = fates(42);
        var second = fates(42);
        var third = fates(43);

        assertThat(first).isEqualTo(second).contains("500", "201").isNotEqualTo(third);
    }

    private String fates(long seed) throws IOException {
        network.faults().clear();
        onPost().sometimes(0.3, seed, Fault.status(500), Fault.status(503).afterEffect());
        var fates = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            fates.append(post().status()).append(' ');
        }
        return fates.toString();
    }

    private Faults.Site onPost() {
        return network.faults().on("POST", "/v1/notices");
    }

    private Heard post() throws IOException {
        return RawClient.ask(network.uri(), "POST", "/v1/notices", token, NOTICE);
    }

    private Heard get(String path) throws IOException {
        return RawClient.ask(network.uri(), "GET", path, token, "");
    }

    private End connectOnly() throws IOException {
        try (var client = new RawClient(network.uri())) {
            return client.hear().end();
        }
    }

    private int posted() {
        return network.posts().withText("Pool opens at 8").size();
    }
}
