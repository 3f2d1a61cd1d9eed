package org.dialoguehub.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * LinkedIn as one organization with a Page sees it, and as its members do: posts with cards and images, comments with replies, reactions, tokens,
 * daily quotas without headers, notifications and webhooks. Written from LinkedIn's pages on learn.microsoft.com (Posts, Comments, Reactions, Images,
 * Organization Social Action Notifications, webhook validation, rate limits); where these are silent, {@code README.md} says what is guessed. Posts of
 * others are those that mention the organization, as it sees no others.
 */
public final class LinkedInSimulation implements AutoCloseable {
    /** The number of the organization. */
    public static final String ORGANIZATION_ID = "2414183";
    /** The organization, and the name of its account in {@link Posts}. */
    public static final String ORGANIZATION = LinkedInUrns.ORGANIZATION;
    /** The client id of the app. */
    public static final String APP = LinkedInAccess.APP;
    /** The client secret of the app. */
    public static final String SECRET = LinkedInAccess.SECRET;

    /**
     * How strict it is.
     *
     * @param ofTheApp calls that the app has each day (UTC)
     * @param ofAMember calls that each member has of these
     * @param sameTextWithin how long the same may not be posted again
     * @param refreshTokens whether the app is one of the partners that get refresh tokens
     * @param oldestVersion the oldest version that is not sunset yet, YYYYMM
     * @param managers members who administer the Page
     * @param tellsAtOnce whether webhooks go out by themselves after each request that changes something
     */
    public record Options(int ofTheApp, int ofAMember, Duration sameTextWithin, boolean refreshTokens, String oldestVersion,
            List<String> managers, boolean tellsAtOnce) {
        public Options {
            managers = List.copyOf(managers);
        }

        /** 100,000 calls, so that nobody meets a limit; no refresh tokens; anna manages the Page. */
        public static Options standard() {
            return new Options(100_000, 100_000, Duration.ofDays(1), false, "202510", List.of("anna"), false);
        }

        /** The development tier: 500 calls a day for the app, 100 for each member. */
        public Options inDevelopment() {
            return new Options(500, 100, sameTextWithin, refreshTokens, oldestVersion, managers, tellsAtOnce);
        }

        /** The same, giving refresh tokens. */
        public Options refreshing() {
            return new Options(ofTheApp, ofAMember, sameTextWithin, true, oldestVersion, managers, tellsAtOnce);
        }

        /** The same, telling by itself what happens. */
        public Options tellingAtOnce() {
            return new Options(ofTheApp, ofAMember, sameTextWithin, refreshTokens, oldestVersion, managers, true);
        }
    }

    private final Options options;
    private final Posts posts;
    private final LinkedInAccess access;
    private final LinkedInVideos videos;
    private final LinkedInPosts writing;
    private final LinkedInSocial social;
    private final LinkedInHooks hooks;
    private final NetworkSimulation network;

    private LinkedInSimulation(SandboxClock clock, Options options) {
        this.options = options;
        var tokens = new Tokens(clock);
        this.posts = new Posts(clock, LinkedInUrns::share);
        this.access = new LinkedInAccess(clock, tokens, options);
        this.videos = new LinkedInVideos(access);
        this.writing = new LinkedInPosts(posts, access, videos, options.sameTextWithin);
        this.social = new LinkedInSocial(posts, access);
        this.hooks = new LinkedInHooks(posts);
        this.network = NetworkSimulation.named("linkedin", clock).tokens(tokens).posts(posts).wording(LinkedInError::worded)
                .start(this::routes);
    }

    /** Runs it with the standard options. */
    public static LinkedInSimulation start(SandboxClock clock) {
        return start(clock, Options.standard());
    }

    /** Runs it. */
    public static LinkedInSimulation start(SandboxClock clock, Options options) {
        return new LinkedInSimulation(clock, options);
    }

    /** Its address, faults, journal, tokens and posts. */
    public NetworkSimulation network() {
        return network;
    }

    /** Where apps are told what happens. */
    public LinkedInHooks hooks() {
        return hooks;
    }

    /** A member opens the page and agrees: where the browser is sent then. */
    public URI agree(URI page, String account) {
        return access.server().agree(page, account);
    }

