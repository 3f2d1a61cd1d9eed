package org.dialoguehub.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dialoguehub.sandbox.XPosts.Shown;

/**
 * X, as its description of August 2026 (openapi.json 2.167) and its pages have it: posts, answers, mentions, edits, media, rate windows, OAuth 2.0 and
 * webhooks of the X Activity API. Users are known by their name (handle); one that is named is there.
 *
 * <p>Requests may use the words of the description ({@code post.fields}, {@code referenced_posts}) or those of the pages ({@code tweet.fields}, {@code
 * referenced_tweets.id}); answers use the same words as the request.
 *
 * <pre>{@code
 * try (var x = XSimulation.start(clock)) {
 *     var token = x.network().tokens().issue("swimclub");
 *     x.mention("ben", "swimclub", "When does the pool open?");
 *     // … let a client answer at x.network().uri() …
 * }
 * }</pre>
 */
public final class XSimulation implements AutoCloseable {
    /** Consumer key and secret of the one app there is; webhooks are signed with the secret. */
    public static final String CLIENT = "swimclub-app";

    public static final String CLIENT_SECRET = "sandbox-client-secret";
    public static final String CONSUMER_SECRET = "sandbox-consumer-secret";

    private static final Duration WINDOW = Duration.ofMinutes(15);

    /**
     * How strict it is.
     *
     * @param sameTextWithin how long an account may not say the same again
     * @param selfServe whether one may answer only who has mentioned or quoted one (since 23 February 2026)
     */
    public record Options(Duration sameTextWithin, boolean selfServe) {
        /** A self-serve app; half a day between equal posts, as X does not say how long. */
        public static Options standard() {
            return new Options(Duration.ofHours(12), true);
        }
    }

    private final Options options;
    private final SandboxClock clock;
    private final Tokens tokens;
    private final OAuthServer oauth;
    private final XPosts posts;
    private final XMedia media;
    private final XWebhooks webhooks;
    private final XJson json = new XJson();
    private final Map<String, Quota> quotas = new LinkedHashMap<>();
    private final NetworkSimulation network;

    private XSimulation(SandboxClock clock, Options options) {
        this.options = options;
        this.clock = clock;
        this.tokens = new Tokens(clock);
        this.oauth = new OAuthServer(clock, tokens, OAuthServer.Options.standard())
                .client(CLIENT, Optional.of(CLIENT_SECRET), URI.create("http://127.0.0.1:8765/signed-in"));
        this.posts = new XPosts(clock);
        this.media = new XMedia(clock);
        this.webhooks = new XWebhooks(posts, CONSUMER_SECRET);
        this.network =
                NetworkSimulation.named("x", clock).tokens(tokens).posts(posts.posts()).wording(answer -> XJson.worded(answer, clock))
                        .start(this::routes);
    }

    public static XSimulation start(SandboxClock clock) {
        return start(clock, Options.standard());
    }

    public static XSimulation start(SandboxClock clock, Options options) {
        return new XSimulation(clock, options);
    }

    /** Its address, faults, journal, tokens and posts; a post is known there by the id of its first version. */
    public NetworkSimulation network() {
        return network;
    }

    /** How accounts let the app in. */
    public OAuthServer oauth() {
        return oauth;
    }

    /** The id of a user. */
    public String user(String name) {
        return posts.user(name).id();
    }

    /** Somebody posts something that mentions an account, as the words before it: people see the text alone. */
    public Post mention(String by, String whom, String text) {
        Post post = posts.create(by, text, Map.of("prefix", "@" + whom + " ", "gone", posts.nextId()), Optional.empty());
        webhooks.happened("post.mention.create", posts.user(whom), post);
        return post;
    }

    /** Somebody posts something, which may hold @names. */
    public Post say(String by, String text) {
        return posts.create(by, text, Map.of(), Optional.empty());
    }

    /** Somebody answers a post, whose author is mentioned thereby. */
    public Post reply(String by, String id, String text) {
        Post parent = posts.first(id).orElseThrow();
        Post post = posts.create(by, text, Map.of("prefix", posts.prefix(by, parent)), Optional.of(parent.id()));
        webhooks.happened("post.reply.create", posts.user(parent.account()), post);
        return post;
    }

