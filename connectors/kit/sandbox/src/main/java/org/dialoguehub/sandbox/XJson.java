package org.dialoguehub.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.sandbox.XPosts.Shown;
import org.dialoguehub.sandbox.XPosts.User;

/** The words of X. */
final class XJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Set<String> CREATE = Set.of("text", "reply", "media", "edit_options", "quote_tweet_id", "reply_settings", "poll",
            "geo",
            "nullcast", "card_uri", "community_id", "made_with_ai", "paid_partnership", "share_with_followers", "for_super_followers_only",
            "direct_message_deep_link");
    private static final int LENGTH = 280;
    private static final String PROBLEMS = "https://api.x.com/2/problems/";

    private final ObjectMapper mapper = new ObjectMapper();

    /** What a client asks to post. */
    record Asked(String text, Optional<String> answers, Optional<String> edits, List<String> media) {}

    ObjectNode object() {
        return mapper.createObjectNode();
    }

    void send(Context context, int status, JsonNode json) {
        context.status(status).contentType("application/json; charset=utf-8").result(json.toString());
    }

    static Answer problem(int status, String detail) {
        var problem = new ObjectMapper().createObjectNode().put("title", title(status)).put("detail", detail).put("type", "about:blank")
                .put("status", status);
        return Answer.json(status, problem.toString()).with("Content-Type", "application/problem+json");
    }

    static Answer invalid(String message) {
        var problem = new ObjectMapper().createObjectNode();
        problem.putArray("errors").addObject().put("message", message);
        problem.put("title", "Invalid Request").put("detail", "One or more parameters to your request was invalid.")
                .put("type", PROBLEMS + "invalid-request");
        return Answer.json(400, problem.toString()).with("Content-Type", "application/problem+json");
    }

    /** A refusal of the kernel in X's words; X says when to come again by a header of its own. */
    static Answer worded(Answer plain, SandboxClock clock) {
        boolean own = plain.body().text().contains("\"detail\"");
        Answer worded = own ? plain : new Answer(plain.status(), plain.headers(), problem(plain.status(), title(plain.status())).body());
        Optional<String> seconds = plain.headers().first("Retry-After").filter(it -> plain.status() == 429 && it.matches("\\d+"));
        return seconds
                .map(it -> new Answer(worded.status(), worded.headers().without("Retry-After")
                        .with("x-rate-limit-reset",
                                Long.toString(clock.instant().plus(Duration.ofSeconds(Long.parseLong(it))).getEpochSecond()))
                        .with("x-rate-limit-remaining", "0"), worded.body()))
                .orElse(worded);
    }

    ObjectNode notFound(String id) {
        ObjectNode answer = object();
        answer.putArray("errors").addObject()
                .put("value", id).put("detail", "Could not find tweet with id: [" + id + "].").put("title", "Not Found Error")
                .put("resource_type", "tweet").put("parameter", "id").put("resource_id", id).put("type", PROBLEMS + "resource-not-found");
        return answer;
    }

    Asked asked(Context context) {
        JsonNode body = body(context);
        for (var field : body.properties()) {
            if (!CREATE.contains(field.getKey())) {
                throw invalid("$." + field.getKey() + ": is not defined in the schema and the schema does not allow additional properties")
                        .refusal();
            }
        }
        List<String> media = new ArrayList<>();
        body.path("media").path("media_ids").forEach(id -> media.add(id.asText()));
        var asked = new Asked(body.path("text").asText(), text(body.path("reply"), "in_reply_to_tweet_id"),
                text(body.path("edit_options"), "previous_post_id"), media);
        int length = XText.length(asked.text());
        if (asked.text().isBlank() && media.isEmpty()) {
            throw invalid("`text` is missing").refusal();
        }
        if (length > LENGTH || XText.cashtags(asked.text()) > 1 || media.size() > 4) {
            throw problem(403, "Your Tweet is not allowed: " + length + " of 280 characters, at most 1 cashtag and 4 files.").refusal();
        }
        return asked;
    }

    JsonNode body(Context context) {
        try {
            JsonNode body = mapper.readTree(context.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException wrong) {
            throw invalid("Invalid JSON").refusal();
        }
        throw invalid("The body is no object").refusal();
    }

    ObjectNode created(Shown shown) {
        ObjectNode answer = object();
        ObjectNode data = answer.putObject("data");
        data.put("id", shown.id()).put("text", told(shown.post()));
        shown.versions().forEach(data.putArray("edit_history_tweet_ids")::add);
        return answer;
    }

    ObjectNode page(List<Shown> shown, boolean more, XQuery asked, XPosts posts, XMedia media) {
        ObjectNode answer = object();
        if (!shown.isEmpty()) {
            var data = answer.putArray("data");
            shown.forEach(each -> data.add(tweet(each, asked, posts, media)));
            include(answer, shown, asked, posts, media);
        }
        ObjectNode meta = answer.putObject("meta").put("result_count", shown.size());
        if (!shown.isEmpty()) {
            meta.put("newest_id", shown.getFirst().id()).put("oldest_id", shown.getLast().id());
        }
        if (more) {
            meta.put("next_token", XQuery.token(shown.getLast()));
        }
        return answer;
    }

    ObjectNode one(Shown shown, XQuery asked, XPosts posts, XMedia media) {
        ObjectNode answer = object();
        answer.set("data", tweet(shown, asked, posts, media));
        include(answer, List.of(shown), asked, posts, media);
        return answer;
    }

    private void include(ObjectNode answer, List<Shown> all, XQuery asked, XPosts posts, XMedia media) {
        ObjectNode includes = object();
        if (asked.expands("author_id")) {
            var users = includes.putArray("users");
            new LinkedHashSet<>(all.stream().map(shown -> shown.post().account()).toList())
                    .forEach(name -> users.add(user(posts.user(name), asked)));
        }
        boolean references = asked.expands("referenced_posts") || asked.expands("referenced_tweets.id");
        List<Shown> referenced = !references
                ? List.of()
                : all.stream().flatMap(shown -> references(shown.post(), posts).stream())
                        .flatMap(id -> posts.posts().visible(id).stream())
                        .map(posts::shown)
                        .distinct()
                        .toList();
        if (!referenced.isEmpty()) {
            var list = includes.putArray(asked.oldWords() ? "tweets" : "posts");
            referenced.forEach(shown -> list.add(tweet(shown, asked, posts, media)));
        }
        if (!includes.isEmpty()) {
            answer.set("includes", includes);
        }
    }

    private static List<String> references(Post post, XPosts posts) {
        List<String> ids = new ArrayList<>();
        XPosts.answered(post).ifPresent(ids::add);
        Optional.ofNullable(post.details().get("quoted")).flatMap(posts::first).map(Post::id).ifPresent(ids::add);
        return ids;
    }

    ObjectNode user(User user, XQuery asked) {
        ObjectNode json = object().put("id", user.id()).put("name", user.name()).put("username", user.name());
        if (asked.asksForUser("created_at")) {
            json.put("created_at", "2015-01-01T00:00:00.000Z");
        }
        return json;
    }

    private ObjectNode tweet(Shown shown, XQuery asked, XPosts posts, XMedia media) {
        Post post = shown.post();
        boolean isLong = XText.length(post.text()) > LENGTH;
        ObjectNode json = object().put("id", shown.id()).put("text", isLong ? told(post).substring(0, LENGTH - 1) + "…" : told(post));
        if (isLong && (asked.asksFor("note_post") || asked.asksFor("note_tweet"))) {
            json.putObject(asked.oldWords() ? "note_tweet" : "note_post").put("text", told(post));
        }
        shown.versions().forEach(json.putArray(asked.oldWords() ? "edit_history_tweet_ids" : "edit_history_post_ids")::add);
        if (asked.expands("author_id") || asked.asksFor("author_id")) {
            json.put("author_id", posts.user(post.account()).id());
        }
        if (asked.asksFor("created_at")) {
            json.put("created_at", time(shown.at()));
        }
        if (asked.asksFor("conversation_id")) {
            json.put("conversation_id", posts.conversation(post));
        }
        if (asked.asksFor("lang")) {
            json.put("lang", "en");
        }
        if (asked.asksFor("display_text_range")) {
            int from = XPosts.prefix(post).length();
            json.putArray("display_text_range").add(from).add(from + post.text().codePointCount(0, post.text().length()));
        }
        if (asked.asksFor("edit_controls")) {
            json.putObject("edit_controls").put("is_edit_eligible", posts.editable(shown))
                    .put("editable_until", time(post.createdAt().plus(XPosts.EDITABLE)))
                    .put("edits_remaining", XPosts.EDITS + 1 - shown.versions().size());
        }
        if (asked.asksFor("entities")) {
            entities(json, post, posts);
        }
        if (asked.asksForMedia()) {
            var keys = json.putObject("attachments").putArray("media_keys");
            XPosts.listed(post, "media").stream().flatMap(id -> media.find(id).stream()).forEach(file -> keys.add(file.key()));
        }
        reference(json, post, asked);
        if (post.details().containsKey("odd")) {
            json.put("created_at", 5).putObject("text").put("hologram", "yes");
        }
        return json;
    }

    /** The text as clients get it: with the address of its files behind it. */
    private static String told(Post post) {
        String files = file(post).map(address -> " " + address).orElse("");
        return XText.told(XPosts.whole(post) + files, addresses(post));
    }

    private static List<XText.Address> addresses(Post post) {
        return XText.addresses(post.text() + file(post).map(address -> " " + address).orElse(""), post.id());
    }

    private static Optional<String> file(Post post) {
        return XPosts.listed(post, "media").isEmpty()
                ? Optional.empty()
                : Optional.of("https://x.com/" + post.account() + "/status/" + post.id() + "/photo/1");
    }

    private void entities(ObjectNode json, Post post, XPosts posts) {
        ObjectNode entities = object();
        var addresses = addresses(post);
        String text = XPosts.whole(post);
        if (!addresses.isEmpty()) {
            var urls = entities.putArray("urls");
            addresses.forEach(each -> urls.addObject().put("start", 0).put("end", 23).put("url", each.shortened())
                    .put("expanded_url", each.expanded()).put("display_url", each.expanded().replaceFirst("https?://", "")));
        }
        List<User> mentioned = posts.mentioned(post);
        if (!mentioned.isEmpty()) {
            var mentions = entities.putArray("mentions");
            mentioned.forEach(user -> mentions.addObject().put("start", text.indexOf("@" + user.name()))
                    .put("end", text.indexOf("@" + user.name()) + user.name().length() + 1)
                    .put("username", user.name()).put("id", user.id()));
        }
        if (!entities.isEmpty()) {
            json.set("entities", entities);
        }
    }

    private static void reference(ObjectNode json, Post post, XQuery asked) {
        boolean wanted = asked.expands("referenced_posts") || asked.expands("referenced_tweets.id") || asked.asksFor("referenced_tweets");
        String quoted = post.details().getOrDefault("quoted", "");
        Optional<String> answered = XPosts.answered(post);
        if (!wanted || (answered.isEmpty() && quoted.isEmpty())) {
            return;
        }
        var list = json.putArray(asked.oldWords() ? "referenced_tweets" : "referenced_posts");
        answered.ifPresent(id -> list.addObject().put("type", "replied_to").put("id", id));
        if (!quoted.isEmpty()) {
            list.addObject().put("type", "quoted").put("id", quoted);
        }
    }

    /** A post in the words of the X Activity API, which are those of the pages. */
    ObjectNode activity(String uuid, String eventType, User whom, Shown shown, XPosts posts) {
        Post post = shown.post();
        ObjectNode answer = object();
        ObjectNode data = answer.putObject("data").put("event_uuid", uuid).put("event_type", eventType).put("tag", "sandbox");
        data.putObject("filter").put("user_id", whom.id());
        ObjectNode payload = data.putObject("payload").put("id", shown.id()).put("author_id", posts.user(post.account()).id());
        if (!eventType.equals("post.delete")) {
            payload.put("text", told(post)).put("created_at", time(shown.at()))
                    .put("conversation_id", posts.conversation(post)).put("lang", "en");
            shown.versions().forEach(payload.putArray("edit_history_tweet_ids")::add);
            int from = XPosts.prefix(post).length();
            payload.putArray("display_text_range").add(from).add(from + post.text().codePointCount(0, post.text().length()));
            entities(payload, post, posts);
            XPosts.answered(post).ifPresent(
                    id -> payload.putArray("referenced_tweets").addObject().put("type", "replied_to").put("id", id));
        }
        User author = posts.user(post.account());
        data.putObject("includes").putArray("users").addObject().put("id", author.id()).put("name", author.name())
                .put("username", author.name());
        return answer;
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Optional.ofNullable(object.path(name).textValue());
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Invalid Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Status " + status;
        };
    }
}
