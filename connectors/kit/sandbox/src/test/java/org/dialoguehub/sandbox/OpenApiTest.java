package org.dialoguehub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The judge itself: says nothing about what is right, and finds each planted mistake. */
class OpenApiTest {
    private static final Answer ME = Answer.json(200, "{\"account\":\"anna\"}")
            .with("RateLimit-Limit", "10").with("RateLimit-Remaining", "9").with("RateLimit-Reset", "60");
    private static final Answer GONE = new Answer(204, ME.headers().without("Content-Type"), Body.empty());

    private final OpenApi description;

    OpenApiTest() throws IOException {
        description = OpenApi.resource("noticeboard/openapi.yaml");
    }

    @Test
    void saysNothingAboutWhatIsRight() {
        assertThat(judge("GET", "/v1/me", "", ME)).isEmpty();
        assertThat(judge("DELETE", "/v1/notices/n1/likes/x", "", GONE)).isEmpty();
        assertThat(judge("GET", "/v1/me", "", Answer.problem(500, "Broken"))).isEmpty();
    }

    @Test
    void findsWhatIsWrongWithAnAnswer() {
        assertThat(judge("GET", "/v1/me", "", new Answer(200, ME.headers(), Body.of("{\"account\":5}")))).hasSize(1);
        assertThat(judge("GET", "/v1/me", "", new Answer(200, ME.headers(), Body.of("{\"account\":\"anna\",\"more\":1}")))).hasSize(1);
        assertThat(judge("GET", "/v1/me", "", new Answer(200, ME.headers(), Body.of("{}")))).hasSize(1);
        assertThat(judge("GET", "/v1/me", "", new Answer(200, ME.headers(), Body.of("<html>")))).hasSize(1);
        assertThat(judge("GET", "/v1/me", "", ME.with("Content-Type", "text/html"))).hasSize(1);
        assertThat(judge("GET", "/v1/me", "", ME.with("RateLimit-Remaining", "-1"))).hasSize(1);
        assertThat(judge("GET", "/v1/me", "", ME.with("RateLimit-Remaining", "few"))).hasSize(1);
        assertThat(judge("GET", "/v1/me", "", new Answer(200, ME.headers().without("RateLimit-Limit"), ME.body()))).hasSize(1);
        assertThat(judge("GET", "/v1/me", "", Answer.problem(401, "No WWW-Authenticate"))).hasSize(1);
        assertThat(judge("DELETE", "/v1/notices/n1", "", new Answer(204, GONE.headers(), Body.of("x")))).hasSize(1);
        assertThat(judge("GET", "/v1/notices/n1", "", ME)).as("not a notice").isNotEmpty();
    }

    @Test
    void findsWhatIsWrongWithARequestThatWasAccepted() {
        assertThat(judge("GET", "/v1/others", "", ME)).hasSize(1);
        assertThat(judge("PUT", "/v1/me", "", ME)).hasSize(1);
        assertThat(judge("GET", "/v1/me", "{}", ME)).hasSize(1);
        assertThat(judge("PATCH", "/v1/notices/n1", "{\"text\":\"" + "x".repeat(501) + "\"}", GONE)).anyMatch(it -> it.contains("body"));
    }

    @Test
    void asksNothingOfARequestThatWasRefused() {
        assertThat(judge("PATCH", "/v1/notices/n1", "{\"text\":5}", Answer.problem(400, "Bad"))).isEmpty();
        assertThat(judge("GET", "/v1/others", "", Answer.problem(404, "Not Found"))).isEmpty();
    }

    private List<String> judge(String method, String path, String body, Answer answer) {
        var request = new Request(method, path, "", Headers.none(), Body.of(body));
        return description.violations(new Exchange(1, 1, Instant.EPOCH, request, Optional.of(answer), Optional.empty()));
    }
}
