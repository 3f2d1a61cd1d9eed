package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What LinkedIn tells an organization of what others do to it: by asking (the pull finder) and by webhook, ten at a time, each with an id that is the
 * same on both ways. Delivers what has become visible since, oldest first, when asked to, and stops at the first that is not taken.
 */
public final class LinkedInHooks {
    static final String ODD = "odd";

    private static final String TYPE = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS";
    private static final int BATCH = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long FIRST_ID = 5_603_453_000L;
    private static final Pattern RANGE = Pattern.compile("\\(start:([0-9]{1,15})(?:,end:([0-9]{1,15}))?\\)");
    private static final Pattern ACTIONS = Pattern.compile("(?:^|&)actions=List\\(([A-Z_,]+)\\)(?:&|$)");

    /**
     * What is told.
     *
     * @param signature the value of {@code X-LI-Signature}
     */
    public record Told(Body body, String signature) {}

    private final Posts posts;
    private Optional<URI> webhook = Optional.empty();
    private long told;

    LinkedInHooks(Posts posts) {
        this.posts = posts;
    }

    /**
     * Registers an address, if it answers the challenge as one who knows the secret of the app.
     *
     * @return whether it did
     */
    public synchronized boolean register(URI address) {
        String code = UUID.nameUUIDFromBytes(address.toString().getBytes(UTF_8)).toString();
        var answer = exchange(HttpRequest.newBuilder(URI.create(address + "?challengeCode=" + code)).GET());
        boolean proven = answer.filter(it -> it.statusCode() == 200
                && it.headers().firstValue("Content-Type").orElse("").startsWith("application/json")
                && proves(it.body(), code)).isPresent();
        if (proven) {
            webhook = Optional.of(address);
            told = posts.lastSequence();
        }
        return proven;
    }

    /** Tells what has become visible and was not taken yet; how many of it were taken now. */
    public synchronized int deliver() {
        int taken = 0;
        while (webhook.isPresent()) {
            List<Change> changes = posts.changes(told, BATCH);
            List<ObjectNode> notifications = changes.stream().flatMap(change -> notification(change).stream()).toList();
            if (changes.isEmpty() || (!notifications.isEmpty() && !send(webhook.get(), signed(payload(notifications))))) {
                return taken;
            }
            told = changes.getLast().sequence();
            taken += notifications.size();
        }
        return taken;
    }

    /** What is told of a post or comment that has come to be. */
    public Told telling(String id) {
        return signed(payload(posts.changes(0, Integer.MAX_VALUE).stream()
                .filter(change -> change.kind() == Change.Kind.CREATED && change.post().id().equals(id))
                .flatMap(change -> notification(change).stream())
                .toList()));
    }

    /** Something else, signed. */
    public static Told signed(ObjectNode payload) {
        byte[] bytes = payload.toString().getBytes(UTF_8);
        var message = new byte["hmacsha256=".length() + bytes.length];
        System.arraycopy("hmacsha256=".getBytes(UTF_8), 0, message, 0, "hmacsha256=".length());
        System.arraycopy(bytes, 0, message, "hmacsha256=".length(), bytes.length);
        return new Told(Body.of(bytes), hmac(message));
    }

    /** The finder {@code q=criteria}; newest first. */
    void list(Context context, LinkedInAccess access) {
        access.mayRead(context, Optional.ofNullable(context.queryParam("organizationalEntity")).orElse(""),
                "organizationalEntityNotifications");
        Matcher range = RANGE.matcher(Optional.ofNullable(context.queryParam("timeRange")).orElse("(start:0)"));
        Matcher actions = ACTIONS.matcher(Optional.ofNullable(context.queryString()).orElse(""));
        if (!"criteria".equals(context.queryParam("q")) || !range.matches() || (context.queryParam("actions") != null && !actions.find())) {
            throw LinkedInError.invalid("Syntax exception in query parameters").refusal();
        }
        long start = Long.parseLong(range.group(1));
        long end = range.group(2) == null ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        List<String> wanted = context.queryParam("actions") == null ? List.of() : List.of(actions.group(1).split(","));
        List<ObjectNode> all = posts.changes(0, Integer.MAX_VALUE).stream()
                .filter(change -> change.at().toEpochMilli() >= start && change.at().toEpochMilli() < end)
                .flatMap(change -> notification(change).stream())
                .filter(each -> wanted.isEmpty() || wanted.contains(each.path("action").asText())
                        || each.path("action").asText().equals(ODD))
                .toList();
        LinkedInBody.page(context, all.reversed(), each -> each);
    }

