package org.dialoguehub.linkedin;

import static org.dialoguehub.sandbox.Request.matching;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.sandbox.LinkedInSimulation.Options;
import org.dialoguehub.sandbox.NetworkSimulation;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.testkit.MemoryCredentials;
import org.dialoguehub.testkit.MemoryHost;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.SandboxNetwork;
import org.dialoguehub.toolkit.OAuthGrant;

/** The simulated LinkedIn, and sessions on it: where a test plays. It closes with a look at every request that came. */
record LinkedInNetwork(LinkedInSimulation linkedIn, String token, boolean member, SandboxNetwork underTest) implements NetworkUnderTest {
    static final String MEMBER = "urn:li:person:anna";

    static LinkedInNetwork ofTheOrganization() {
        return start(Options.standard(), false);
    }

    static LinkedInNetwork start(Options options, boolean member) {
        var simulation = LinkedInSimulation.start(SandboxClock.standingAt(Instant.parse("2040-02-29T12:00:00Z")), options);
        String token = simulation.network().tokens().issue("anna");
        Credential credential = credential(token, simulation.network(), member);
        var works = Map.of(
                Work.READ, matching("GET", "/rest/**").or(matching("GET", "/v2/**")),
                Work.PUBLISH, matching("POST", "/rest/posts").or(matching("POST", "/rest/socialActions/*/comments")),
                Work.CHANGE, matching("POST", "/rest/posts/*").or(matching("DELETE", "/rest/**")).or(matching("POST", "/rest/reactions"))
                        .or(matching("POST", "/rest/socialActions/*/comments/*")));
        SandboxNetwork network = SandboxNetwork
                .of(simulation.network(), member ? MEMBER : LinkedInSimulation.ORGANIZATION, written(simulation.network(), member), works)
                .hidingFor(member ? Duration.ZERO : new LinkedInConnector().spec().visibleAfter())
                .unreadableBy(simulation::somethingOdd)
                .signedIn(credential, token);
        return new LinkedInNetwork(simulation, token, member, network);
    }

    MemoryHost host() {
        return MemoryHost.at(clock()).with(new MemoryCredentials(credential()));
    }

    LinkedInSession session() {
        return session(host(), Map.of());
    }

    LinkedInSession session(MemoryHost host, Map<String, String> others) {
        return (LinkedInSession) new LinkedInConnector().open(settings(others), host);
    }

    LinkedInMemberSession memberSession() {
        return (LinkedInMemberSession) new LinkedInMemberConnector().open(settings(Map.of()), host());
    }

    Settings settings(Map<String, String> others) {
        var all = new HashMap<>(settings());
        all.putAll(others);
        try {
            return Settings.read(member ? LinkedInSettings.OF_A_MEMBER : LinkedInSettings.OF_AN_ORGANIZATION, all);
        } catch (SettingsException wrong) {
            throw new AssertionError(wrong);
        }
    }

    NetworkSimulation network() {
        return linkedIn.network();
    }

    /** What a browser brings back. */
    Map<String, String> answer(URI page, boolean yes) {
        URI back = yes ? linkedIn.agree(page, "anna") : linkedIn.deny(page);
        var answer = new HashMap<String, String>();
        for (String pair : back.getRawQuery().split("&", -1)) {
            answer.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        return answer;
    }

    private static Map<String, String> written(NetworkSimulation network, boolean member) {
        var settings = new HashMap<String, String>();
        settings.put("server", network.uri().toString());
        settings.put("site", network.uri().toString());
        settings.put("client-id", LinkedInSimulation.APP);
        settings.put("client-secret", LinkedInSimulation.SECRET);
        if (!member) {
            settings.put("organization", LinkedInSimulation.ORGANIZATION_ID);
        }
        return settings;
    }

    private static Credential credential(String token, NetworkSimulation network, boolean member) {
        var grant = OAuthGrant.lasting(new Secret(token), network.clock().instant(), Optional.empty());
        return (member ? grant.noting(MEMBER) : grant).credential();
    }

    @Override
    public Map<String, String> settings() {
        return underTest.settings();
    }

    @Override
    public Optional<Credential> credential() {
        return underTest.credential();
    }

    @Override
    public Set<String> secrets() {
        return underTest.secrets();
    }

    @Override
    public InstantSource clock() {
        return underTest.clock();
    }

    @Override
    public boolean pass(Duration time) {
        return underTest.pass(time);
    }

    @Override
    public ExternalId say(String text) {
        return underTest.say(text);
    }

    @Override
    public boolean sayUnreadable() {
        return underTest.sayUnreadable();
    }

    @Override
    public List<Out> out() {
        return underTest.out();
    }

    @Override
    public long requests(Work work) {
        return underTest.requests(work);
    }

    @Override
    public boolean cause(Trouble trouble, Work work) {
        return underTest.cause(trouble, work);
    }

    @Override
    public void recover() {
        underTest.recover();
    }

    @Override
    public void close() {
        underTest.close();
        LinkedInDescription.assertThatAllIsAllowed(network());
    }
}
