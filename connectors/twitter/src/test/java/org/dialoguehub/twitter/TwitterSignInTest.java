package org.dialoguehub.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.model.Note;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.testkit.MemoryCredentials;
import org.dialoguehub.testkit.MemoryHost;
import org.dialoguehub.toolkit.OAuthGrant;
import org.junit.jupiter.api.Test;

class TwitterSignInTest {
    @Test
    void renewsAccessInMidWorkAndStaysWhoItWas() throws ConnectorException, SettingsException {
        try (var club = signedIn()) {
            OAuthGrant before = grant(club);
            club.clock().advance(Duration.ofHours(3));

            club.publish(club.note("Pool opens at 8"));

            OAuthGrant after = grant(club);
            assertThat(club.x().oauth().renewals()).isEqualTo(1);
            assertThat(after.refresh()).as("rotated").isPresent().isNotEqualTo(before.refresh());
            assertThat(after.note()).isEqualTo(before.note()).endsWith(" swimclub");
        }
    }

    @Test
    void asksForAPersonWhenAccessIsRevokedInMidWork() throws ConnectorException, SettingsException {
        try (var club = signedIn()) {
            club.publish(club.note("Pool opens at 8"));
            club.clock().advance(Duration.ofMinutes(10));
            club.x().oauth().withdraw("swimclub");

            Failure failure = Club.failure(() -> club.publish(club.note("Pool opens at 9")));

            assertThat(failure).isInstanceOf(Failure.Unauthorized.class);
            assertThat(failure.reason()).contains("login swimmers");
            for (Secret secret : new Secret[]{grant(club).access(), grant(club).refresh().orElseThrow()}) {
                assertThat(failure.reason() + club.session() + club.host()).doesNotContain(secret.reveal());
            }
            assertThat(club.network().out()).hasSize(1);
        }
    }

    @Test
    void asksForTheRightsItNeeds() throws ConnectorException, SettingsException {
        try (var club = signedIn()) {
            URI page = page(club, new SignIn(URI.create("http://127.0.0.1:8765/signed-in"), new Secret("seed of another attempt")));

            assertThat(page.getQuery()).contains("code_challenge_method=S256")
                    .containsPattern("scope=tweet.read[ +]tweet.write[ +]users.read[ +]media.write[ +]offline.access");
        }
    }

    private static Club signedIn() throws ConnectorException, SettingsException {
        var clock = SandboxClock.standingAt(XNetwork.NOON);
        var network = XNetwork.start(clock, Map.of());
        MemoryHost host = MemoryHost.at(clock).with(new MemoryCredentials(Optional.empty()));
        var club = new Club(clock, network, host, Club.session(network, host));
        var attempt = new SignIn(URI.create("http://127.0.0.1:8765/signed-in"), new Secret("seed of one attempt"));
        URI back = club.x().oauth().agree(page(club, attempt), "swimclub");
        var answer = new HashMap<String, String>();
        for (String pair : back.getRawQuery().split("&", -1)) {
            answer.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        assertThat(new TwitterConnector().finish(settings(network), host, attempt, answer)).isEqualTo("Signed in as @swimclub");
        return club;
    }

    private static URI page(Club club, SignIn attempt) throws SettingsException {
        return new TwitterConnector().page(settings(club.network()), club.host(), attempt);
    }

    private static Settings settings(XNetwork network) throws SettingsException {
        return Settings.read(new TwitterConnector().spec().settings(), network.settings());
    }

    private static OAuthGrant grant(Club club) {
        return OAuthGrant.of(club.host().credentials().read().orElseThrow());
    }

    /** So that a note is not taken for a secret in messages. */
    @Test
    void showsWhatWasSaidToNobodyWhenItFails() {
        try (var club = Club.open()) {
            Note note = club.note("x".repeat(300));

            assertThat(Club.failure(() -> club.publish(note)).reason()).doesNotContain("xxx").contains("300");
        }
    }
}
