package org.dialoguehub.facebook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Budget;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.facebook.FacebookJson.Draft;
import org.dialoguehub.facebook.FacebookJson.Listing;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.toolkit.HookSignature;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.HttpRequest;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.OAuthAccess;

/** Paths, fields, codes and paging of the Graph API; nothing of our model. Asks nothing while the quota is spent, as that would cost more of it. */
final class FacebookApi {
    private static final String COMMENT = "id,from{id,name},message,created_time,parent{id},attachment,permalink_url,is_private";
    private static final String POST =
            "id,from{id,name},message,story,created_time,permalink_url,attachments{media_type,type,title,url,media}";
    private static final int COMMENTS_AT_ONCE = 50;
    private static final int POSTS_AT_ONCE = 100;
    private static final Failure GONE = new Failure.Rejected("It is gone");

    private final Http http;
    private final OAuthAccess access;
    private final Secret appSecret;
    private final FacebookErrors errors;
    private final String version;
    private final Budget budget;
    private volatile Instant rest = Instant.MIN;

    /** @param errors knows the Page, too */
    FacebookApi(Http http, OAuthAccess access, Secret appSecret, FacebookErrors errors, String version, Budget budget) {
        this.http = http;
        this.access = access;
        this.appSecret = appSecret;
        this.errors = errors;
        this.version = version;
        this.budget = budget;
    }

    String page() {
        return errors.page();
    }

    FacebookErrors errors() {
        return errors;
    }

    /** The name of the Page. */
    String name() throws ConnectorException {
        return ask("GET", "/{version}/{page}", page(), request -> request.query("fields", "id,name"), json -> json.text("name"));
    }

    /**
     * What is on the Page, newest first, each with the first of its comments, oldest first.
     *
     * @param since of posts
     * @param commentsSince of their comments, on all levels
     */
    Listing feed(Instant since, Instant commentsSince, Optional<String> after, int limit) throws ConnectorException {
        String comments = ",comments.filter(stream).order(chronological).since(" + commentsSince.getEpochSecond() + ").limit("
                + COMMENTS_AT_ONCE + "){" + COMMENT + "}";
        return listing("/{version}/{page}/feed", page(), after, request -> request
                .query("fields", POST + comments).query("since", seconds(since)).query("limit", Integer.toString(limit)));
    }

    /** The comments of a post on all levels, or the replies to a comment; oldest first. */
    Listing comments(String id, Instant since, Optional<String> after) throws ConnectorException {
        return listing("/{version}/{id}/comments", id, after, request -> request
                .query("filter", "stream").query("order", "chronological").query("fields", COMMENT)
                .query("since", seconds(since)).query("limit", Integer.toString(COMMENTS_AT_ONCE)));
    }

    /** What the Page itself has posted, newest first. */
    Listing posts(Instant since, Optional<String> after) throws ConnectorException {
        return listing("/{version}/{page}/posts", page(), after, request -> request
                .query("fields", POST).query("since", seconds(since)).query("limit", Integer.toString(POSTS_AT_ONCE)));
    }

    /** The comment above a reply. */
    Optional<String> parent(String comment) throws ConnectorException {
        return ask("GET", "/{version}/{id}", comment, request -> request.query("fields", "id,parent{id}"),
                json -> json.optionalObject("parent").map(it -> FacebookJson.word(it, "id")));
    }

