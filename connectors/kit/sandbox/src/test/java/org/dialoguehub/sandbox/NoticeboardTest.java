package org.dialoguehub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The board as a client meets it; every exchange of every test is judged by the board's own description. */
@Timeout(60)
class NoticeboardTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Noticeboard> boards = new ArrayList<>();
    private Noticeboard board = start(Noticeboard.Options.standard());
    private String anna = "";
    private String ben = "";

    @BeforeEach
    void issueTokens() {
        use(board);
    }

    @AfterEach
    void everyExchangeIsAsDescribed() throws IOException {
        var description = OpenApi.resource("noticeboard/openapi.yaml");
        client.close();
        for (var started : boards) {
            started.close();
            for (var exchange : started.network().journal().exchanges()) {
                assertThat(exchange.answer()).as("%s", exchange).isPresent();
                assertThat(description.violations(exchange)).isEmpty();
            }
        }
    }

    @Test
    void saysWhoseTokenItIs() throws Exception {
        assertThat(body(get("/v1/me", ben)).path("account").asText()).isEqualTo("ben");
    }

    @Test
    void putsUpANoticeAndShowsIt() throws Exception {
        var made = post(anna, "{\"text\":\"Pool opens at 8 🏊\"}");
        var id = body(made).path("id").asText();

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains("/v1/notices/" + id);
        assertThat(body(get("/v1/notices/" + id, ben))).isEqualTo(body(made));
        assertThat(body(made).path("author").asText()).isEqualTo("anna");
    }

    @Test
    void tellsEverythingThatHappenedInItsOrder() throws Exception {
        var id = body(post(anna, "{\"text\":\"Who brings cake?\"}")).path("id").asText();
        post(ben, "{\"text\":\"I do\",\"inReplyTo\":\"" + id + "\"}");
        send("PUT", "/v1/notices/" + id + "/likes/%F0%9F%8E%89", ben, "");
        send("PUT", "/v1/notices/" + id + "/likes/%F0%9F%8E%89", ben, "");
        send("PATCH", "/v1/notices/" + id, anna, "{\"text\":\"Who brings cakes?\"}");
        send("DELETE", "/v1/notices/" + id + "/likes/%F0%9F%8E%89", ben, "");
        send("DELETE", "/v1/notices/" + id, anna, "");

        var events = body(get("/v1/notices", anna)).path("events");

        assertThat(texts(events, "kind")).containsExactly("created", "created", "liked", "edited", "unliked", "deleted");
        assertThat(texts(events, "sequence")).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(texts(events, "by")).containsExactly("anna", "ben", "ben", "anna", "ben", "anna");
        assertThat(events.get(1).path("notice").path("inReplyTo").asText()).isEqualTo(id);
        assertThat(events.get(2).path("emoji").asText()).isEqualTo("🎉");
        assertThat(events.get(2).path("notice").path("likes").path("🎉").get(0).asText()).isEqualTo("ben");
        assertThat(events.get(3).path("notice").path("text").asText()).isEqualTo("Who brings cakes?");
        assertThat(events.get(5).has("notice")).isFalse();
        assertThat(get("/v1/notices/" + id, anna).statusCode()).isEqualTo(404);
    }

    @Test
    void pagesWithoutGapAndMayBeAskedAgain() throws Exception {
        for (int i = 1; i <= 7; i++) {
            post(anna, "{\"text\":\"Notice " + i + "\"}");
        }

        List<String> read = new ArrayList<>();
        var page = body(get("/v1/notices?limit=3", ben));
        read.addAll(texts(page.path("events"), "noticeId"));
        while (page.path("more").booleanValue()) {
            var next = "/v1/notices?limit=3&after=" + page.path("next").asText();
            page = body(get(next, ben));
            assertThat(body(get(next, ben))).isEqualTo(page);
            read.addAll(texts(page.path("events"), "noticeId"));
        }

        assertThat(read).containsExactly("n1", "n2", "n3", "n4", "n5", "n6", "n7");
        var end = page.path("next").asText();
        assertThat(body(get("/v1/notices?after=" + end, ben)).path("next").asText()).isEqualTo(end);
        post(anna, "{\"text\":\"One more\"}");
        assertThat(texts(body(get("/v1/notices?after=" + end, ben)).path("events"), "noticeId")).containsExactly("n8");
    }

    @Test
    void showsALateNoticeToAReaderWhoseCursorHasGoneOn() throws Exception {
        board.network().posts().showNextAfter(Duration.ofMinutes(1));
        post(anna, "{\"text\":\"Late\"}");
        send("PATCH", "/v1/notices/n1", anna, "{\"text\":\"Late, and changed\"}");
        post(anna, "{\"text\":\"Early\"}");

        var before = body(get("/v1/notices", ben));
        clock.advance(Duration.ofMinutes(1));
        var after = body(get("/v1/notices?after=" + before.path("next").asText(), ben));

        assertThat(texts(before.path("events"), "noticeId")).containsExactly("n2");
        assertThat(texts(after.path("events"), "noticeId")).containsExactly("n1", "n1");
        assertThat(texts(after.path("events"), "kind")).containsExactly("created", "edited");
        assertThat(texts(after.path("events"), "sequence")).containsExactly("2", "3");
    }

    @Test
    void countsTextInCodePoints() throws Exception {
        assertThat(post(anna, "{\"text\":\"" + "🏊".repeat(500) + "\"}").statusCode()).isEqualTo(201);
        assertThat(post(anna, "{\"text\":\"" + "🏊".repeat(501) + "\"}").statusCode()).isEqualTo(422);
        assertThat(post(anna, "{\"text\":\" \"}").statusCode()).isEqualTo(422);
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        assertThat(post(anna, "not json").statusCode()).isEqualTo(400);
        assertThat(post(anna, "{\"text\":5}").statusCode()).isEqualTo(400);
        assertThat(post(anna, "{\"text\":\"x\",\"inReplyTo\":\"n99\"}").statusCode()).isEqualTo(422);
        assertThat(get("/v1/notices?limit=0", anna).statusCode()).isEqualTo(400);
        assertThat(get("/v1/notices?limit=101", anna).statusCode()).isEqualTo(400);
        assertThat(get("/v1/notices?limit=ten", anna).statusCode()).isEqualTo(400);
        assertThat(get("/v1/notices?after=99", anna).statusCode()).isEqualTo(400);
        assertThat(get("/v1/notices?after=after-x", anna).statusCode()).isEqualTo(400);
        assertThat(get("/v1/nothing", anna).statusCode()).isEqualTo(404);
    }

    @Test
    void letsNobodyTouchAnothersNotice() throws Exception {
        post(anna, "{\"text\":\"Mine\"}");

        assertThat(send("PATCH", "/v1/notices/n1", ben, "{\"text\":\"Yours\"}").statusCode()).isEqualTo(403);
        assertThat(send("DELETE", "/v1/notices/n1", ben, "").statusCode()).isEqualTo(403);

        assertThat(body(get("/v1/notices/n1", ben)).path("text").asText()).isEqualTo("Mine");
    }

    @Test
    void refusesTokensThatAreUnknownRevokedOrExpired() throws Exception {
        var tokens = board.network().tokens();
        var brief = tokens.issue("anna", Duration.ofHours(1));
        tokens.revoke(ben);

        assertThat(get("/v1/me", "nonsense").statusCode()).isEqualTo(401);
        assertThat(get("/v1/me", ben).statusCode()).isEqualTo(401);
        assertThat(get("/v1/me", brief).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofHours(1));
        assertThat(get("/v1/me", brief).statusCode()).isEqualTo(401);
    }

    @Test
    void throttlesEachTokenByItsOwnQuota() throws Exception {
        use(start(Noticeboard.Options.standard().withQuota(2, Duration.ofMinutes(15))));

        assertThat(get("/v1/me", anna).headers().firstValue("RateLimit-Remaining")).contains("1");
        clock.advance(Duration.ofMinutes(5));
        assertThat(get("/v1/me", anna).headers().firstValue("RateLimit-Remaining")).contains("0");
        var refused = get("/v1/me", anna);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("600");
        assertThat(get("/v1/me", anna).headers().firstValue("RateLimit-Remaining")).as("a refusal costs nothing").contains("0");
        assertThat(get("/v1/me", ben).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(10));

        assertThat(get("/v1/me", anna).statusCode()).isEqualTo(200);
    }

    @Test
    void makesTwoNoticesOfOneKeyUnlessItHonoursKeys() throws Exception {
        post(anna, "{\"text\":\"Once?\"}", "k1");
        post(anna, "{\"text\":\"Once?\"}", "k1");

        assertThat(board.network().posts().withText("Once?")).hasSize(2);
    }

    @Test
    void honoursAKeyForAnHourIfAsked() throws Exception {
        use(start(Noticeboard.Options.standard().honouringKeys()));

        var first = post(anna, "{\"text\":\"Once\"}", "k1");
        var again = post(anna, "{\"text\":\"Once\"}", "k1");
        var other = post(anna, "{\"text\":\"Other\"}", "k1");
        var benToo = post(ben, "{\"text\":\"Once\"}", "k1");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(benToo.statusCode()).isEqualTo(201);
        assertThat(board.network().posts().withText("Once")).hasSize(2);
        clock.advance(Duration.ofHours(1));
        post(anna, "{\"text\":\"Once\"}", "k1");
        assertThat(board.network().posts().withText("Once")).hasSize(3);
    }

    @Test
    void refusesTheSameTextAgainIfAsked() throws Exception {
        use(start(Noticeboard.Options.standard().refusingSameText(Duration.ofHours(1))));
        post(anna, "{\"text\":\"Same\"}");

        assertThat(post(anna, "{\"text\":\"Same\"}").statusCode()).isEqualTo(409);
        assertThat(post(ben, "{\"text\":\"Same\"}").statusCode()).isEqualTo(201);
        clock.advance(Duration.ofHours(1));

        assertThat(post(anna, "{\"text\":\"Same\"}").statusCode()).isEqualTo(201);
    }

    @Test
    void keepsSecretsReadableForTestsAndOutOfPrint() throws Exception {
        post(anna, "{\"text\":\"Confidential\"}");

        var exchange = board.network().journal().exchanges("POST", "/v1/notices").getFirst();

        assertThat(exchange.request().header("authorization")).contains("Bearer " + anna);
        assertThat(exchange.request().body().text()).contains("Confidential");
        assertThat(exchange.answer().orElseThrow().body().text()).contains("Confidential");
        assertThat(exchange.request().headers().toString()).contains("Authorization").doesNotContain(anna);
        assertThat(exchange.toString()).doesNotContain(anna).doesNotContain("Confidential");
    }

    private Noticeboard start(Noticeboard.Options options) {
        var started = Noticeboard.start(clock, options);
        boards.add(started);
        return started;
    }

    private void use(Noticeboard other) {
        board = other;
        anna = other.network().tokens().issue("anna");
        ben = other.network().tokens().issue("ben");
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return client.send(request(path, token).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String token, String body) throws Exception {
        return send("POST", "/v1/notices", token, body);
    }

    private HttpResponse<String> post(String token, String body, String key) throws Exception {
        var request = request("/v1/notices", token).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        return client.send(request(path, token).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(board.network().uri() + path)).header("Authorization", "Bearer " + token);
    }

    private static JsonNode body(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false).map(item -> item.path(field).asText()).toList();
    }
}
