package org.dialoguehub.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.sandbox.LinkedInSimulation.Options;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.testkit.MemoryCredentials;
import org.dialoguehub.testkit.MemoryHost;
import org.dialoguehub.toolkit.OAuthGrant;
import org.junit.jupiter.api.Test;

class LinkedInSignInTest {
    private static final SignIn ATTEMPT = new SignIn(URI.create("http://127.0.0.1:8765/signed-in"), new Secret("seed of one attempt"));

    @Test
    void asksForWhatAPageNeedsWithoutAProofKey() throws ConnectorException {
        try (LinkedInNetwork network = LinkedInNetwork.ofTheOrganization()) {
            URI page = new LinkedInConnector().page(network.settings(Map.of()), network.host(), ATTEMPT);

            assertThat(page.getPath()).isEqualTo("/oauth/v2/authorization");
            assertThat(page.getQuery()).contains("client_id=" + LinkedInSimulation.APP, "w_organization_social", "rw_organization_admin")
                    .doesNotContain("code_challenge", LinkedInSimulation.SECRET);
        }
    }

    @Test
    void lastsSixtyDaysWhereLinkedInGivesNothingToRenewItWith() throws ConnectorException {
        try (LinkedInNetwork network = LinkedInNetwork.ofTheOrganization()) {
            MemoryHost host = newcomer(network);
            Instant begin = network.clock().instant();

            String who = signIn(network, host);

            assertThat(who).contains("Swimming Club").contains("nothing to renew");
            assertThat(host.credentials().read().flatMap(Credential::until)).hasValue(begin.plus(Duration.ofDays(60)));
            try (LinkedInSession session = network.session(host, Map.of())) {
                network.pass(Duration.ofDays(59));
                assertThat(session.check()).contains("Swimming Club");
                network.pass(Duration.ofDays(2));
                Failure ended = failure(session::check);
                assertThat(ended).isInstanceOf(Failure.Unauthorized.class);
                assertThat(ended.reason()).contains("hub login");
            }
        }
    }

    @Test
    void renewsWithTheSameRefreshTokenForAYear() throws ConnectorException {
        try (LinkedInNetwork network = LinkedInNetwork.start(Options.standard().refreshing(), false)) {
            MemoryHost host = newcomer(network);
            signIn(network, host);
            Optional<Secret> refresh = OAuthGrant.of(host.credentials().read().orElseThrow()).refresh();

            try (LinkedInSession session = network.session(host, Map.of())) {
                for (int months = 0; months < 3; months++) {
                    network.pass(Duration.ofDays(60));
                    assertThat(session.check()).contains("Swimming Club");
                }
            }

            assertThat(network.linkedIn().renewals()).isEqualTo(3);
            assertThat(OAuthGrant.of(host.credentials().read().orElseThrow()).refresh()).as("not overwritten with nothing")
                    .isEqualTo(refresh);
            assertThat(host.credentials().read().flatMap(Credential::until)).as("counted from the sign-in")
                    .hasValue(network.clock().instant().plus(Duration.ofDays(365 - 180)));
        }
    }

    @Test
    void asksForAPersonOnceTheMemberHasTakenItBack() throws ConnectorException {
        try (LinkedInNetwork network = LinkedInNetwork.start(Options.standard().refreshing(), false)) {
            MemoryHost host = newcomer(network);
            signIn(network, host);
            try (LinkedInSession session = network.session(host, Map.of())) {
                session.check();
                network.linkedIn().withdraw("anna");
                network.pass(Duration.ofHours(1));

                assertThat(failure(session::check)).isInstanceOf(Failure.Unauthorized.class);
            }
        }
    }

    @Test
    void keepsNothingOfOneWhoDoesNotAdministerThePage() {
        try (LinkedInNetwork network = LinkedInNetwork.ofTheOrganization()) {
            MemoryHost host = newcomer(network);
            network.linkedIn().dismiss("anna");

            Failure refused = failure(() -> signIn(network, host));

            assertThat(refused).isInstanceOf(Failure.Rejected.class);
            assertThat(refused.reason()).contains("may not speak for this Page");
            assertThat(host.credentials().read()).isEmpty();
        }
    }

    @Test
    void knowsTheMemberWhoHasSignedIn() throws ConnectorException {
        try (LinkedInNetwork network = LinkedInNetwork.start(Options.standard(), true)) {
            MemoryHost host = newcomer(network);
            var connector = new LinkedInMemberConnector();
            URI page = connector.page(network.settings(Map.of()), host, ATTEMPT);

            assertThat(connector.finish(network.settings(Map.of()), host, ATTEMPT, network.answer(page, true))).contains("anna");
            try (var session = connector.open(network.settings(Map.of()), host)) {
                assertThat(session.check()).contains(LinkedInNetwork.MEMBER);
            }
        }
    }

    private static String signIn(LinkedInNetwork network, MemoryHost host) throws ConnectorException {
        var connector = new LinkedInConnector();
        URI page = connector.page(network.settings(Map.of()), host, ATTEMPT);
        return connector.finish(network.settings(Map.of()), host, ATTEMPT, network.answer(page, true));
    }

    private static MemoryHost newcomer(LinkedInNetwork network) {
        return MemoryHost.at(network.clock()).with(new MemoryCredentials(Optional.empty()));
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(ConnectorException.class, call).failure();
    }
}