    /** What a reaction or comment is of: a comment by its own name, a post by that of its activity. */
    static String entity(Post post) {
        return LinkedInUrns.isComment(post.id()) ? post.id() : LinkedInUrns.activity(post.id());
    }

    private Optional<ObjectNode> notification(Change change) {
        return action(change).map(action -> {
            Post post = change.post();
            ObjectNode json = JsonNodeFactory.instance.objectNode()
                    .put("notificationId", FIRST_ID + change.sequence())
                    .put("organizationalEntity", LinkedInUrns.ORGANIZATION)
                    .put("action", action)
                    .put("lastModifiedAt", change.at().toEpochMilli())
                    .put("subscriber", "urn:li:person:anna");
            if (!action.equals(ODD)) {
                describe(json, change, action, post);
            }
            return json;
        });
    }

    private void describe(ObjectNode json, Change change, String action, Post post) {
        boolean comment = LinkedInUrns.isComment(post.id());
        Post root = comment ? posts.find(LinkedInUrns.shareOf(post.id())).orElse(post) : post;
        if (!action.equals("SHARE_MENTION")) {
            json.put("sourcePost", LinkedInUrns.activity(root.id()));
            share(json.putObject("decoratedSourcePost"), root);
        }
        switch (action) {
            case "LIKE" -> json.put("generatedActivity",
                    "urn:li:reaction:(" + LinkedInUrns.person(change.by()) + "," + entity(post) + ")");
            case "SHARE_MENTION" -> {
                json.put("generatedActivity", post.id());
                share(json.putObject("decoratedGeneratedActivity").putObject("share"), post);
            }
            default -> {
                json.put("generatedActivity", post.id().replace("(urn:li:activity:", "(activity:"));
                json.putObject("decoratedGeneratedActivity").putObject("comment")
                        .put("entity", post.id())
                        .put("object", LinkedInUrns.activity(root.id()))
                        .put("owner", LinkedInUrns.person(post.account()))
                        .put("text", post.text());
            }
        }
    }

    private static void share(ObjectNode json, Post post) {
        json.put("entity", post.id()).put("owner", LinkedInUrns.person(post.account())).put("text", post.text()).put("mediaCategory",
                "NONE");
    }

    /** Posts of others are here only because they mention the organization. */
    private Optional<String> action(Change change) {
        Post post = change.post();
        boolean ours = LinkedInUrns.person(change.by()).equals(LinkedInUrns.ORGANIZATION);
        if (post.details().containsKey(ODD)) {
            return Optional.of(ODD);
        }
        if (LinkedInUrns.isComment(post.id())) {
            return switch (change.kind()) {
                case CREATED -> Optional.of(ours ? "ADMIN_COMMENT" : "COMMENT");
                case EDITED -> Optional.of("COMMENT_EDIT");
                case DELETED -> Optional.of("COMMENT_DELETE");
                case LIKED, UNLIKED -> Optional.empty();
            };
        }
        boolean mentions = !LinkedInUrns.person(post.account()).equals(LinkedInUrns.ORGANIZATION);
        return switch (change.kind()) {
            case CREATED -> mentions ? Optional.of("SHARE_MENTION") : Optional.empty();
            case LIKED -> mentions ? Optional.empty() : Optional.of("LIKE");
            case EDITED, DELETED, UNLIKED -> Optional.empty();
        };
    }

    private static ObjectNode payload(List<ObjectNode> notifications) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", TYPE);
        ArrayNode all = payload.putArray("notifications");
        notifications.forEach(all::add);
        return payload;
    }

    private static boolean proves(String body, String code) {
        try {
            var json = new ObjectMapper().readTree(body);
            return json.path("challengeCode").asText().equals(code)
                    && json.path("challengeResponse").asText().equals(hmac(code.getBytes(UTF_8)));
        } catch (JsonProcessingException wrong) {
            return false;
        }
    }

    private static boolean send(URI address, Told told) {
        return exchange(HttpRequest.newBuilder(address).header("Content-Type", "application/json").header("X-LI-Signature", told.signature)
                .POST(BodyPublishers.ofByteArray(told.body.bytes())))
                .filter(answer -> answer.statusCode() / 100 == 2)
                .isPresent();
    }

    private static Optional<HttpResponse<String>> exchange(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            return Optional.of(client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
        } catch (IOException away) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String hmac(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(LinkedInAccess.SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