    /** Uploads a picture that nobody can see until it is attached to something. */
    String upload(Attachment picture, Blobs blobs) throws ConnectorException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("published", "false");
        picture.description().filter(it -> !it.isBlank()).ifPresent(it -> form.put("alt_text_custom", it));
        return ask("POST", "/{version}/{page}/photos", page(), request -> request
                .file(form, "source", picture.name(), picture.mediaType(), picture.size(), () -> blobs.open(picture.content())),
                FacebookApi::id);
    }

    String publish(Draft draft, List<String> photos) throws ConnectorException {
        return ask("POST", "/{version}/{page}/feed", page(), request -> request.form(draft.post(photos)), FacebookApi::id);
    }

    String answer(String on, Draft draft, List<String> photos) throws ConnectorException {
        return ask("POST", "/{version}/{id}/comments", on, request -> request.form(draft.comment(photos)), FacebookApi::id);
    }

    void edit(String id, String message) throws ConnectorException {
        ask("POST", "/{version}/{id}", id, request -> request.form(Map.of("message", message)), FacebookApi::success);
    }

    void delete(String id) throws ConnectorException {
        askUnlessGone("/{version}/{id}", id);
    }

    void like(String id) throws ConnectorException {
        ask("POST", "/{version}/{id}/likes", id, request -> request, FacebookApi::success);
    }

    void unlike(String id) throws ConnectorException {
        askUnlessGone("/{version}/{id}/likes", id);
    }

    void close() {
        http.close();
    }

    private void askUnlessGone(String path, String id) throws ConnectorException {
        try {
            ask("DELETE", path, id, request -> request, FacebookApi::success);
        } catch (ConnectorException failed) {
            if (!failed.failure().equals(GONE)) {
                throw failed;
            }
        }
    }

    /** A cursor whose place is gone is a matter of the moment: the next reading begins anew. */
    private Listing listing(String path, String id, Optional<String> after, UnaryOperator<HttpRequest> parameters)
            throws ConnectorException {
        try {
            return ask("GET", path, id, request -> parameters.apply(request).query("after", after), Listing::read);
        } catch (ConnectorException failed) {
            if (after.isPresent() && failed.failure() instanceof Failure.Rejected gone) {
                throw new ConnectorException(new Failure.Unreachable("A page was gone while it was read: " + gone.reason()), failed);
            }
            throw failed;
        }
    }

    /** Sends one request, and reads the answer, in which there may be an error although it says success. */
    <T> T ask(String method, String path, String id, UnaryOperator<HttpRequest> parameters, Function<Json, T> reader)
            throws ConnectorException {
        return ask(http.meaning(method.equals("DELETE")
                ? refusal -> FacebookErrors.isGone(refusal) ? Optional.of(GONE) : errors.of(refusal)
                : errors), method, path, id, parameters, reader);
    }

    /**
     * The same at another address of Facebook's.
     *
     * @param mindful knows what Facebook means by its refusals
     */
    <T> T ask(Http mindful, String method, String path, String id, UnaryOperator<HttpRequest> parameters, Function<Json, T> reader)
            throws ConnectorException {
        requireRested();
        boolean read = method.equals("GET");
        return access.with(token -> {
            HttpRequest request = parameters.apply(mindful.bearing(token).request(method, path, version, id))
                    .query("appsecret_proof", proof(token, appSecret)).noticing(this::notice);
            Answered<T> answered = request.read(json -> json.has("error")
                    ? new Answered<>(Optional.empty(), Optional.of(errors.within(json, read)))
                    : new Answered<>(Optional.of(reader.apply(json)), Optional.empty()));
            if (answered.failure.isPresent()) {
                throw new ConnectorException(answered.failure.get());
            }
            return answered.value.orElseThrow();
        });
    }

    private record Answered<T>(Optional<T> value, Optional<Failure> failure) {}

    private void requireRested() throws ConnectorException {
        Instant until = rest;
        if (errors.clock().instant().isBefore(until)) {
            throw new ConnectorException(new Failure.Throttled(until, "The quota of Page " + page() + " is spent"));
        }
    }

    private void notice(Function<String, Optional<String>> headers) {
        FacebookUsage usage = FacebookUsage.read(headers, page());
        Instant now = errors.clock().instant();
        usage.left(now).ifPresent(budget::left);
        if (usage.spent()) {
            rest = now.plus(usage.rest());
        }
    }

    /** Proves that a token is used by the app that it was given to: its HMAC under the secret of the app. */
    static String proof(Secret token, Secret appSecret) {
        return HookSignature.hex("").answer(appSecret, token.reveal());
    }

    private static String id(Json json) {
        return FacebookJson.optionalWord(json, "post_id").orElseGet(() -> FacebookJson.word(json, "id"));
    }

    /** Some answers say {@code {"success":true}}, older ones {@code true}. */
    static boolean success(Json json) {
        return !json.has("success") || json.yes("success");
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }
}
