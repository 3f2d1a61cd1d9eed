package org.dialoguehub.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Facebook Page behind the Graph API: posts with cards and photos, comments with replies, reactions, tokens and their ends, quotas, webhooks.
 * Written from Meta's pages for developers (Graph API, Pages API, webhooks, rate limits); where those are silent, {@code README.md} says what is
 * guessed. Posts without details are those of visitors.
 */
public final class FacebookSimulation implements AutoCloseable {
    /** The id of the Page, and the name of its account in {@link Posts}. */
    public static final String PAGE = FacebookAccess.PAGE;
    /** The id of the app. */
    public static final String APP = FacebookAccess.APP;
    /** The secret of the app. */
    public static final String SECRET = FacebookAccess.SECRET;

    private static final int OLDEST_VERSION = 21;

    /**
     * How strict it is.
     *
     * @param requests how many a Page, or a person, has in each window
     * @param sameTextWithin how long the Page may not post the same again
     * @param proofNeeded whether requests need {@code appsecret_proof}, as an app can demand
     * @param managers who may speak for the Page
     * @param humanAgent whether the app has the permission of that name
     * @param tellsAtOnce whether webhooks go out by themselves after each request that changes something
     */
    public record Options(
            int requests, Duration window, Duration sameTextWithin, boolean proofNeeded, List<String> managers, boolean humanAgent,
            boolean tellsAtOnce) {
        public Options {
            managers = List.copyOf(managers);
        }

        /** 4,800 requests in a day, as a Page with one engaged person has; no proof; anna manages it. */
        public static Options standard() {
            return new Options(4_800, Duration.ofDays(1), Duration.ofMinutes(10), false, List.of("anna"), false, false);
        }

        /** The same with another quota. */
        public Options withQuota(int most, Duration each) {
            return new Options(most, each, sameTextWithin, proofNeeded, managers, humanAgent, tellsAtOnce);
        }

        /** The same, demanding {@code appsecret_proof}. */
        public Options needingProof() {
            return new Options(requests, window, sameTextWithin, true, managers, humanAgent, tellsAtOnce);
        }

        /** The same, of an app whose people may answer for seven days. */
        public Options withHumanAgent() {
            return new Options(requests, window, sameTextWithin, proofNeeded, managers, true, tellsAtOnce);
        }

        /** The same, telling by itself what happens. */
        public Options tellingAtOnce() {
            return new Options(requests, window, sameTextWithin, proofNeeded, managers, humanAgent, true);
        }
    }

    private final Options options;
    private final Posts posts;
    private final Quota quota;
    private final FacebookAccess access;
    private final FacebookNodes nodes;
    private final FacebookMessages messages;
    private final FacebookHooks hooks;
    private final FacebookVideos videos;
    private final FacebookWriting writing;
    private final NetworkSimulation network;

    private FacebookSimulation(SandboxClock clock, Options options) {
        this.options = options;
        var tokens = new Tokens(clock, FacebookAccess::carried);
        this.posts = new Posts(clock, number -> PAGE + "_" + (FacebookWriting.FIRST_ID + number));
        this.quota = new Quota(clock, options.requests, options.window);
        this.access = new FacebookAccess(clock, tokens, options.managers, options.proofNeeded);
        this.nodes = new FacebookNodes(posts);
        this.messages = new FacebookMessages(clock, posts, nodes, this::asPage, options.humanAgent);
        this.hooks = new FacebookHooks(posts, messages);
        this.videos = new FacebookVideos(clock, posts);
        this.writing = new FacebookWriting(posts, nodes, this::asPage, options.sameTextWithin);
        this.network = NetworkSimulation.named("facebook", clock).tokens(tokens).posts(posts)
                .wording(plain -> FacebookError.worded(plain, PAGE)).start(this::routes);
    }

    /** Runs it with the standard options. */
    public static FacebookSimulation start(SandboxClock clock) {
        return start(clock, Options.standard());
    }

    /** Runs it. */
    public static FacebookSimulation start(SandboxClock clock, Options options) {
        return new FacebookSimulation(clock, options);
    }

    /** Its address, faults, journal, tokens and posts. */
    public NetworkSimulation network() {
        return network;
    }

    /** What people and the Page say to each other in private. */
    public FacebookMessages messages() {
        return messages;
    }

    /** What was uploaded as videos. */
    public FacebookVideos videos() {
        return videos;
    }

    /** Where apps are told what happens. */
    public FacebookHooks hooks() {
        return hooks;
    }

    /** A token of the Page that lasts, as a sign-in leaves it. */
    public String pageToken() {
        return access.pageToken();
    }

    /** A token of a person, good for two hours. */
    public String userToken(String account) {
        return access.userToken(account);
    }

    /** A person opens the page and agrees: where the browser is sent then. */
    public URI agree(URI page, String account) {
        return access.server().agree(page, account);
    }

    /** A person opens the page and does not agree: where the browser is sent then. */
    public URI deny(URI page) {
        return access.server().deny(page);
    }

    /** A person changes the password: all tokens that come from their sign-in are worthless. */
    public void withdraw(String account) {
        access.withdraw(account);
    }

