package org.dialoguehub.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Failure.Rejected;
import org.dialoguehub.connector.Failure.Throttled;
import org.dialoguehub.connector.Failure.Unauthorized;
import org.dialoguehub.connector.Failure.Unreachable;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.NetworkSimulation;
import org.dialoguehub.sandbox.OAuthServer;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.Tokens;
import org.dialoguehub.settings.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in, and what comes of it, against the server of the sandbox, which is as strict as the descriptions. */
class OAuthTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Secret CLIENT_SECRET = new Secret("client hunter2:/?");
    private static final URI REDIRECT = URI.create("http://127.0.0.1:8765/signed-in");

    private final SandboxClock clock = SandboxClock.standingAt(NOW);
    private final Tokens tokens = new Tokens(clock);
    private final OAuthServer server = new OAuthServer(clock, tokens, OAuthServer.Options.standard())
            .client("hub", Optional.of(CLIENT_SECRET.reveal()), REDIRECT)
            .client("open", Optional.empty(), REDIRECT);
    private final NetworkSimulation network = NetworkSimulation.named("network", clock).tokens(tokens)
            .start(routes -> {
                server.addTo(routes, "/oauth/page", "/oauth/token", "/oauth/revoke");
                routes.get("/me", context -> context.json("{\"id\": \"%s\"}".formatted(Tokens.bearer(context).flatMap(tokens::account)
                        .orElseThrow(() -> Answer.problem(401, "No").refusal()))));
            });
    private final OAuth oauth = OAuth.of(network.uri().resolve("/oauth/page"), network.uri().resolve("/oauth/token"), "hub")
            .confidential(CLIENT_SECRET, OAuth.Way.BASIC).scopes("read", "write");
    private final TestHost host = new TestHost(clock, Duration.ofSeconds(10));
    private final SignIn signIn = new SignIn(REDIRECT, new Secret("one attempt"));

    @AfterEach
    void close() {
        network.close();
    }

    @ParameterizedTest @EnumSource
    void signsInAndWorks(OAuth.Way way) throws ConnectorException {
        signIn(oauth.confidential(CLIENT_SECRET, way));

        assertThat(me()).isEqualTo("anna");
        assertThat(host.credentials().read().orElseThrow().until()).contains(NOW.plus(Duration.ofDays(180)));
    }

    @Test
    void signsInAsAClientWithoutASecret() throws ConnectorException {
        OAuth open = OAuth.of(oauth.page(), oauth.tokens(), "open");

        signIn(open);

        assertThat(OAuthAccess.renewedBy(open, host).grant().access().reveal()).startsWith("sandbox-anna");
    }

    @Test
    void asksForWhatItNeedsAndTellsTheSeedToNobody() {
        Map<String, String> query = query(oauth.with("prompt", "consent").page(signIn));

        assertThat(query).containsEntry("response_type", "code").containsEntry("client_id", "hub")
                .containsEntry("redirect_uri", REDIRECT.toString()).containsEntry("scope", "read write")
                .containsEntry("code_challenge_method", "S256").containsEntry("prompt", "consent").containsKeys("state", "code_challenge");
        assertThat(query.values()).noneMatch(value -> value.contains("one attempt") || value.contains("hunter2"));
        assertThat(query(oauth.withoutProof().page(signIn))).doesNotContainKeys("code_challenge", "code_challenge_method");
        assertThat(query(oauth.page(new SignIn(REDIRECT, new Secret("another")))).get("state")).isNotEqualTo(query.get("state"));
    }

    @Test
    void takesNoAnswerOfAnotherAttempt() {
        Map<String, String> answer = query(server.agree(oauth.page(new SignIn(REDIRECT, new Secret("a forger's"))), "eve"));

        assertThat(failure(() -> oauth.exchange(host, signIn, answer))).isInstanceOf(Rejected.class);
        assertThat(failure(() -> oauth.exchange(host, signIn, Map.of("code", "x")))).isInstanceOf(Rejected.class);
        assertThat(network.journal().requests()).isZero();
    }

    @Test
    void saysThatThePersonDidNotAgree() {
        Map<String, String> answer = query(server.deny(oauth.page(signIn)));

        assertThat(failure(() -> oauth.exchange(host, signIn, answer))).isEqualTo(new Rejected("The person who was asked did not agree"));
    }

    @Test
    void takesACodeOnce() throws ConnectorException {
        Map<String, String> answer = query(server.agree(oauth.page(signIn), "anna"));
        OAuthGrant grant = oauth.exchange(host, signIn, answer);

        assertThat(failure(() -> oauth.exchange(host, signIn, answer))).isInstanceOf(Rejected.class);
        assertThat(tokens.account(grant.access().reveal())).as("the server ends what a stolen code has given").isEmpty();
    }

    @Test
    void saysThatNobodyHasSignedIn() {
        assertThat(failure(() -> access().grant()))
                .isEqualTo(new Unauthorized("Nobody has signed in to 'customers' yet: ./hub login customers"));
    }

    @Test
    void renewsInTimeAndKeepsWhatRotates() throws ConnectorException {
        Secret first = signIn(oauth).access();
        clock.advance(Duration.ofHours(2).minus(OAuthAccess.MARGIN).minusSeconds(1));
        assertThat(access().grant().access()).isEqualTo(first);
        for (int times = 1; times <= 3; times++) {
            clock.advance(Duration.ofHours(2));
            assertThat(me()).isEqualTo("anna");
            assertThat(server.renewals()).isEqualTo(times);
        }
    }

    @Test
    void neverPutsNothingInPlaceOfARefreshToken() throws ConnectorException {
        for (String given : List.of("", ", \"refresh_token\": null", ", \"refresh_token\": \"\"")) {
            OAuthAccess.keep(host, grant("old", Optional.of(NOW), Optional.of("keep-me")).noting("page 7"));
            network.faults().on("POST", "/oauth/token")
                    .next(answering(200, "{\"access_token\": \"new\", \"expires_in\": \"60\"" + given + "}"));

            OAuthGrant renewed = access().grant();

            assertThat(renewed.access()).isEqualTo(new Secret("new"));
            assertThat(renewed.refresh()).contains(new Secret("keep-me"));
            assertThat(renewed.note()).isEqualTo("page 7");
            assertThat(OAuthGrant.of(host.credentials().read().orElseThrow())).isEqualTo(renewed);
        }
    }

    @Test
    void renewsOnceForManyThreadsOfManyHubs() throws Exception {
        signIn(oauth);
        clock.advance(Duration.ofHours(2).minus(OAuthAccess.MARGIN).plusSeconds(1));
        List<OAuthAccess> hubs = List.of(access(), access(), access());
        try (var threads = Executors.newFixedThreadPool(24)) {
            Callable<String> one = () -> hubs.get((int) (Thread.currentThread().threadId() % 3)).grant().access().reveal();
            for (Future<String> each : threads.invokeAll(java.util.Collections.nCopies(96, one))) {
                assertThat(tokens.account(each.get())).contains("anna");
            }
        }

        assertThat(server.renewals()).isOne();
        assertThat(me()).isEqualTo("anna");
        assertThat(server.renewals()).isOne();
    }

    @Test
    void waitsForAnotherHubWhenNothingGoodIsLeft() throws ConnectorException {
        OAuthGrant grant = signIn(oauth);
        clock.advance(Duration.ofHours(3));
        var before = host.credentials().read();
        host.credentials().replace(before, grant.credential(Optional.of(clock.instant().plusSeconds(12))));

        assertThat(failure(() -> access().grant())).isInstanceOf(Throttled.class);
        assertThat(server.renewals()).isZero();

        clock.advance(Duration.ofSeconds(13)); // it has died
        assertThat(me()).isEqualTo("anna");
    }

    @Test
    void usesTheOldTokenWhileTheNetworkCannotRenew() throws ConnectorException {
        signIn(oauth);
        clock.advance(Duration.ofHours(2).minusSeconds(60));
        for (Fault fault : new Fault[]{Fault.status(503), Fault.html(), Fault.reset(), Fault.throttle()}) {
            network.faults().on("POST", "/oauth/token").next(fault);
            assertThat(me()).as(fault.name()).isEqualTo("anna");
        }
        assertThat(server.renewals()).isZero();

        clock.advance(Duration.ofSeconds(60));
        network.faults().on("POST", "/oauth/token").next(Fault.reset());
        assertThat(failure(this::me)).as("nothing of what was to be done has happened").isInstanceOf(Unreachable.class);
        assertThat(me()).isEqualTo("anna");
    }

    @Test
    void asksAPersonWhenTheAccessWasTakenBack() throws ConnectorException {
        signIn(oauth);
        clock.advance(Duration.ofHours(1));
        server.withdraw("anna");

        assertThat(failure(this::me)).isInstanceOfSatisfying(Unauthorized.class,
                it -> assertThat(it.reason()).contains("./hub login customers").contains("revoked"));
    }

    @Test
    void renewsForTheNextTimeWhenATokenIsRefusedBeforeItsTime() throws ConnectorException {
        signIn(oauth);
        clock.advance(Duration.ofMinutes(10));
        network.faults().on("GET", "/me").next(Fault.status(401));

        assertThat(failure(this::me)).isInstanceOfSatisfying(Throttled.class, it -> assertThat(it.until()).isEqualTo(clock.instant()));
        assertThat(network.journal().exchanges("GET", "/me")).as("nothing is done twice here").hasSize(1);
        assertThat(me()).isEqualTo("anna");
        assertThat(server.renewals()).isOne();
    }

    @Test
    void doesNotRenewWithoutEndWhereEveryTokenIsRefused() throws ConnectorException {
        signIn(oauth);
        clock.advance(Duration.ofMinutes(10));
        network.faults().on("GET", "/me").next(2, Fault.status(401));

        assertThat(failure(this::me)).isInstanceOf(Throttled.class);
        assertThat(failure(this::me)).isInstanceOf(Unauthorized.class);
        assertThat(server.renewals()).isOne();
    }

    @Test
    void usesWhatCannotBeRenewedUntilItEnds() throws ConnectorException {
        OAuthAccess.keep(host, OAuthGrant.lasting(new Secret(tokens.issue("anna")), NOW, Optional.of(NOW.plus(Duration.ofDays(60)))));
        OAuthAccess lasting = OAuthAccess.lasting(host);

        assertThat(host.credentials().read().orElseThrow().until()).as("the hub can warn").contains(NOW.plus(Duration.ofDays(60)));
        clock.advance(Duration.ofDays(60).minusSeconds(1));
        assertThat(me(lasting)).isEqualTo("anna");
        clock.advance(Duration.ofSeconds(1));
        assertThat(failure(() -> me(lasting))).isInstanceOf(Unauthorized.class);
    }

    @ParameterizedTest @CsvSource({
            "400, invalid_grant, Unauthorized", "400, invalid_scope, Unauthorized", "401, invalid_client, Unauthorized",
            "400, temporarily_unavailable, Unreachable", "500, x, Unreachable", "429, x, Throttled", "409, x, Unreachable"})
    void tellsWhatTheErrorsOfATokenEndpointMean(int status, String error, String failure) {
        OAuthAccess.keep(host, grant("old hunter2", Optional.of(NOW), Optional.of("refresh hunter2")));
        network.faults().on("POST", "/oauth/token").next(answering(status, status == 429 || status == 409 || status == 500
                ? "{}"
                : "{\"error\": \"" + error + "\", \"error_description\": \"bad refresh hunter2 of client hunter2:/?\"}"));

        var failed = catchThrowableOfType(ConnectorException.class, () -> access().grant());

        assertThat(failed.failure().getClass().getSimpleName()).isEqualTo(failure);
        var told = new StringWriter();
        failed.printStackTrace(new PrintWriter(told));
        assertThat(told.toString() + failed.failure()).doesNotContain("hunter2");
    }

    @Test
    void printsNoSecret() throws ConnectorException {
        OAuthGrant grant = signIn(oauth);
        Set<String> secrets =
                new HashSet<>(Set.of(grant.access().reveal(), grant.refresh().orElseThrow().reveal(), "hunter2", "one attempt"));

        for (Object each : List.of(grant, grant.credential(), oauth, signIn, host, access())) {
            assertThat(secrets).noneMatch(each.toString()::contains);
        }
    }

    private OAuthGrant signIn(OAuth with) throws ConnectorException {
        OAuthGrant grant = with.exchange(host, signIn, query(server.agree(with.page(signIn), "anna")));
        OAuthAccess.keep(host, grant);
        return grant;
    }

    private static OAuthGrant grant(String access, Optional<Instant> expires, Optional<String> refresh) {
        return new OAuthGrant(new Secret(access), NOW, expires, refresh.map(Secret::new), Optional.empty(), "");
    }

    private OAuthAccess access() {
        return OAuthAccess.renewedBy(oauth, host);
    }

    private String me() throws ConnectorException {
        return me(access());
    }

    private String me(OAuthAccess access) throws ConnectorException {
        try (Http http = Http.to(network.uri(), host)) {
            return access.with(token -> http.bearing(token).get("/me").read(json -> json.text("id")));
        }
    }

    private static Fault answering(int status, String json) {
        return Fault.answer(Answer.json(status, json));
    }

    private static Map<String, String> query(URI uri) {
        var query = new HashMap<String, String>();
        for (String pair : uri.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(ConnectorException.class, call).failure();
    }
}