    /** Somebody answers a post, and takes the author's name out. */
    public Post replyWithoutMention(String by, String id, String text) {
        return posts.create(by, text, Map.of(), Optional.of(posts.first(id).orElseThrow().id()));
    }

    /** Somebody quotes a post. */
    public Post quote(String by, String id, String text) {
        return posts.create(by, text, Map.of("quoted", id), Optional.empty());
    }

    /** Somebody mentions an account in a post of a kind that no client has met yet. */
    public Post sayOddly(String by, String whom) {
        return posts.create(by, "?", Map.of("prefix", "@" + whom + " ", "odd", "yes"), Optional.empty());
    }

    /** An uploaded file. */
    public Optional<XMedia.Upload> media(String id) {
        return media.find(id);
    }

    /** The files of a post. */
    public List<XMedia.Upload> mediaOf(Post post) {
        return XPosts.listed(post, "media").stream().flatMap(id -> media.find(id).stream()).toList();
    }

    /** What a webhook would be told of a post: event types as in the X Activity API. */
    public XWebhooks.Told telling(String eventType, String whom, String id) {
        return webhooks.telling(eventType, posts.user(whom), posts.first(id).orElseThrow());
    }

    /** The same for any body. */
    public XWebhooks.Told telling(String body) {
        return webhooks.signed(body);
    }

    @Override
    public void close() {
        network.close();
        webhooks.close();
    }

    private void routes(RoutesConfig routes) {
        oauth.addTo(routes, "/2/oauth2/authorize", "/2/oauth2/token", "/2/oauth2/revoke");
        routes.get("/2/users/me", limited("GET me", 75, this::me));
        routes.get("/2/users/{id}/tweets", limited("GET timeline", 900, (context, user) -> timeline(context, 3_200, false)));
        routes.get("/2/users/{id}/mentions", limited("GET mentions", 300, (context, user) -> timeline(context, 800, true)));
        routes.get("/2/tweets/search/recent", limited("GET search", 300, this::search));
        routes.get("/2/tweets/{id}", limited("GET tweet", 900, this::one));
        routes.post("/2/tweets", limited("POST tweet", 100, this::create));
        routes.delete("/2/tweets/{id}", limited("DELETE tweet", 50, this::delete));
        routes.post("/2/media/upload/initialize", limited("initialize", 1_875, media::initialize));
        routes.post("/2/media/upload/{id}/append", limited("append", 1_875, media::append));
        routes.post("/2/media/upload/{id}/finalize", limited("finalize", 1_875, media::finish));
        routes.get("/2/media/upload", limited("GET upload", 1_000, media::status));
        routes.post("/2/media/metadata", limited("metadata", 500, media::describe));
        routes.post("/2/webhooks", limited("POST webhook", 450, webhooks::register));
        routes.post("/2/activity/subscriptions", limited("POST subscription", 500, webhooks::subscribe));
    }

    /** A handler for those with a token, each of whom may call it so often in a quarter of an hour. */
    private Handler limited(String name, int most, Call call) {
        quotas.put(name, new Quota(clock, most, WINDOW));
        return context -> {
            String account =
                    Tokens.bearer(context).flatMap(tokens::account).orElseThrow(() -> XJson.problem(401, "Unauthorized").refusal());
            Quota.Use use = quotas.getOrDefault(name, new Quota(clock, most, WINDOW)).take(account);
            context.header("x-rate-limit-limit", Integer.toString(use.limit()));
            context.header("x-rate-limit-remaining", Integer.toString(use.remaining()));
            context.header("x-rate-limit-reset", Long.toString(clock.instant().plus(use.resetsIn()).plusMillis(999).getEpochSecond()));
            if (!use.granted()) {
                throw XJson.problem(429, "Too Many Requests").refusal();
            }
            call.handle(context, posts.user(account));
        };
    }

    private void me(Context context, XPosts.User user) {
        var asked = XQuery.of(context, Set.of("user.fields", "expansions", "post.fields", "tweet.fields"));
        ObjectNode answer = json.object();
        answer.set("data", json.user(user, asked));
        json.send(context, 200, answer);
    }

