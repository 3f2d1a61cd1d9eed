package org.dialoguehub.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.model.Audience;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.sandbox.NetworkSimulation;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.XSimulation;

/** Facebook, X and LinkedIn, simulated on the loopback address, with a Page, an account and an organization of the club, and customers who are on them. */
final class Market implements AutoCloseable {
    private static final String CLUB_ON_X = "swimclub";
    private static final String VERIFY_TOKEN = "is-that-you";

    private final FacebookSimulation facebook;
    private final XSimulation x;
    private final LinkedInSimulation linkedIn;
    private final List<Stall> stalls;

    private Market(FacebookSimulation facebook, XSimulation x, LinkedInSimulation linkedIn) {
        this.facebook = facebook;
        this.x = x;
        this.linkedIn = linkedIn;
        this.stalls = List.of(
                new Stall("Facebook", "customers-facebook", facebook.network(), FacebookSimulation.PAGE),
                new Stall("X", "customers-x", x.network(), CLUB_ON_X),
                new Stall("LinkedIn", "customers-linkedin", linkedIn.network(), LinkedInSimulation.ORGANIZATION));
    }

    static Market start() {
        SandboxClock clock = SandboxClock.running();
        return new Market(FacebookSimulation.start(clock), XSimulation.start(clock), LinkedInSimulation.start(clock));
    }

    /**
     * The club's place on a network.
     *
     * @param account how the network calls the club
     */
    record Stall(String name, String channel, NetworkSimulation network, String account) {
        /** What anybody can read there that holds these words. */
        List<Post> posts(String words) {
            return network.posts().visible().stream().filter(post -> post.text().contains(words)).toList();
        }

        /** The one post that holds these words. */
        Post post(String words) {
            return posts(words).stream().findFirst().orElseThrow(() -> new IllegalStateException(name + " does not show '" + words + "'"));
        }

        /** All that the club has said there. */
        List<Post> ofTheClub() {
            return network.posts().visible().stream().filter(post -> post.account().equals(account)).toList();
        }
    }

    List<Stall> stalls() {
        return stalls;
    }

    Stall facebook() {
        return stalls.getFirst();
    }

    Stall x() {
        return stalls.get(1);
    }

    Stall linkedIn() {
        return stalls.getLast();
    }

    List<ChannelSettings> channels() {
        return List.of(
                ChannelSettings.of(facebook().channel(), "facebook", Map.of(
                        "page", FacebookSimulation.PAGE,
                        "app-id", FacebookSimulation.APP,
                        "app-secret", FacebookSimulation.SECRET,
                        "verify-token", VERIFY_TOKEN,
                        "server", facebook.network().uri().toString(),
                        "site", facebook.network().uri().toString())),
                ChannelSettings.of(x().channel(), "twitter", Map.of(
                        "client-id", XSimulation.CLIENT,
                        "client-secret", XSimulation.CLIENT_SECRET,
                        "consumer-secret", XSimulation.CONSUMER_SECRET,
                        "server", x.network().uri().toString(),
                        "sign-in-page", x.network().uri().resolve("/2/oauth2/authorize").toString())),
                ChannelSettings.of(linkedIn().channel(), "linkedin", Map.of(
                        "organization", LinkedInSimulation.ORGANIZATION_ID,
                        "client-id", LinkedInSimulation.APP,
                        "client-secret", LinkedInSimulation.SECRET,
                        "server", linkedIn.network().uri().toString(),
                        "site", linkedIn.network().uri().toString())))
                .stream().map(channel -> channel.readBy(new Audience.Everyone())).toList();
    }

    /** Signs the hub in to all three, as {@code hub login} does when a person agrees in the browser. */
    void signIn(Desk desk, RandomGenerator random) {
        signIn(desk, facebook(), random, page -> facebook.agree(page, "anna"));
        signIn(desk, x(), random, page -> x.oauth().agree(page, CLUB_ON_X));
        signIn(desk, linkedIn(), random, page -> linkedIn.agree(page, "anna"));
    }

    private static void signIn(Desk desk, Stall stall, RandomGenerator random, Browser browser) {
        var attempt = new SignIn(Redirect.uri(LoginCommand.USUAL_PORT), LoginCommand.seed(random));
        URI back = browser.agree(desk.page(stall.channel(), attempt));
        desk.signIn(stall.channel(), attempt, Redirect.parameters(back.getRawQuery()));
    }

    @FunctionalInterface
    private interface Browser {
        URI agree(URI page);
    }

    /** Enters the hub's webhooks at all three networks. */
    void tell(URI hub) throws IOException, InterruptedException {
        boolean known = facebook.hooks().register(hook(hub, facebook()), VERIFY_TOKEN) && linkedIn.hooks().register(hook(hub, linkedIn()));
        if (!known) {
            throw new IllegalStateException("The hub did not prove that it knows the secrets of its webhooks");
        }
        askX("/2/webhooks", "{\"url\":\"" + hook(hub, x()) + "\"}");
        for (String what : List.of("post.mention.create", "post.reply.create")) {
            askX("/2/activity/subscriptions",
                    "{\"event_type\":\"" + what + "\",\"filter\":{\"user_id\":\"" + x.user(CLUB_ON_X) + "\"}}");
        }
    }

    private static URI hook(URI hub, Stall stall) {
        return hub.resolve("/hooks/" + stall.channel());
    }

    private void askX(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(x.network().uri().resolve(path))
                .header("Authorization", "Bearer " + x.network().tokens().issue(CLUB_ON_X))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException("X answered " + answer.statusCode() + " to " + path + ": " + answer.body());
            }
        }
    }

    /** Somebody comments on Facebook. */
    void commentOnFacebook(String who, Post on, String text) {
        facebook.comment(who, on.id(), text);
        facebook.hooks().deliver();
    }

    /** Somebody answers on X, and thereby mentions whom they answer. */
    void replyOnX(String who, Post to, String text) {
        x.reply(who, to.id(), text);
    }

    /** Somebody comments on LinkedIn. */
    void commentOnLinkedIn(String who, Post on, String text) {
        linkedIn.comment(who, on.id(), text);
        linkedIn.hooks().deliver();
    }

    /** Somebody likes a post on Facebook. */
    void likeOnFacebook(String who, Post post, String emoji) {
        facebook.network().posts().like(post.id(), who, emoji);
        facebook.hooks().deliver();
    }

    /** Somebody likes a post on LinkedIn. */
    void likeOnLinkedIn(String who, Post post) {
        linkedIn.network().posts().like(post.id(), who, "LIKE");
        linkedIn.hooks().deliver();
    }

    @Override
    public void close() {
        facebook.close();
        x.close();
        linkedIn.close();
    }
}
