package org.dialoguehub.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.testkit.MemoryCredentials;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FacebookSignInTest {
    private static final SignIn ATTEMPT = new SignIn(URI.create("http://127.0.0.1:8765/signed-in"), new Secret("seed of one attempt"));

    private final FacebookNetwork facebook = FacebookNetwork.start();
    private final MemoryHost host = facebook.host().with(new MemoryCredentials(Optional.empty()));
    private final FacebookConnector connector = new FacebookConnector();

    @AfterEach
    void close() {
        facebook.close();
    }

    @Test
    void keepsTheTokenOfThePageThatOutlivesThePersons() throws ConnectorException {
        String who = signIn("anna");
        FacebookSession session = facebook.session(host, Map.of());
        facebook.page().network().clock().advance(Duration.ofDays(61));

        assertThat(who).contains("Pool of Example", FacebookSimulation.PAGE);
        assertThat(session.check()).contains("Pool of Example");
    }

    @Test
    void tellsWhenAPersonMustSignInAgain() throws ConnectorException {
        signIn("anna");

        assertThat(host.credentials().read().flatMap(Credential::until))
                .hasValue(facebook.page().network().clock().instant().plus(Duration.ofDays(90)));
    }

    @Test
    void asksForThePermissionsThatItNeedsAndNoMore() {
        URI page = connector.page(facebook.settings(Map.of()), host, ATTEMPT);

        assertThat(page.getPath()).isEqualTo("/v26.0/dialog/oauth");
        assertThat(page.getQuery()).contains("pages_manage_posts", "pages_manage_engagement", "pages_read_user_content")
                .doesNotContain("ads_", "pages_messaging", FacebookSimulation.SECRET);
    }

    @Test
    void sendsAwayWhoDoesNotManageThePage() {
        Failure failure = failure("ben");

        assertThat(failure).isInstanceOf(Failure.Rejected.class);
        assertThat(failure.reason()).contains("does not manage the Page");
        assertThat(host.credentials().read()).isEmpty();
    }

    @Test
    void putsOneTokenInPlaceOfAnother() throws ConnectorException {
        signIn("anna");
        facebook.page().withdraw("anna");
        assertThat(catchThrowableOfType(ConnectorException.class, () -> facebook.session(host, Map.of()).check()).failure())
                .isInstanceOf(Failure.Unauthorized.class);

        signIn("anna");

        assertThat(facebook.session(host, Map.of()).check()).contains("Pool of Example");
    }

    @Test
    void keepsNothingOfASignInThatBreaksOnTheWay() {
        for (String step : List.of("/v26.0/oauth/access_token", "/v26.0/" + FacebookSimulation.PAGE, "/v26.0/debug_token")) {
            for (Fault fault : List.of(Fault.dropAnswer(), Fault.html(), Fault.answer(Answer.json(500, "{\"error\":{\"code\":2}}")))) {
                facebook.page().network().faults().on("*", step).next(fault);

                assertThat(failure("anna")).as("%s at %s", fault, step).isInstanceOf(Failure.Unreachable.class);
                assertThat(host.credentials().read()).isEmpty();
            }
        }
    }

    @Test
    void repeatsNoSecretThatFacebookRepeats() {
        String echo = "{\"error\":{\"message\":\"Wrong: " + FacebookSimulation.SECRET + " sandbox-anna-2\",\"code\":101}}";
        facebook.page().network().faults().on("POST", "/v26.0/oauth/access_token").nth(2, Fault.answer(Answer.json(400, echo)));

        Failure failure = failure("anna");

        assertThat(failure.reason()).contains("101").doesNotContain(FacebookSimulation.SECRET, "sandbox-anna-2");
    }

    private Failure failure(String account) {
        ConnectorException failed = catchThrowableOfType(ConnectorException.class, () -> signIn(account));
        assertThat(failed).as("it fails").isNotNull();
        for (Throwable each = failed; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(FacebookSimulation.SECRET, "sandbox-");
        }
        return failed.failure();
    }

    private String signIn(String account) throws ConnectorException {
        URI back = facebook.page().agree(connector.page(facebook.settings(Map.of()), host, ATTEMPT), account);
        var answer = new HashMap<String, String>();
        for (String pair : back.getRawQuery().split("&", -1)) {
            answer.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        return connector.finish(facebook.settings(Map.of()), host, ATTEMPT, answer);
    }
}
