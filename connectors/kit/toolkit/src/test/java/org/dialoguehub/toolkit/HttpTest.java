package org.dialoguehub.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.javalin.config.RoutesConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Failure.Duplicate;
import org.dialoguehub.connector.Failure.Rejected;
import org.dialoguehub.connector.Failure.Throttled;
import org.dialoguehub.connector.Failure.Unauthorized;
import org.dialoguehub.connector.Failure.Uncertain;
import org.dialoguehub.connector.Failure.Unreachable;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.NetworkSimulation;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.settings.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Secret TOKEN = new Secret("hunter2");

    private final SandboxClock clock = SandboxClock.standingAt(NOW);
    private final NetworkSimulation network = NetworkSimulation.named("echo", clock).start(HttpTest::routes);
    private final Http http = Http.to(network.uri(), new TestHost(clock, Duration.ofSeconds(2))).bearing(TOKEN);

    private static void routes(RoutesConfig routes) {
        routes.get("/v1/things/{id}", context -> context.json("{\"id\": \"%s\", \"count\": 1}".formatted(context.pathParam("id"))));
        routes.post("/v1/things", context -> context.status(201).result(context.body()));
        routes.delete("/v1/things/{id}", context -> context.status(204));
        routes.post("/v1/redirect", context -> context.status(302).header("Location", "/v1/things"));
        routes.post("/v1/refuse/{status}", context -> context.status(Integer.parseInt(context.pathParam("status"))).result(context.body()));
        routes.get("/v1/text", context -> context.result("x"));
        routes.post("/v1/at-once", context -> context.status(503).header("Retry-After", "0"));
        routes.post("/v1/later/{status}", context -> {
            context.status(Integer.parseInt(context.pathParam("status")));
            context.queryParamMap().forEach((name, values) -> context.header(name, values.getFirst()));
        });
    }

    @AfterEach
    void close() {
        http.close();
        network.close();
    }

    @Test
    void sendsAndReads() throws ConnectorException {
        String id = http.get("/v1/things/{id}", "a/b ../ü?").query("q", "x&y").read(json -> json.text("id"));

        var request = network.journal().exchanges().getFirst().request();
        assertThat(id).isEqualTo("a/b ../ü?");
        assertThat(request.query()).isEqualTo("q=x%26y");
        assertThat(request.header("Authorization")).hasValue("Bearer hunter2");
    }

    @Test
    void sendsJson() throws ConnectorException {
        String text = http.post("/v1/things").json(Json.object().with("text", "héron")).read(json -> json.text("text"));

        assertThat(text).isEqualTo("héron");
    }

    @ParameterizedTest @ValueSource(strings = {"", ".", ".."})
    void refusesAValueThatWouldLeadToAnotherPath(String value) {
        assertThat(failure(() -> http.get("/v1/things/{id}", value).send())).isInstanceOf(Rejected.class);
        assertThat(network.journal().requests()).isZero();
    }

    @Test
    void callsARefusalThatIsCutOffUncertain() {
        assertThat(failure(() -> http.post("/v1/nowhere").send())).isInstanceOf(Rejected.class);
        network.faults().next(Fault.halfAnswer());

        assertThat(failure(() -> http.post("/v1/nowhere").send())).isInstanceOf(Uncertain.class);
    }

    @Test
    void callsARefusedConnectionUnreachable() {
        try (var gone = Http.to(URI.create("http://127.0.0.1:1"), new TestHost(clock, Duration.ofSeconds(2)))) {
            assertThat(failure(() -> gone.post("/v1/things").send()))
                    .isEqualTo(new Unreachable("POST /v1/things at 127.0.0.1: the connection was refused"));
        }
    }

    @Test
    void callsAnUnknownHostUnreachable() {
        try (var gone = Http.to(URI.create("https://nowhere.invalid"), new TestHost(clock, Duration.ofSeconds(2)))) {
            assertThat(failure(() -> gone.post("/v1/things").send()))
                    .isEqualTo(new Unreachable("POST /v1/things at nowhere.invalid: there is no such host"));
        }
    }

    @Test
    void callsAFailedTlsHandshakeUnreachable() {
        URI tls = URI.create(network.uri().toString().replace("http:", "https:"));
        try (var wrong = Http.to(tls, new TestHost(clock, Duration.ofSeconds(2)))) {
            assertThat(failure(() -> wrong.post("/v1/things").send())).isInstanceOf(Unreachable.class);
        }
    }

    @Test
    void callsALostAnswerToAPostUncertain() {
        for (Fault fault : new Fault[]{Fault.reset(), Fault.dropAnswer(), Fault.halfAnswer(), Fault.html(), Fault.status(500),
                Fault.status(408), Fault.status(503), Fault.status(409)}) {
            network.faults().next(fault);

            assertThat(failure(this::post)).as(fault.name()).isInstanceOf(Uncertain.class);
        }
    }

    @Test
    void callsALostAnswerToAGetUnreachable() {
        for (Fault fault : new Fault[]{Fault.reset(), Fault.halfAnswer(), Fault.html(), Fault.huge(30 << 20), Fault.status(500),
                Fault.status(408), Fault.status(503)}) {
            network.faults().next(fault);

            assertThat(failure(() -> http.get("/v1/things/{id}", "1").read(json -> json.text("id")))).as(fault.name())
                    .isInstanceOf(Unreachable.class);
        }
    }

    @Test
    void callsAnAnswerThatIsLateUncertain() {
        try (var hasty = Http.to(network.uri(), new TestHost(clock, Duration.ofMillis(300)))) {
            network.faults().next(Fault.lateAnswer(Duration.ofHours(1)));

            assertThat(failure(() -> hasty.post("/v1/things").send())).isInstanceOf(Uncertain.class);
        }
    }

    @Test
    void sendsEachRequestOnce() throws ConnectorException {
        for (Fault fault : new Fault[]{Fault.staleConnection(), Fault.reset(), Fault.dropAnswer(), Fault.status(408), Fault.status(503),
                Fault.throttle(Duration.ZERO)}) {
            try (var own = Http.to(network.uri(), new TestHost(clock, Duration.ofSeconds(2)))) {
                own.get("/v1/things/{id}", "1").send(); // leaves a connection to reuse
                long before = network.journal().requests();
                var armed = network.faults().on("POST", "**").next(fault);

                assertThat(failure(() -> own.post("/v1/things").send())).isNotNull();

                assertThat(armed.fired()).as(fault.name()).isOne();
                assertThat(network.journal().requests() - before).as(fault.name()).isOne();
            }
        }
    }

    @Test
    void sendsOnceWhereTheServerAsksToRepeatAtOnce() {
        assertThat(failure(() -> http.post("/v1/at-once").send())).isEqualTo(
                new Throttled(NOW, "POST /v1/at-once at 127.0.0.1 was answered with 503"));

        assertThat(network.journal().requests()).isOne();
    }

    @Test
    void callsAStaleConnectionUncertain() throws ConnectorException {
        http.get("/v1/things/{id}", "1").send();
        network.faults().on("POST", "**").next(Fault.staleConnection());

        assertThat(failure(this::post)).isInstanceOf(Uncertain.class);
    }

    @Test
    void sendsAFileAsAPartOfAForm() throws ConnectorException {
        http.post("/v1/things").file(Map.of("published", "false"), "source", "gate.jpg", "image/jpeg", 4,
                () -> new ByteArrayInputStream(new byte[]{'g', 'a', 't', 'e'})).send();

        var sent = network.journal().exchanges().getLast().request();
        assertThat(sent.header("Content-Type").orElse("")).startsWith("multipart/form-data; boundary=");
        assertThat(sent.body().text()).contains(
                "name=\"published\"", "name=\"source\"; filename=\"gate.jpg\"", "Content-Type: image/jpeg", "\r\n\r\ngate\r\n");
    }

    @Test
    void keepsAFileUnlessItIsTooLong() throws ConnectorException {
        var kept = new ByteArrayOutputStream();
        Blobs blobs = new Blobs() {
            @Override
            public Stored put(InputStream content) throws IOException {
                kept.writeBytes(content.readAllBytes());
                return new Stored(new BlobId("0".repeat(64)), kept.size());
            }

            @Override
            public InputStream open(BlobId id) {
                return InputStream.nullInputStream();
            }
        };

        assertThat(http.get("/v1/text").keep(blobs, 1).size()).isEqualTo(1);
        assertThat(failure(() -> http.get("/v1/text").keep(blobs, 0))).isInstanceOf(Rejected.class);
        assertThat(kept.toByteArray()).containsExactly('x');
    }

    @Test
    void knowsThatAFileThatCannotBeReadDidNotArriveWhole() {
        assertThat(failure(() -> http.post("/v1/things").file(Map.of(), "source", "gate.jpg", "image/jpeg", 4, () -> {
            throw new IOException("gone");
        }).send())).isInstanceOf(Uncertain.class);
    }

    @Test
    void showsTheHeadersOfEveryAnswer() throws ConnectorException {
        List<String> seen = new ArrayList<>();
        http.post("/v1/things").noticing(headers -> seen.add(headers.apply("Date").orElse("none"))).send();
        failure(() -> http.post("/v1/redirect").noticing(headers -> seen.add(headers.apply("Location").orElse("none"))).send());

        assertThat(seen).containsExactly("Sun, 22 Nov 2026 10:00:00 GMT", "/v1/things");
    }

    @Test
    void followsNoRedirect() {
        assertThat(failure(() -> http.post("/v1/redirect").send())).isEqualTo(
                new Rejected("POST /v1/redirect at 127.0.0.1 was answered with 302; the address in the settings may be an old one"));

        assertThat(network.journal().requests()).isOne();
    }

    @ParameterizedTest(name = "{0} {1} (date {2})") @CsvSource({
            "429, 120, , 2026-11-22T10:02:00Z",
            "503, 120, , 2026-11-22T10:02:00Z",
            "429, 'Sun, 22 Nov 2026 10:05:00 GMT', 'Sun, 22 Nov 2026 10:00:00 GMT', 2026-11-22T10:05:00Z",
            "429, 'Sun, 22 Nov 2026 12:05:00 GMT', 'Sun, 22 Nov 2026 12:00:00 GMT', 2026-11-22T10:05:00Z",
            "429, 'Sun, 22 Nov 2026 09:00:00 GMT', 'Sun, 22 Nov 2026 10:00:00 GMT', 2026-11-22T10:00:00Z",
            "429, soon, , 2026-11-22T10:01:00Z",
            "429, -5, , 2026-11-22T10:01:00Z",
            "429, 999999999, , 2026-11-23T10:00:00Z",
    })
    void comesAgainWhenTheServerSays(int status, String when, String date, Instant until) {
        var request = http.post("/v1/later/{status}", "" + status).query("Retry-After", when).query("Date", Optional.ofNullable(date));

        assertThat(failure(request::send)).isInstanceOfSatisfying(Throttled.class, it -> assertThat(it.until()).isEqualTo(until));
    }

    @Test
    void comesAgainAfterAMinuteIfTheServerDoesNotSay() {
        network.faults().next(Fault.throttle());

        assertThat(failure(this::post)).isInstanceOfSatisfying(Throttled.class,
                it -> assertThat(it.until()).isEqualTo(NOW.plusSeconds(60)));
    }

    @Test
    void asksForANewSignInAt401() {
        network.faults().next(Fault.status(401));

        assertThat(failure(this::post)).isInstanceOf(Unauthorized.class);
    }

    @ParameterizedTest @CsvSource(delimiter = '|', textBlock = """
            {"title": "No", "detail": "Too  long\\n"}               | : Too long
            {"error": "bad", "error_description": "Bad thing"}      | : Bad thing
            {"error": {"message": "Inner", "code": 7}}              | : Inner
            {"detail": 7, "title": ["x"]}                           | ''
            {"detail": "the token hunter2 is bad"}                  | : the token *** is bad
            <html>                                                  | ''
            """)
    void rejectsWithTheReasonOfTheServer(String body, String said) {
        for (int status : new int[]{400, 403, 404, 422}) {
            assertThat(failure(() -> http.post("/v1/refuse/{status}", "" + status).json(Json.object().with("x", body)).send()))
                    .isInstanceOf(Rejected.class);
        }
        var reason = new HttpOutcome(http, "POST", "/v1/things").refused(422, name -> null, parsed(body)).failure().reason();
        assertThat(reason).isEqualTo("POST /v1/things at 127.0.0.1 was answered with 422" + said);
    }

    @Test
    void shortensALongReason() {
        var reason = new HttpOutcome(http, "POST", "/v1/things")
                .refused(422, name -> null, Optional.of(Json.object().with("detail", "x".repeat(9_000)))).failure().reason();

        assertThat(reason).hasSizeLessThan(400).endsWith("x…");
    }

    @Test
    void takesTheNetworksOwnMeaning() {
        Http strict = http.meaning(refusal -> refusal.status() == 409 ? Optional.of(new Duplicate(refusal.reason())) : Optional.empty());
        network.faults().next(Fault.status(409));
        assertThat(failure(() -> strict.post("/v1/things").send())).isInstanceOf(Duplicate.class);

        network.faults().next(Fault.status(422));
        assertThat(failure(() -> strict.post("/v1/things").send())).isInstanceOf(Rejected.class);
    }

    @Test
    void saysWhereAnAnswerIsNotAsPromised() {
        assertThat(failure(() -> http.get("/v1/things/{id}", "1").read(json -> json.text("count")))).isEqualTo(
                new Unreachable(
                        "The answer to GET /v1/things/{id} at 127.0.0.1 is not as promised: 'count' is a number; text was promised"));
        assertThat(failure(() -> http.get("/v1/text").read(json -> json))).isEqualTo(
                new Unreachable("The answer to GET /v1/text at 127.0.0.1 is not as promised: no JSON, or only a part of it (line 1)"));
    }

    @Test
    void takesAStatusForSuccessWhereItIsToldSo() throws ConnectorException {
        network.faults().next(Fault.status(404));

        http.delete("/v1/things/{id}", "1").orElse(404).send();
    }

    @Test
    void doesNotNeedTheBodyOfASuccess() throws ConnectorException {
        network.faults().next(Fault.html());

        http.post("/v1/things").json(Json.object()).send();
    }

    @Test
    void printsNoSecret() {
        assertThat(http.toString() + http.get("/v1/things/{id}", "hunter2").header("Key", "hunter2").query("q", "hunter2"))
                .doesNotContain("hunter2");
    }

    @ParameterizedTest @ValueSource(strings = {"", "a b", "a\nb", "ä"})
    void refusesATokenThatNoHeaderCanCarryWithoutShowingIt(String token) {
        assertThatThrownBy(() -> http.bearing(new Secret(token))).isInstanceOf(IllegalArgumentException.class).message()
                .doesNotContain("ä");
    }

    @ParameterizedTest @ValueSource(strings = {"ftp://example.org", "mailto:x@example.org", "http:", "example.org"})
    void refusesAnAddressThatIsNoServer(String address) {
        assertThatThrownBy(() -> Http.requireServer(URI.create(address))).isInstanceOf(IllegalArgumentException.class);
    }

    private void post() throws ConnectorException {
        http.post("/v1/things").json(Json.object().with("text", "x")).read(json -> json.text("text"));
    }

    private static Optional<Json> parsed(String body) {
        try {
            return Optional.of(Json.read(body));
        } catch (JsonException html) {
            return Optional.empty();
        }
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(ConnectorException.class, call).failure();
    }
}