    /** Somebody says something in answer to a post or a comment; what it became. */
    public Post comment(String account, String on, String text) {
        return writing.create(account, writing.found(on), text, Map.of());
    }

    /** Somebody shows a picture in answer to a post or a comment; what it became. */
    public Post comment(String account, String on, String text, byte[] picture) {
        String id = messages.keep("picture.png", "image/png", picture);
        URI source = network.uri().resolve("/cdn/" + id);
        nodes.photos().put(id, new FacebookNodes.Photo(id, "image/png", picture.length, Optional.empty(), Optional.of(source)));
        return writing.create(account, writing.found(on), text, Map.of(FacebookNodes.PHOTOS, id));
    }

    /** Somebody tags the Page in a post on a page of their own; what it became. */
    public Post tag(String account, String text) {
        var draft = new Post.Draft(account, text, Optional.empty(), Map.of(FacebookNodes.TAGS, PAGE));
        return posts.create(draft, number -> FacebookNodes.personId(account) + "_" + (FacebookWriting.FIRST_ID + number));
    }

    /** Something that a visitor did, which no client can make sense of. */
    public Post somethingOdd() {
        return posts.create(new Post.Draft("stranger", "odd", Optional.empty(), Map.of(FacebookNodes.ODD, "yes")));
    }

    /** The alternative text of each photo of a post, in their order. */
    public List<String> alternatives(String post) {
        return List.of(writing.found(post).details().getOrDefault(FacebookNodes.PHOTOS, "").split(",")).stream()
                .flatMap(id -> Optional.ofNullable(nodes.photos().get(id)).stream())
                .map(photo -> photo.alternative().orElse(""))
                .toList();
    }

    /** The link of the card under a post. */
    public Optional<String> link(String post) {
        return Optional.ofNullable(writing.found(post).details().get(FacebookNodes.LINK));
    }

    @Override
    public void close() {
        network.close();
    }

    private void routes(RoutesConfig routes) {
        routes.before(this::version);
        access.addTo(routes);
        messages.addTo(routes);
        for (String edge : List.of("feed", "posts", "published_posts", "visitor_posts", "tagged")) {
            routes.get("/{version}/{id}/" + edge, context -> feed(context, edge));
        }
        routes.get("/{version}/{id}/comments", context -> readable(context, (post, asked) -> nodes.comments(path(context), post, asked)));
        routes.get("/{version}/{id}/reactions", context -> readable(context, (post, asked) -> nodes.reactions(path(context), post, asked)));
        routes.get("/{version}/{id}/likes", context -> readable(context, (post, asked) -> nodes.reactions(path(context), post, asked)));
        routes.get("/{version}/{id}", this::read);
        routes.post("/{version}/{id}/feed", writing::publish);
        routes.post("/{version}/{id}/photos", writing::upload);
        routes.post("/{version}/{id}/comments", writing::answer);
        routes.post("/{version}/{id}/likes", context -> writing.react(context, true));
        routes.delete("/{version}/{id}/likes", context -> writing.react(context, false));
        routes.post("/{version}/{id}/subscribed_apps", FacebookSimulation::done);
        routes.post("/{version}/{id}/subscriptions", this::subscribe);
        routes.post("/{version}/{id}/videos", this::upload);
        routes.post("/{version}/{id}", context -> {
            if (videos.knows(context.pathParam("id"))) {
                asPage(context);
                videos.change(context);
            } else {
                writing.edit(context);
            }
        });
        routes.delete("/{version}/{id}", writing::delete);
        routes.post("/play", this::play);
        routes.after(context -> {
            if (options.tellsAtOnce && !context.method().name().equals("GET")) {
                Thread.ofVirtual().name("facebook-hooks").start(hooks::deliver);
            }
        });
    }

    private void version(Context context) {
        if (context.path().equals("/play") || context.path().startsWith("/cdn/")) {
            return;
        }
        String version = context.path().replaceAll("^/([^/]*).*", "$1");
        if (!version.matches("v[0-9]{1,3}\\.[0-9]")) {
            throw FacebookError.of(2500, "Unknown path components: " + context.path()).refusal();
        }
        if (Integer.parseInt(version.substring(1, version.indexOf('.'))) < OLDEST_VERSION) {
            throw FacebookError.of(2635, "You are calling a deprecated version of the Graph API. Please update to the latest version")
                    .refusal();
        }
        context.header("facebook-api-version", version);
    }

    /** Who asks, if they may; their quota is in the headers of each answer. */
    private String admitted(Context context) {
        String account = access.account(context);
        Quota.Use use = quota.take(account);
        int percent = use.limit() == 0 ? 100 : (use.limit() - use.remaining()) * 100 / use.limit();
        if (account.equals(PAGE)) {
            if (!use.granted()) {
                throw FacebookError.throttled(PAGE, (int) use.resetsIn().toSeconds()).refusal();
            }
            context.header("X-Business-Use-Case-Usage", FacebookError.usage(PAGE, Math.min(percent, 99), 0));
        } else if (!use.granted()) {
            throw FacebookError.of(17, "User request limit reached").refusal();
        }
        context.header("X-App-Usage", "{\"call_count\":%d,\"total_cputime\":1,\"total_time\":1}".formatted(Math.min(percent, 99)));
        return account;
    }

