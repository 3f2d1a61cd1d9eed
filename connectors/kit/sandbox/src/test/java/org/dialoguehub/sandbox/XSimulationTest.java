package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A script over plain HTTP, after X's own pages and in their words. */
class XSimulationTest {
    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2026-11-22T10:00:00Z"));
    private final XSimulation x = XSimulation.start(clock);
    private final String token = x.network().tokens().issue("swimclub");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        x.close();
    }

    @Test
    void postsReadsAndDeletes() throws Exception {
        HttpResponse<String> created = post("/2/tweets", "{\"text\": \"Plan & more: https://example.org/plan\"}");
        String id = json(created).at("/data/id").asText();

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("x-rate-limit-remaining")).hasValue("99");
        JsonNode read = json(get("/2/tweets/" + id + "?tweet.fields=created_at,entities&expansions=author_id"));
        assertThat(read.at("/data/text").asText()).startsWith("Plan &amp; more: https://t.co/");
        assertThat(read.at("/data/entities/urls/0/expanded_url").asText()).isEqualTo("https://example.org/plan");
        assertThat(read.at("/data/edit_history_tweet_ids/0").asText()).isEqualTo(id);
        assertThat(read.at("/data/created_at").asText()).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(read.at("/includes/users/0/username").asText()).isEqualTo("swimclub");

        assertThat(json(delete(id)).at("/data/deleted").asBoolean()).isTrue();
        JsonNode gone = json(get("/2/tweets/" + id));
        assertThat(gone.has("data")).isFalse();
        assertThat(gone.at("/errors/0/type").asText()).endsWith("/resource-not-found");
    }

    @Test
    void refusesAsXDoes() throws Exception {
        post("/2/tweets", "{\"text\": \"Pool opens at 8\"}");
        HttpResponse<String> again = post("/2/tweets", "{\"text\": \"Pool opens at 8\"}");
        String stranger = x.say("ben", "Nice weather").id();

        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(again.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(again).path("detail").asText()).contains("duplicate content");
        assertThat(post("/2/tweets", "{\"text\": \"x\", \"reply\": {\"in_reply_to_tweet_id\": \"" + stranger + "\"}}").statusCode())
                .isEqualTo(403);
        assertThat(post("/2/tweets", "{\"text\": \"" + "ä".repeat(281) + "\"}").statusCode()).isEqualTo(403);
        assertThat(post("/2/tweets", "{\"status\": \"x\"}").statusCode()).isEqualTo(400);
        assertThat(get("/2/users/me?page=1").statusCode()).isEqualTo(400);
        assertThat(send(request("/2/users/me").setHeader("Authorization", "Bearer nobody").build()).statusCode()).isEqualTo(401);
    }

    @Test
    void saysWhenToComeAgain() throws Exception {
        for (int each = 0; each < 75; each++) {
            get("/2/users/me");
        }
        HttpResponse<String> refused = get("/2/users/me");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("x-rate-limit-reset")).hasValue(Long.toString(clock.instant().getEpochSecond() + 900));
        clock.advance(Duration.ofMinutes(15));
        assertThat(get("/2/users/me").statusCode()).isEqualTo(200);
    }

    @Test
    void givesAnEditANewIdForHalfAnHour() throws Exception {
        String first = json(post("/2/tweets", "{\"text\": \"Pool opens at 8\"}")).at("/data/id").asText();
        String edit = "{\"text\": \"Pool opens at 9\", \"edit_options\": {\"previous_post_id\": \"" + first + "\"}}";

        String second = json(post("/2/tweets", edit)).at("/data/id").asText();

        assertThat(second).isNotEqualTo(first);
        JsonNode read = json(get("/2/tweets/" + first + "?tweet.fields=edit_controls"));
        assertThat(read.at("/data/id").asText()).as("the newest version").isEqualTo(second);
        assertThat(read.at("/data/edit_controls/edits_remaining").asInt()).isEqualTo(4);
        assertThat(post("/2/tweets", edit).statusCode()).as("of a version that is not the newest").isEqualTo(403);
        clock.advance(Duration.ofMinutes(31));
        assertThat(post("/2/tweets", edit.replace(first, second)).statusCode()).isEqualTo(403);
        delete(first);
        assertThat(json(get("/2/tweets/" + second)).has("data")).isFalse();
    }

    @Test
    void letsAClientIn() throws Exception {
        String verifier = "v".repeat(43);
        String challenge = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(java.security.MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        String redirect = "http://127.0.0.1:8765/signed-in";
        URI back = x.oauth().agree(URI.create(x.network().uri() + "/2/oauth2/authorize?response_type=code&client_id=" + XSimulation.CLIENT
                + "&redirect_uri=" + redirect + "&state=s&code_challenge=" + challenge + "&code_challenge_method=S256"), "swimclub");
        String code = back.getQuery().replaceAll(".*code=([^&]*).*", "$1");
        String basic = Base64.getEncoder().encodeToString((XSimulation.CLIENT + ":" + XSimulation.CLIENT_SECRET).getBytes(UTF_8));

        JsonNode granted = json(send(HttpRequest.newBuilder(x.network().uri().resolve("/2/oauth2/token"))
                .header("Authorization", "Basic " + basic).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=authorization_code&code=" + code + "&redirect_uri=" + redirect + "&code_verifier="
                        + verifier))
                .build()));

        assertThat(granted.path("expires_in").asInt()).isEqualTo(7_200);
        assertThat(
                send(request("/2/users/me").setHeader("Authorization", "Bearer " + granted.path("access_token").asText()).build()).body())
                .contains("swimclub");
    }

    @Test
    void tellsByWebhookWhatItHasSigned() throws Exception {
        var told = new CompletableFuture<String>();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hook", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            if (exchange.getRequestMethod().equals("GET")) {
                String answer = "{\"response_token\":\"sha256=" + hmac(URLDecoder.decode(query.substring(10), UTF_8)) + "\"}";
                exchange.sendResponseHeaders(200, answer.length());
                exchange.getResponseBody().write(answer.getBytes(UTF_8));
            } else {
                String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                boolean good = ("sha256=" + hmac(body)).equals(exchange.getRequestHeaders().getFirst(XWebhooks.SIGNATURE));
                exchange.sendResponseHeaders(200, -1);
                told.complete(good ? body : "forged");
            }
            exchange.close();
        });
        listener.start();
        try {
            String address = "http://127.0.0.1:" + listener.getAddress().getPort();
            assertThat(post("/2/webhooks", "{\"url\": \"" + address + "/nobody\"}").statusCode()).isEqualTo(400);
            assertThat(post("/2/webhooks", "{\"url\": \"" + address + "/hook\"}").statusCode()).isEqualTo(200);
            post("/2/activity/subscriptions",
                    "{\"event_type\": \"post.mention.create\", \"filter\": {\"user_id\": \"" + x.user("swimclub") + "\"}}");

            x.mention("ben", "swimclub", "When does the pool open?");

            JsonNode event = new ObjectMapper().readTree(told.get(20, TimeUnit.SECONDS));
            assertThat(event.at("/data/event_type").asText()).isEqualTo("post.mention.create");
            assertThat(event.at("/data/payload/text").asText()).isEqualTo("@swimclub When does the pool open?");
        } finally {
            listener.stop(0);
        }
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    private HttpResponse<String> post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build());
    }

    private HttpResponse<String> delete(String id) {
        return send(request("/2/tweets/" + id).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(x.network().uri() + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(XSimulation.CONSUMER_SECRET.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