    private void timeline(Context context, int most, boolean mentions) {
        var asked = XQuery.of(context, XQuery.TIMELINE);
        String id = context.pathParam("id");
        Predicate<Post> wanted = mentions
                ? post -> posts.mentioned(post).stream().anyMatch(user -> user.id().equals(id))
                : post -> posts.user(post.account()).id().equals(id);
        json.send(context, 200, page(asked, wanted, most, 5));
    }

    private void search(Context context, XPosts.User user) {
        var asked = XQuery.of(context, XQuery.SEARCH);
        var since = clock.instant().minus(Duration.ofDays(7));
        Predicate<Post> recent = post -> post.createdAt().isAfter(since);
        json.send(context, 200, page(asked, recent.and(asked.search(posts)), Integer.MAX_VALUE, 10));
    }

    private ObjectNode page(XQuery asked, Predicate<Post> wanted, int most, int least) {
        List<Shown> all = posts.visible().stream()
                .filter(shown -> wanted.test(shown.post()))
                .sorted(Comparator.comparingLong(Shown::number).reversed())
                .limit(most)
                .filter(asked::within)
                .toList();
        int size = Math.min(all.size(), asked.number("max_results", 10, least, 100));
        return json.page(new ArrayList<>(all.subList(0, size)), size < all.size(), asked, posts, media);
    }

    private void one(Context context, XPosts.User user) {
        var asked = XQuery.of(context, XQuery.LOOKUP);
        String id = context.pathParam("id");
        Optional<Shown> found = posts.visible().stream().filter(shown -> shown.versions().contains(id)).findFirst();
        json.send(context, 200, found.map(shown -> json.one(shown, asked, posts, media)).orElseGet(() -> json.notFound(id)));
    }

    private void create(Context context, XPosts.User user) {
        var asked = json.asked(context);
        media.require(asked.media(), user);
        Post post = asked.edits().isPresent() ? edited(asked, user) : created(asked, user);
        json.send(context, 201, json.created(posts.shown(post)));
    }

    private Post created(XJson.Asked asked, XPosts.User user) {
        Optional<Post> parent = asked.answers().map(id -> posts.first(id).filter(post -> !post.deleted())
                .orElseThrow(() -> forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.")));
        if (options.selfServe && parent.isPresent() && !posts.summons(parent.get(), user)) {
            throw forbidden(
                    "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author"
                            + " of the post you are replying to.");
        }
        var details = new LinkedHashMap<String, String>();
        parent.ifPresent(it -> details.put("prefix", posts.prefix(user.name(), it)));
        details.put("media", String.join(",", asked.media()));
        return posts.createUnlessSaid(user.name(), asked.text(), details, parent.map(Post::id), options.sameTextWithin)
                .map(post -> {
                    parent.ifPresent(it -> webhooks.happened("post.reply.create", posts.user(it.account()), post));
                    return post;
                })
                .orElseThrow(() -> forbidden("You are not allowed to create a Tweet with duplicate content."));
    }

    private Post edited(XJson.Asked asked, XPosts.User user) {
        String previous = asked.edits().orElseThrow();
        Post post = own(previous, user);
        Shown shown = posts.shown(post);
        if (!shown.id().equals(previous) || !posts.editable(shown)) {
            throw forbidden(
                    "This Tweet cannot be edited: it is not the latest version, is older than 30 minutes or has been edited 5 times.");
        }
        return posts.edit(post, asked.text());
    }

    private void delete(Context context, XPosts.User user) {
        XQuery.of(context, Set.of());
        posts.posts().delete(own(context.pathParam("id"), user).id());
        ObjectNode answer = json.object();
        answer.putObject("data").put("deleted", true);
        json.send(context, 200, answer);
    }

    private Post own(String id, XPosts.User user) {
        Post post = posts.first(id).filter(it -> !it.deleted())
                .orElseThrow(() -> XJson.problem(404, "Could not find tweet with id: [" + id + "].").refusal());
        if (!post.account().equals(user.name())) {
            throw forbidden("You are not authorized to perform this action on this Tweet.");
        }
        return post;
    }

    private static Refusal forbidden(String detail) {
        return XJson.problem(403, detail).refusal();
    }

    @FunctionalInterface
    interface Call {
        void handle(Context context, XPosts.User user);
    }
}
