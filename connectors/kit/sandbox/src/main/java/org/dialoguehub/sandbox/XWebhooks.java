package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dialoguehub.sandbox.XPosts.User;

/** What X tells of by webhook: checks an address by a challenge (CRC), signs what it tells, and asks for nothing but 200. */
public final class XWebhooks implements AutoCloseable {
    public static final String SIGNATURE = "x-twitter-webhooks-signature";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A request as it is sent. */
    public record Told(String signature, String body) {}

    private record Subscription(String eventType, String userId) {}

    private final XPosts posts;
    private final String secret;
    private final XJson json = new XJson();
    private final AtomicLong made = new AtomicLong();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private Optional<URI> address = Optional.empty();

    XWebhooks(XPosts posts, String secret) {
        this.posts = posts;
        this.secret = secret;
    }

    Told telling(String eventType, User whom, Post post) {
        String uuid = Long.toString(2_080_761_390_344_937_796L + made.incrementAndGet());
        return signed(json.activity(uuid, eventType, whom, posts.shown(post), posts).toString());
    }

    Told signed(String body) {
        return new Told("sha256=" + hmac(body), body);
    }

    /** Tells those who have asked for it; nobody waits for that. */
    void happened(String eventType, User whom, Post post) {
        URI to;
        synchronized (this) {
            if (address.isEmpty() || !subscriptions.contains(new Subscription(eventType, whom.id()))) {
                return;
            }
            to = address.get();
        }
        Told told = telling(eventType, whom, post);
        var request =
                HttpRequest.newBuilder(to).timeout(PATIENCE).header("Content-Type", "application/json").header(SIGNATURE, told.signature())
                        .POST(HttpRequest.BodyPublishers.ofString(told.body())).build();
        var sent = client.sendAsync(request, BodyHandlers.discarding());
        sent.exceptionally(lost -> null); // what is not taken is lost, as on X without a replay
    }

    void register(Context context, User user) {
        JsonNode asked = json.body(context);
        var to = URI.create(asked.path("url").asText());
        if (!answersTheChallenge(to)) {
            throw XJson.invalid("CrcValidationFailed: the address did not answer the challenge").refusal();
        }
        synchronized (this) {
            address = Optional.of(to);
        }
        ObjectNode answer = json.object();
        answer.putObject("data").put("id", "1146654567674912769").put("url", to.toString()).put("valid", true);
        json.send(context, 200, answer);
    }

    synchronized void subscribe(Context context, User user) {
        JsonNode asked = json.body(context);
        subscriptions.add(new Subscription(asked.path("event_type").asText(), asked.path("filter").path("user_id").asText()));
        ObjectNode answer = json.object();
        answer.putObject("data").putObject("subscription").put("subscription_id", Integer.toString(subscriptions.size()));
        json.send(context, 200, answer);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private boolean answersTheChallenge(URI to) {
        String token = "challenge-" + made.incrementAndGet();
        String mark = to.getRawQuery() == null ? "?" : "&";
        var request =
                HttpRequest.newBuilder(URI.create(to + mark + "crc_token=" + URLEncoder.encode(token, UTF_8))).timeout(PATIENCE).build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200
                    && answer.body().replaceAll("\\s", "").contains("\"response_token\":\"sha256=" + hmac(token) + "\"");
        } catch (IOException away) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
