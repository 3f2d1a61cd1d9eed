package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Page as somebody meets it who has read Meta's pages and has nothing but HTTP. */
@Timeout(60)
class FacebookSimulationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = "/v26.0/" + FacebookSimulation.PAGE;

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final FacebookSimulation facebook = FacebookSimulation.start(clock,
            FacebookSimulation.Options.standard().withQuota(20, Duration.ofHours(1)));
    private final String token = facebook.pageToken();

    @AfterEach
    void close() {
        client.close();
        facebook.close();
    }

    @Test
    void takesATokenInAHeaderInTheAddressAndInTheForm() throws Exception {
        String form = "message=Pool+opens+at+8&access_token=" + token;

        assertThat(json(send("GET", "/v26.0/me", token, "")).path("name").asText()).isEqualTo("Pool of Example");
        assertThat(json(send("GET", "/v26.0/me?access_token=" + token, "", "")).path("id").asText()).isEqualTo(FacebookSimulation.PAGE);
        assertThat(json(send("POST", PAGE + "/feed", "", form)).path("id").asText()).startsWith(FacebookSimulation.PAGE + "_");
        assertThat(error(send("GET", "/v26.0/me", "", ""))).isEqualTo(2500);
        assertThat(error(send("GET", "/v26.0/me", "guessed", ""))).isEqualTo(190);
    }

    @Test
    void givesTheFieldsAskedForAndWhatHangsBelow() throws Exception {
        String post = posted("Is the pool open?");
        Post comment = facebook.comment("ben", post, "Yes");
        facebook.comment("carla", comment.id(), "Thanks");

        JsonNode read = json(send("GET", "/v26.0/" + post + "?fields="
                + encoded("message,comments.filter(stream).limit(1){message,parent{id}},reactions{type}"), token, ""));

        assertThat(read.path("message").asText()).isEqualTo("Is the pool open?");
        assertThat(read.has("created_time")).as("not asked for").isFalse();
        assertThat(read.at("/comments/data")).hasSize(1);
        JsonNode next = json(send("GET", read.at("/comments/paging/next").asText().replaceFirst("^.*?(?=/[0-9])", "/v26.0"), token, ""));
        assertThat(next.at("/data/0/parent/id").asText()).isEqualTo(comment.id());
        assertThat(error(send("GET", "/v26.0/" + post + "?fields=mesage", token, ""))).isEqualTo(100);
        assertThat(error(send("GET", "/v26.0/" + post + "?fields=" + encoded("comments{id"), token, ""))).isEqualTo(2500);
    }

    @Test
    void writesTimesAsFacebookDoes() throws Exception {
        String post = posted("Pool opens at 8");

        assertThat(json(send("GET", "/v26.0/" + post, token, "")).path("created_time").asText()).isEqualTo("2026-11-22T10:00:00+0000");
    }

    @ParameterizedTest @CsvSource({
            "GET, /feed?limit=101, '', 100", "GET, /feed?limit=x, '', 100", "GET, /feed?after=bm9ib2R5, '', 100",
            "POST, /feed, '', 100", "POST, /feed, link=nowhere, 100", "POST, /feed, attached_media=x, 100",
            "POST, /feed, 'attached_media[0]={\"media_fbid\":\"7\"}', 100", "POST, /photos, published=false, 324",
            "GET, /nowhere, '', 2500"})
    void refusesWithACodeOfItsOwn(String method, String path, String form, int code) throws Exception {
        assertThat(error(send(method, PAGE + path, token, form))).isEqualTo(code);
    }

    @Test
    void refusesVersionsThatHaveEnded() throws Exception {
        assertThat(error(send("GET", "/v20.0/me", token, ""))).isEqualTo(2635);
        assertThat(error(send("GET", "/latest/me", token, ""))).isEqualTo(2500);
    }

    @Test
    void letsNobodySayTheSameTwiceInARow() throws Exception {
        posted("Pool opens at 8");
        assertThat(error(send("POST", PAGE + "/feed", token, "message=Pool+opens+at+8"))).isEqualTo(506);
        clock.advance(Duration.ofMinutes(11));
        posted("Pool opens at 8");

        assertThat(facebook.network().posts().withText("Pool opens at 8")).hasSize(2);
    }

    @Test
    void letsAPersonNeitherPostAsThePageNorChangeWhatIsAnothers() throws Exception {
        Post visitors = facebook.network().posts().create(Post.Draft.of("ben", "Hello"));

        assertThat(error(send("POST", PAGE + "/feed", facebook.userToken("anna"), "message=x"))).isEqualTo(200);
        assertThat(error(send("POST", "/v26.0/" + visitors.id(), token, "message=x"))).isEqualTo(200);
        assertThat(error(send("DELETE", "/v26.0/1_2", token, ""))).isEqualTo(100);
    }

    @Test
    void tellsHowMuchIsLeftAndStops() throws Exception {
        HttpResponse<String> first = send("GET", "/v26.0/me", token, "");
        for (int each = 1; each < 20; each++) {
            send("GET", "/v26.0/me", token, "");
        }
        HttpResponse<String> refused = send("GET", "/v26.0/me", token, "");

        assertThat(JSON.readTree(header(first, "X-App-Usage")).path("call_count").asInt()).isEqualTo(5);
        assertThat(error(refused)).isEqualTo(32);
        assertThat(JSON.readTree(header(refused, "X-Business-Use-Case-Usage")).path(FacebookSimulation.PAGE).path(0)
                .path("estimated_time_to_regain_access").asInt()).isEqualTo(60);
        clock.advance(Duration.ofHours(1));
        assertThat(send("GET", "/v26.0/me", token, "").statusCode()).isEqualTo(200);
    }

    @Test
    void endsEachTokenInItsWay() throws Exception {
        String person = facebook.userToken("anna");
        String brief = json(send("GET", PAGE + "?fields=access_token", person, "")).path("access_token").asText();
        clock.advance(Duration.ofHours(3));

        assertThat(subcode(send("GET", "/v26.0/me", person, ""))).isEqualTo(463);
        assertThat(subcode(send("GET", "/v26.0/me", brief, ""))).as("a Page token ends with the one it came from").isEqualTo(463);
        facebook.withdraw("anna");
        assertThat(subcode(send("GET", "/v26.0/me", token, ""))).isEqualTo(460);
    }

    @Test
    void tellsWhatHappensUntilItIsTaken() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hooks/customers", exchange -> hear(exchange, told));
        listener.start();
        try {
            String callback = "http://127.0.0.1:" + listener.getAddress().getPort() + "/hooks/customers";
            String app = FacebookSimulation.APP + "|" + FacebookSimulation.SECRET;
            String form = "object=page&fields=feed&callback_url=" + encoded(callback) + "&verify_token=";
            assertThat(error(send("POST", "/v26.0/" + FacebookSimulation.APP + "/subscriptions", app, form + "wrong"))).isEqualTo(2200);
            assertThat(send("POST", "/v26.0/" + FacebookSimulation.APP + "/subscriptions", app, form + "known").statusCode())
                    .isEqualTo(200);
            Post post = facebook.network().posts().create(Post.Draft.of("ben", "Is the pool open? 🏊"));
            facebook.comment("carla", post.id(), "busy");

            assertThat(facebook.hooks().deliver()).as("the second is not taken at first").isEqualTo(1);
            assertThat(facebook.hooks().deliver()).isEqualTo(1);
            assertThat(facebook.hooks().deliver()).isZero();

            assertThat(told).hasSize(3).first().asString().contains("\\uD83C");
            assertThat(told.get(1)).isEqualTo(told.get(2)).contains(post.id());
        } finally {
            listener.stop(0);
        }
    }

    private static void hear(HttpExchange exchange, List<String> told) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        int status = query.contains("hub.verify_token=wrong") ? 403 : 200;
        String answer = query.replaceAll(".*hub.challenge=([0-9]*).*", "$1");
        if (exchange.getRequestMethod().equals("POST")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            status = body.contains("busy") && told.stream().noneMatch(each -> each.contains("busy")) ? 503 : 200;
            answer = "";
            told.add(body);
        }
        exchange.sendResponseHeaders(status, answer.isEmpty() ? -1 : answer.length());
        exchange.getResponseBody().write(answer.getBytes(UTF_8));
        exchange.close();
    }

    private String posted(String text) throws Exception {
        return json(send("POST", PAGE + "/feed", token, "message=" + encoded(text))).path("id").asText();
    }

    private HttpResponse<String> send(String method, String path, String bearer, String form) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(facebook.network().uri() + path)).method(method, BodyPublishers.ofString(form));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return client.send(request.header("Content-Type", "application/x-www-form-urlencoded").build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static int error(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isGreaterThanOrEqualTo(400);
        return JSON.readTree(response.body()).at("/error/code").asInt();
    }

    private static int subcode(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body()).at("/error/error_subcode").asInt();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
