package org.dialoguehub.facebook;

import static org.dialoguehub.sandbox.Request.matching;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.testkit.MemoryCredentials;
import org.dialoguehub.testkit.MemoryHost;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.dialoguehub.testkit.SandboxNetwork;
import org.dialoguehub.toolkit.OAuthGrant;

/** The simulated Page, and a session on it: where a test plays. */
record FacebookNetwork(FacebookSimulation page, String token) implements AutoCloseable {
    static final String VERIFY_TOKEN = "meatyhamhock";

    static FacebookNetwork start() {
        return start(FacebookSimulation.Options.standard().needingProof());
    }

    static FacebookNetwork start(FacebookSimulation.Options options) {
        var simulation = FacebookSimulation.start(SandboxClock.standingAt(Instant.parse("2040-02-29T12:00:00Z")), options);
        return new FacebookNetwork(simulation, simulation.pageToken());
    }

    Map<String, String> written() {
        var settings = new HashMap<String, String>();
        settings.put("server", page.network().uri().toString());
        settings.put("site", page.network().uri().toString());
        settings.put("page", FacebookSimulation.PAGE);
        settings.put("app-id", FacebookSimulation.APP);
        settings.put("app-secret", FacebookSimulation.SECRET);
        settings.put("verify-token", VERIFY_TOKEN);
        return settings;
    }

    Settings settings(Map<String, String> others) {
        var all = new HashMap<>(written());
        all.putAll(others);
        try {
            return Settings.read(FacebookSettings.ALL, all);
        } catch (SettingsException wrong) {
            throw new AssertionError(wrong);
        }
    }

    Credential credential() {
        return OAuthGrant.lasting(new Secret(token), page.network().clock().instant(), Optional.empty()).credential();
    }

    MemoryHost host() {
        return MemoryHost.at(page.network().clock()).with(new MemoryCredentials(Optional.of(credential())));
    }

    FacebookSession session() throws ConnectorException {
        return session(host(), Map.of());
    }

    FacebookSession session(MemoryHost host, Map<String, String> others) {
        return (FacebookSession) new FacebookConnector().open(settings(others), host);
    }

    NetworkUnderTest underTest() {
        var works = Map.of(
                Work.READ, matching("GET", "/v26.0/**"),
                Work.PUBLISH, matching("POST", "/v26.0/*/feed").or(matching("POST", "/v26.0/*/comments")),
                Work.CHANGE, matching("POST", "/v26.0/*").or(matching("DELETE", "/v26.0/**")).or(matching("POST", "/v26.0/*/likes")));
        return SandboxNetwork.of(page.network(), FacebookSimulation.PAGE, written(), works)
                .hidingFor(new FacebookConnector().spec().visibleAfter())
                .unreadableBy(page::somethingOdd)
                .signedIn(credential(), token);
    }

    @Override
    public void close() {
        page.close();
    }
}