    private void feed(Context context, String edge) {
        String account = admitted(context);
        if (!isPage(context, account)) {
            throw FacebookError.gone(context.pathParam("id")).refusal();
        }
        List<Post> all = nodes.feed().stream().filter(post -> switch (edge) {
            case "posts", "published_posts" -> post.account().equals(PAGE);
            case "visitor_posts" -> !post.account().equals(PAGE);
            case "tagged" -> post.details().containsKey(FacebookNodes.TAGS);
            default -> true;
        }).toList();
        send(context, nodes.posts(path(context), all, parameters(context)));
    }

    private void read(Context context) {
        String account = admitted(context);
        String id = context.pathParam("id");
        List<FacebookFields> wanted = FacebookNodes.wanted(parameters(context));
        if (isPage(context, account)) {
            send(context,
                    FacebookNodes.written(wanted, List.of("name", "id"), "Page", (node, field) -> page(context, account, node, field)));
        } else if (id.equals("me")) {
            send(context, FacebookNodes.person(account));
        } else if (videos.knows(id)) {
            send(context, videos.node(id, wanted));
        } else if (posts.visible(id).filter(FacebookMessages::isMessage).isPresent()) {
            send(context, messages.node(context, writing.visible(id), wanted));
        } else {
            send(context, nodes.node(writing.visible(id), wanted));
        }
    }

    private boolean page(Context context, String account, ObjectNode node, FacebookFields field) {
        switch (field.name()) {
            case "id" -> node.put("id", PAGE);
            case "name" -> node.put("name", FacebookAccess.PAGE_NAME);
            case "link" -> node.put("link", "https://www.facebook.com/" + PAGE);
            case "access_token" -> access.tokenFor(context, account).ifPresent(token -> node.put("access_token", token));
            case "feed" -> node.set("feed", nodes.posts("/" + PAGE + "/feed", nodes.feed(), field.arguments()));
            default -> {
                return List.of("category", "about", "fan_count", "username").contains(field.name());
            }
        }
        return true;
    }

    private void upload(Context context) {
        asPage(context);
        if (!isPage(context, PAGE)) {
            throw FacebookError.gone(context.pathParam("id")).refusal();
        }
        videos.upload(context);
    }

    private void readable(Context context, Edge edge) {
        admitted(context);
        send(context, edge.json(writing.visible(context.pathParam("id")), parameters(context)));
    }

    private void subscribe(Context context) {
        if (!access.account(context).equals(APP)) {
            throw FacebookError.of(15, "This method must be called with an app access_token.").refusal();
        }
        Map<String, String> asked = parameters(context);
        if (!hooks.register(URI.create(asked.getOrDefault("callback_url", "")), asked.getOrDefault("verify_token", ""))) {
            throw FacebookError.of(2200, "Callback verification failed").refusal();
        }
        done(context);
    }

    /** For who tries the sandbox by hand: somebody says something, or likes. No part of Facebook. */
    private void play(Context context) {
        Map<String, String> asked = parameters(context);
        String account = asked.getOrDefault("as", "ben");
        Optional<Post> on = Optional.ofNullable(asked.get("on")).map(writing::found);
        if (asked.containsKey("like") && on.isPresent()) {
            posts.like(on.get().id(), account, asked.getOrDefault("like", "👍"));
        } else if (asked.containsKey("private")) {
            send(context, JsonNodeFactory.instance.objectNode().put("id", messages.say(account, asked.getOrDefault("private", "")).id()));
        } else {
            String text = asked.getOrDefault("message", "Hello");
            Post made = on.isPresent() ? writing.create(account, on.get(), text, Map.of()) : posts.create(Post.Draft.of(account, text));
            send(context, JsonNodeFactory.instance.objectNode().put("id", made.id()));
        }
    }

    static void done(Context context) {
        send(context, JsonNodeFactory.instance.objectNode().put("success", true));
    }

    private void asPage(Context context) {
        if (!admitted(context).equals(PAGE)) {
            throw FacebookError.of(200, "The permission(s) pages_manage_posts are not available: a Page access token is required")
                    .refusal();
        }
    }

    private boolean isPage(Context context, String account) {
        String id = context.pathParam("id");
        return id.equals(PAGE) || (id.equals("me") && account.equals(PAGE));
    }

    /** The parameters of a request, behind the question mark and in the form. */
    static Map<String, String> parameters(Context context) {
        var all = new LinkedHashMap<String, String>();
        context.queryParamMap().forEach((name, values) -> values.stream().findFirst().ifPresent(value -> all.put(name, value)));
        context.formParamMap().forEach((name, values) -> values.stream().findFirst().ifPresent(value -> all.put(name, value)));
        return all;
    }

    private String path(Context context) {
        return network.uri() + context.path();
    }

    static void send(Context context, ObjectNode json) {
        context.contentType("application/json; charset=UTF-8").result(json.toString());
    }

    @FunctionalInterface
    private interface Edge {
        ObjectNode json(Post post, Map<String, String> asked);
    }
}
