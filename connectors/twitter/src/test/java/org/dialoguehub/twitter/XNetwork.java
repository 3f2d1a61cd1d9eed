package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.sandbox.Request.matching;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.Request;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.XSimulation;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.SandboxNetwork;
import org.dialoguehub.toolkit.OAuthGrant;

/** The simulated X as contracts see it; what others say there mentions us. When it ends, X's own description judges every request we made. */
record XNetwork(XSimulation x, SandboxNetwork network) implements NetworkUnderTest {
    static final String US = "swimclub";
    static final Instant NOON = Instant.parse("2040-02-29T12:00:00Z");

    private static final Predicate<Request> EDITS = request -> request.body().text().contains("\"edit_options\"");

    static XNetwork start() {
        return start(SandboxClock.standingAt(NOON), Map.of());
    }

    static XNetwork start(SandboxClock clock, Map<String, String> more) {
        var x = XSimulation.start(clock);
        String token = x.network().tokens().issue(US);
        var settings = new java.util.HashMap<String, String>(Map.of(
                "server", x.network().uri().toString(),
                "sign-in-page", x.network().uri().resolve("/2/oauth2/authorize").toString(),
                "client-id", XSimulation.CLIENT,
                "client-secret", XSimulation.CLIENT_SECRET,
                "consumer-secret", XSimulation.CONSUMER_SECRET));
        settings.putAll(more);
        Predicate<Request> posting = matching("POST", "/2/tweets");
        var works = Map.of(
                Work.READ, matching("GET", "/2/**"),
                Work.PUBLISH, posting.and(EDITS.negate()),
                Work.CHANGE, posting.and(EDITS).or(matching("DELETE", "/2/tweets/*")));
        return new XNetwork(x, SandboxNetwork.of(x.network(), US, settings, works)
                .hidingFor(new TwitterConnector().spec().visibleAfter())
                .unreadableBy(() -> x.sayOddly("stranger", US))
                .signedIn(grant(x, token, clock.instant()).credential(), token));
    }

    static OAuthGrant grant(XSimulation x, String token, Instant issued) {
        return OAuthGrant.lasting(new Secret(token), issued, Optional.of(issued.plus(Duration.ofDays(1)))).noting(x.user(US) + " " + US);
    }

    @Override
    public ExternalId say(String text) {
        return new ExternalId(x.mention("stranger", US, text).id());
    }

    @Override
    public void close() {
        network.close();
        x.close();
        XDescription.read().ifPresent(description -> assertThat(description.violations(x.network().journal())).isEmpty());
    }

    @Override
    public Map<String, String> settings() {
        return network.settings();
    }

    @Override
    public Optional<Credential> credential() {
        return network.credential();
    }

    @Override
    public Set<String> secrets() {
        return network.secrets();
    }

    @Override
    public InstantSource clock() {
        return network.clock();
    }

    @Override
    public boolean pass(Duration time) {
        return network.pass(time);
    }

    @Override
    public boolean sayUnreadable() {
        return network.sayUnreadable();
    }

    @Override
    public List<Out> out() {
        return network.out();
    }

    @Override
    public long requests(Work work) {
        return network.requests(work);
    }

    @Override
    public boolean cause(Trouble trouble, Work work) {
        return network.cause(trouble, work);
    }

    @Override
    public void recover() {
        network.recover();
    }
}
