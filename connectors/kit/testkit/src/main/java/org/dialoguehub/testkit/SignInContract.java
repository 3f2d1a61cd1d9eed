package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Session;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.junit.jupiter.api.Test;

/** What every connector does that {@link SignsIn}. Its network's settings belong to an account to which nobody has signed in yet. */
public interface SignInContract extends ConnectorContract {
    /** A person opens the page and says yes, or no: the parameters with which the browser comes back to the redirect address. */
    Map<String, String> answer(NetworkUnderTest network, URI page, boolean yes);

    @Test
    default void saysThatNobodyHasSignedInYet() {
        try (NetworkUnderTest network = network();
                Session session = open(network, newcomer(network))) {
            Failure failure = Stage.failureOf(session::check);

            assertThat(failure).isInstanceOf(Failure.Unauthorized.class);
            assertThat(failure.reason()).as("the way out").contains("login swimmers");
        }
    }

    @Test
    default void worksOnceAPersonHasSignedIn() {
        try (NetworkUnderTest network = network()) {
            MemoryHost host = newcomer(network);
            try (Session session = open(network, host)) {
                String who = signIn(network, host, attempt("seed of one attempt"), true);

                Credential credential = host.credentials().read().orElseThrow();
                assertThat(who).isNotBlank().doesNotContain("\n", credential.value().reveal());
                assertThat(Stage.calling(session::check)).isNotBlank();
            }
        }
    }

    @Test
    default void keepsNothingWhenThePersonSaysNo() {
        try (NetworkUnderTest network = network()) {
            MemoryHost host = newcomer(network);

            assertThat(Stage.failureOf(() -> trying(network, host, attempt("seed of one attempt"), false)))
                    .isInstanceOf(Failure.Rejected.class);
            assertThat(host.credentials().read()).isEmpty();
        }
    }

    @Test
    default void keepsNothingOfAnotherAttempt() throws SettingsException {
        try (NetworkUnderTest network = network()) {
            MemoryHost host = newcomer(network);
            Settings settings = settings(network);
            Map<String, String> answer = Stage.calling(
                    () -> answer(network, signsIn().page(settings, host, attempt("seed of a forger")), true));

            for (Map<String, String> wrong : List.of(answer, without(answer, "state"), Map.<String, String>of())) {
                assertThat(Stage.failureOf(() -> signsIn().finish(settings, host, attempt("seed of one attempt"), wrong)))
                        .isInstanceOf(Failure.Rejected.class);
            }
            assertThat(host.credentials().read()).isEmpty();
        }
    }

    @Test
    default void tellsTheSeedToNobody() throws SettingsException {
        try (NetworkUnderTest network = network()) {
            SignIn attempt = attempt("seed-of-one-attempt");
            Settings settings = settings(network);

            URI page = Stage.calling(() -> signsIn().page(settings, newcomer(network), attempt));

            assertThat(page.toString()).doesNotContain(attempt.seed().reveal()).startsWith("http");
        }
    }

    private static SignIn attempt(String seed) {
        return new SignIn(URI.create("http://127.0.0.1:8765/signed-in"), new Secret(seed));
    }

    private static MemoryHost newcomer(NetworkUnderTest network) {
        return MemoryHost.at(network.clock()).with(new MemoryCredentials(Optional.empty()));
    }

    private String signIn(NetworkUnderTest network, MemoryHost host, SignIn attempt, boolean yes) {
        return Stage.calling(() -> trying(network, host, attempt, yes));
    }

    private String trying(NetworkUnderTest network, MemoryHost host, SignIn attempt, boolean yes) throws ConnectorException {
        try {
            Settings settings = settings(network);
            URI page = signsIn().page(settings, host, attempt);
            return signsIn().finish(settings, host, attempt, answer(network, page, yes));
        } catch (SettingsException wrong) {
            throw new AssertionError("The connector does not take the settings of its network", wrong);
        }
    }

    private Session open(NetworkUnderTest network, MemoryHost host) {
        try {
            return connector().open(settings(network), host);
        } catch (ConnectorException | SettingsException wrong) {
            throw new AssertionError("The connector does not open before anybody has signed in", wrong);
        }
    }

    private Settings settings(NetworkUnderTest network) throws SettingsException {
        return Settings.read(connector().spec().settings(), network.settings());
    }

    private SignsIn signsIn() {
        Connector connector = connector();
        if (connector instanceof SignsIn browser) {
            return browser;
        }
        throw new AssertionError(connector.spec().title() + " does not sign in, and yet its test says so");
    }

    private static Map<String, String> without(Map<String, String> answer, String name) {
        var less = new HashMap<>(answer);
        less.remove(name);
        return less;
    }
}
