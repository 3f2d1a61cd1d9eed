package org.dialoguehub.twitter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.HttpRefusal;
import org.dialoguehub.toolkit.HttpRequest;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;
import org.dialoguehub.twitter.TwitterJson.Draft;
import org.dialoguehub.twitter.TwitterJson.Includes;
import org.dialoguehub.twitter.TwitterJson.Page;
import org.dialoguehub.twitter.TwitterJson.Tweet;
import org.dialoguehub.twitter.TwitterJson.Upload;
import org.dialoguehub.twitter.TwitterJson.User;

/**
 * The calls of X's API v2 that we make, by the description 2.167. Knows nothing of our model.
 *
 * @param meter is told what they cost, and what is left
 */
record TwitterApi(Http http, TwitterMeter meter) {
    static final int PAGE = 100;

    private static final int GONE = 404;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration WITHOUT_CREDIT = Duration.ofHours(1);

    /** The same for an account. */
    TwitterApi bearing(Secret token) {
        return new TwitterApi(http.bearing(token), meter);
    }

    User me() throws ConnectorException {
        User user = http.get("/2/users/me").read(json -> User.read(json.object("data")));
        meter.read(List.of("user " + user.id()), TwitterPrice.READING_A_USER);
        return user;
    }

    /** Posts of a user after an id, newest first. */
    Page timeline(String user, long since, Optional<String> page) throws ConnectorException {
        return page("own posts", http.get("/2/users/{id}/tweets", user), since, page);
    }

    /** Posts that mention a user, after an id, newest first. */
    Page mentions(String user, long since, Optional<String> page) throws ConnectorException {
        return page("mentions", http.get("/2/users/{id}/mentions", user), since, page);
    }

    /** Posts of the last seven days, newest first. */
    Page search(String query, long since, Optional<String> page) throws ConnectorException {
        return page("searches", http.get("/2/tweets/search/recent").query("query", query), since, page);
    }

    /** A post with what it refers to; empty if there is none any more. */
    Optional<Found> post(String id) throws ConnectorException {
        Optional<Found> found = whole(http.get("/2/tweets/{id}", id)).orElse(GONE).read(json -> json.has("data")
                ? Optional.of(new Found(Tweet.read(json.object("data")), Includes.read(json)))
                : gone(json));
        meter.read(found.map(it -> it.tweet().id()).stream().toList(), TwitterPrice.READING);
        return found;
    }

    record Found(Tweet tweet, Includes includes) {}

    /** The id of the new post. */
    String create(Draft draft) throws ConnectorException {
        return sending("posts", http.post("/2/tweets")).json(draft.json()).read(json -> TwitterJson.id(json.object("data"), "id"));
    }

    void delete(String id) throws ConnectorException {
        sending("deletions", http.delete("/2/tweets/{id}", id)).orElse(GONE).send();
    }

    Upload initialize(String mediaType, String category, long size) throws ConnectorException {
        Json asked = Json.object().with("media_type", mediaType).with("media_category", category).with("total_bytes", size);
        return http.post("/2/media/upload/initialize").json(asked).read(Upload::read);
    }

    void append(String id, int segment, byte[] bytes) throws ConnectorException {
        Json asked = Json.object().with("media", Base64.getEncoder().encodeToString(bytes)).with("segment_index", segment);
        http.post("/2/media/upload/{id}/append", id).json(asked).send();
    }

    Upload finish(String id) throws ConnectorException {
        return http.post("/2/media/upload/{id}/finalize", id).read(Upload::read);
    }

    Upload status(String id) throws ConnectorException {
        return http.get("/2/media/upload").query("media_id", id).query("command", "STATUS").read(Upload::read);
    }

    /** Gives a file a text for those who cannot see it. */
    void describe(String id, String text) throws ConnectorException {
        Json metadata = Json.object().with("alt_text", Json.object().with("text", text));
        http.post("/2/media/metadata").json(Json.object().with("id", id).with("metadata", metadata)).send();
        meter.described();
    }

    private HttpRequest sending(String what, HttpRequest request) {
        return request.noticing(header -> meter.headers(what, Covers.SENDING, header));
    }

    private Page page(String what, HttpRequest request, long since, Optional<String> page) throws ConnectorException {
        Page read = whole(request)
                .noticing(header -> meter.headers(what, Covers.READING, header))
                .query("max_results", Integer.toString(PAGE))
                .query("since_id", Long.toString(since))
                .query("pagination_token", page)
                .read(Page::read);
        meter.read(read.posts().stream().map(TwitterApi::name).toList(), TwitterPrice.READING);
        return read;
    }

    /** What is odd costs as much. */
    private static String name(Json post) {
        try {
            return TwitterJson.id(post, "id");
        } catch (JsonException odd) {
            return post.written();
        }
    }

    private static HttpRequest whole(HttpRequest request) {
        return request
                .query("post.fields", "conversation_id,created_at,display_text_range,edit_controls,entities,lang,note_post")
                .query("expansions", "author_id,referenced_posts")
                .query("user.fields", "name,username");
    }

    private static Optional<Found> gone(Json json) {
        if (json.has("errors") || json.has("title")) {
            return Optional.empty();
        }
        throw new JsonException("'data' is missing; a post was promised");
    }

    /** What X means by its refusals, where that is something else than usual. */
    static Optional<Failure> meaning(HttpRefusal refusal, InstantSource clock) {
        return switch (refusal.status()) {
            case 402 -> Optional.of(new Failure.Throttled(
                    clock.instant().plus(WITHOUT_CREDIT), refusal.reason() + " (buy credits in the Developer Console of X)"));
            case 403 -> forbidden(said(refusal).toLowerCase(Locale.ROOT));
            case 429 -> refusal.header().apply("x-rate-limit-reset").filter(seconds -> seconds.matches("[0-9]{1,11}"))
                    .map(seconds -> new Failure.Throttled(
                            until(Long.parseLong(seconds), refusal.header(), clock.instant()), refusal.reason()));
            default -> Optional.empty();
        };
    }

    private static Optional<Failure> forbidden(String said) {
        if (said.contains("duplicate")) {
            return Optional.of(new Failure.Duplicate("X says that the account has posted this text already"));
        }
        if (said.contains("reply to this conversation is not allowed")) {
            return Optional.of(new Failure.Rejected(TwitterSession.NOT_SUMMONED));
        }
        return Optional.empty();
    }

    private static String said(HttpRefusal refusal) {
        try {
            return refusal.body().flatMap(body -> body.optionalText("detail")).orElse("");
        } catch (JsonException other) {
            return "";
        }
    }

    /** By our clock: X's own is told by the Date of its answer. */
    static Instant until(long reset, Function<String, Optional<String>> header, Instant now) {
        Instant theirs = header.apply("Date").flatMap(TwitterApi::date).orElse(now);
        Duration wait = Duration.between(theirs, Instant.ofEpochSecond(reset));
        return now.plus(wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (java.time.DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