    /** A member opens the page and does not agree: where the browser is sent then. */
    public URI deny(URI page) {
        return access.server().deny(page);
    }

    /** How often a grant was renewed. */
    public int renewals() {
        return access.server().renewals();
    }

    /** A member takes back what was granted to anyone. */
    public void withdraw(String account) {
        access.server().withdraw(account);
    }

    /** A member loses the role on the Page. */
    public void dismiss(String account) {
        access.dismiss(account);
    }

    /** Somebody says something below a post or a comment; what it became. */
    public Post comment(String account, String on, String text) {
        return social.create(account, on, text);
    }

    /** Something that happened to the organization, which no client knows. */
    public Post somethingOdd() {
        return posts.create(new Post.Draft("stranger", "odd", Optional.empty(), Map.of(LinkedInHooks.ODD, "yes")));
    }

    /** The alternative texts of the images of a post, in their order. */
    public List<String> alternatives(String post) {
        return writing.alternatives(post);
    }

    /** The address of the card under a post. */
    public Optional<String> card(String post) {
        return shown(post, "article", "source");
    }

    /** The name of the picture on the card under a post. */
    public Optional<String> thumbnail(String post) {
        return shown(post, "article", "thumbnail");
    }

    /** The name of the one picture, or of the video, of a post. */
    public Optional<String> media(String post) {
        return shown(post, "media", "id");
    }

    /** What was uploaded as videos. */
    public LinkedInVideos videos() {
        return videos;
    }

    private Optional<String> shown(String post, String kind, String name) {
        return writing.content(social.found(post)).map(content -> content.path(kind).path(name).asText()).filter(it -> !it.isEmpty());
    }

    @Override
    public void close() {
        network.close();
    }

    private void routes(RoutesConfig routes) {
        access.addTo(routes);
        videos.addTo(routes);
        writing.addTo(routes);
        social.addTo(routes);
        routes.get("/v2/userinfo", this::member);
        routes.get("/rest/organizations/{id}", this::organization);
        routes.get("/rest/organizationalEntityNotifications", context -> hooks.list(context, access));
        routes.put("/rest/eventSubscriptions/{key}", this::subscribe);
        routes.post("/play", this::play);
        routes.after(context -> {
            if (options.tellsAtOnce && !context.method().name().equals("GET")) {
                Thread.ofVirtual().name("linkedin-hooks").start(hooks::deliver);
            }
        });
    }

    private void member(Context context) {
        String id = access.member(context).substring("urn:li:person:".length());
        LinkedInBody.send(context, 200, JsonNodeFactory.instance.objectNode().put("sub", id).put("name", id).put("locale", "en-US"));
    }

    private void organization(Context context) {
        access.mayRead(context, "urn:li:organization:" + context.pathParam("id"), "organizations.GET");
        LinkedInBody.send(context, 200, JsonNodeFactory.instance.objectNode().put("id", Long.parseLong(ORGANIZATION_ID))
                .put("localizedName", "Swimming Club").put("vanityName", "swimming-club"));
    }

    private void subscribe(Context context) {
        access.mayRead(context, ORGANIZATION, "eventSubscriptions.UPDATE");
        if (!hooks.register(URI.create(LinkedInBody.of(context).only("webhook").text("webhook")))) {
            throw LinkedInError.invalid("This URL did not pass the security challenge check").refusal();
        }
        context.status(204);
    }

    /** For who tries the sandbox by hand: somebody says something, or likes. No part of LinkedIn. */
    private void play(Context context) {
        String account = Optional.ofNullable(context.formParam("as")).orElse("ben");
        String text = Optional.ofNullable(context.formParam("message")).orElse("Hello");
        String on = Optional.ofNullable(context.formParam("on")).orElse("");
        if (context.formParam("like") != null) {
            posts.like(social.found(on).id(), account, "LIKE");
            return;
        }
        Post made = on.isEmpty() ? posts.create(Post.Draft.of(account, text)) : social.create(account, on, text);
        LinkedInBody.send(context, 200, JsonNodeFactory.instance.objectNode().put("id", made.id()));
    }
}
