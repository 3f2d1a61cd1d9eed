package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * How Facebook tells an app what happens on a Page, by Meta's pages on webhooks: a handshake when an address is registered, then signed requests.
 * Delivers what has become visible since, oldest first, when asked to, and stops at the first that is not taken: it is told again the next time.
 */
public final class FacebookHooks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /**
     * What is told.
     *
     * @param signature the value of {@code X-Hub-Signature-256}
     */
    public record Told(Body body, String signature) {}

    private final Posts posts;
    private final FacebookMessages messages;
    private Optional<URI> callback = Optional.empty();
    private long told;

    FacebookHooks(Posts posts, FacebookMessages messages) {
        this.posts = posts;
        this.messages = messages;
    }

    /**
     * Registers an address, if it proves by the handshake that it knows the verify token.
     *
     * @return whether it did
     */
    public synchronized boolean register(URI address, String verifyToken) {
        String challenge = Integer.toString(Math.floorMod(address.hashCode(), 1_000_000_000));
        String query = "hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token=" + URLEncoder.encode(verifyToken, UTF_8);
        String joint = address.getRawQuery() == null ? "?" : "&";
        boolean proven = exchange(java.net.http.HttpRequest.newBuilder(URI.create(address + joint + query)).GET())
                .filter(answer -> answer.statusCode() == 200 && answer.body().equals(challenge))
                .isPresent();
        if (proven) {
            callback = Optional.of(address);
            told = posts.lastSequence();
        }
        return proven;
    }

    /** Tells what has become visible and was not taken yet; how many of it were taken now. */
    public synchronized int deliver() {
        int taken = 0;
        while (callback.isPresent()) {
            var changes = posts.changes(told, 1);
            if (changes.isEmpty() || !send(callback.get(), telling(changes.getFirst()))) {
                return taken;
            }
            told = changes.getFirst().sequence();
            taken++;
        }
        return taken;
    }

    /** What is told of a post or comment that has come to be. */
    public Told telling(String id) {
        return posts.changes(0, Integer.MAX_VALUE).stream()
                .filter(change -> change.kind() == Change.Kind.CREATED && change.post().id().equals(id))
                .findFirst()
                .map(this::telling)
                .orElseThrow(() -> new IllegalArgumentException("Nothing that can be seen has the id " + id));
    }

    /** What is told of a change. */
    public Told telling(Change change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "page");
        ObjectNode entry = body.putArray("entry").addObject().put("id", FacebookAccess.PAGE);
        if (FacebookMessages.isMessage(change.post())) {
            entry.put("time", change.at().toEpochMilli()).putArray("messaging").add(messages.told(change));
            return signed(body);
        }
        entry.put("time", change.at().getEpochSecond());
        entry.putArray("changes").addObject().put("field", "feed").set("value", value(change));
        return signed(body);
    }

    /** Something else, signed. */
    public static Told signed(ObjectNode body) {
        try {
            byte[] bytes = ASCII.writeValueAsBytes(body);
            return new Told(Body.of(bytes), "sha256=" + HexFormat.of().formatHex(FacebookAccess.hmac(bytes)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode value(Change change) {
        Post post = change.post();
        boolean reaction = change.kind() == Change.Kind.LIKED || change.kind() == Change.Kind.UNLIKED;
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        value.set("from", FacebookNodes.person(change.by()));
        String root = post.details().getOrDefault(FacebookNodes.POST_OF, post.id());
        value.put("post_id", root);
        if (FacebookNodes.isComment(post)) {
            value.put("comment_id", post.id()).put("parent_id", post.inReplyTo().orElse(root));
        }
        Instant at = reaction || change.kind() == Change.Kind.DELETED ? change.at() : post.createdAt();
        value.put("created_time", at.getEpochSecond());
        if (reaction) {
            String type = FacebookNodes.REACTIONS.getOrDefault(change.emoji().orElse(""), "LIKE");
            value.put("item", "reaction").put("reaction_type", type.toLowerCase(Locale.ROOT));
        } else {
            value.put("item", item(post));
            if (change.kind() != Change.Kind.DELETED && !post.text().isEmpty()) {
                value.put("message", post.text());
            }
            if (FacebookNodes.isComment(post) && post.details().containsKey(FacebookNodes.PHOTOS)) {
                value.put("photo", "https://scontent.example.org/" + post.details().get(FacebookNodes.PHOTOS) + ".jpg");
            }
        }
        return value.put("verb", switch (change.kind()) {
            case CREATED, LIKED -> "add";
            case EDITED -> "edited";
            case DELETED, UNLIKED -> "remove";
        });
    }

    private static String item(Post post) {
        if (FacebookNodes.isComment(post)) {
            return "comment";
        }
        if (post.details().containsKey(FacebookVideos.VIDEO)) {
            return "video";
        }
        return post.details().containsKey(FacebookNodes.PHOTOS)
                ? "photo"
                : post.details().containsKey(FacebookNodes.LINK)
                        ? "share"
                        : post.account().equals(FacebookAccess.PAGE) ? "status" : "post";
    }

    private static boolean send(URI address, Told what) {
        return exchange(java.net.http.HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", what.signature)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(what.body.bytes())))
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    private static Optional<HttpResponse<String>> exchange(java.net.http.HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build()) {
            return Optional.of(client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
        } catch (IOException away) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
