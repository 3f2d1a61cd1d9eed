package org.dialoguehub.template;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.NetworkSimulation;
import org.dialoguehub.sandbox.OAuthServer;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.Tokens;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.testkit.HookContract;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.dialoguehub.testkit.SandboxNetwork;
import org.dialoguehub.testkit.SettingsContract;
import org.dialoguehub.testkit.SignInContract;
import org.dialoguehub.toolkit.OAuthGrant;

class ClubConnectorTest implements SignInContract, HookContract, SettingsContract {
    private static final Secret SECRET = new Secret("hunter2");

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2040-02-29T12:00:00Z"));
    private final Tokens tokens = new Tokens(clock);
    private final OAuthServer server = new OAuthServer(clock, tokens, OAuthServer.Options.standard())
            .client("hub", Optional.of(SECRET.reveal()), URI.create("http://127.0.0.1:8765/signed-in"));

    @Override
    public Connector connector() {
        return new ClubConnector();
    }

    @Override
    public NetworkUnderTest network() {
        NetworkSimulation club = NetworkSimulation.named("club", clock).tokens(tokens).start(routes -> {
            server.addTo(routes, "/oauth/page", "/oauth/token", "/oauth/revoke");
            routes.get("/me", context -> context.json("{\"id\": \"%s\"}".formatted(
                    Tokens.bearer(context).flatMap(tokens::account).orElseThrow(() -> Answer.problem(401, "No").refusal()))));
        });
        String token = tokens.issue("anna");
        var grant = OAuthGrant.lasting(new Secret(token), clock.instant(), Optional.of(clock.instant().plus(Duration.ofDays(60))));
        var settings = Map.of("server", club.uri().toString(), "client-secret", SECRET.reveal());
        return SandboxNetwork.of(club, "anna", settings, Map.of(Work.READ, request -> request.path().equals("/me")))
                .signedIn(grant.credential(), token);
    }

    @Override
    public Map<String, String> answer(NetworkUnderTest network, URI page, boolean yes) {
        URI back = yes ? server.agree(page, "anna") : server.deny(page);
        var answer = new HashMap<String, String>();
        for (String pair : back.getQuery().split("&", -1)) {
            answer.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return answer;
    }

    @Override
    public HookRequest telling(NetworkUnderTest network, ExternalId note) {
        byte[] body = "{\"id\": \"%s\", \"text\": \"Thanks\"}".formatted(note.value()).getBytes(StandardCharsets.UTF_8);
        return new HookRequest("POST", Map.of(), Map.of("X-Hub-Signature-256", ClubConnector.SIGNATURE.sign(SECRET, body)), body);
    }
}
