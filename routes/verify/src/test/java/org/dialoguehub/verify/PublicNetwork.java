package org.dialoguehub.verify;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.engine.Operations;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.model.Audience;
import org.dialoguehub.sandbox.Body;
import org.dialoguehub.sandbox.FacebookHooks;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.LinkedInHooks;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.sandbox.NetworkSimulation;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.Request;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.XSimulation;
import org.dialoguehub.sandbox.XWebhooks;
import org.dialoguehub.settings.Secret;

/** A network of customers, simulated, with a place of the club on it. */
sealed interface PublicNetwork extends AutoCloseable {
    String CHANNEL = "customers";
    /** With which everything is signed in; it is never to be seen again. */
    Secret SEED = new Secret("5eed".repeat(16));

    /** Which there are. */
    enum Which {
        FACEBOOK,
        X,
        LINKEDIN;

        PublicNetwork start() {
            SandboxClock clock = SandboxClock.running();
            return switch (this) {
                case FACEBOOK -> new Facebook(FacebookSimulation.start(clock));
                case X -> new X(XSimulation.start(clock));
                case LINKEDIN -> new LinkedIn(LinkedInSimulation.start(clock));
            };
        }
    }

    /**
     * A request by webhook.
     *
     * @param header the name of that with the signature
     */
    record Telling(String header, String signature, Body body) {
        /** The same, signed by nobody who knows the secret. */
        Telling forged() {
            String other = signature.endsWith("0") ? "1" : "0";
            return new Telling(header, signature.substring(0, signature.length() - 8) + other.repeat(8), body);
        }
    }

    String connector();

    NetworkSimulation network();

    /** How the network calls the club. */
    String club();

    Map<String, String> settings();

    URI agree(URI page);

    /** Somebody takes back all that was granted. */
    void withdraw();

    Post comment(String who, String on, String text);

    /** Requests that make a post or an answer. */
    Predicate<Request> publishing();

    /** Requests that read what customers have said. */
    Predicate<Request> reading();

    /** What the network tells of a comment. */
    Telling telling(Post comment);

    @Override
    void close();

    /** A channel that asks often. */
    default ChannelSettings channel() {
        return ChannelSettings.of(CHANNEL, connector(), settings()).readBy(new Audience.Everyone()).polling(Duration.ofMillis(400))
                .visibleAfter(Duration.ofSeconds(1));
    }

    /** Signs the hub in, as a person with a browser does. */
    default String signIn(Hub hub) throws ConnectorException {
        var operator = new Principal.TheHub();
        var attempt = new SignIn(URI.create("http://127.0.0.1:8765/signed-in"), SEED);
        Operations operations = hub.engine().operations();
        URI back = agree(operations.signInPage(operator, CHANNEL, attempt));
        return operations.signIn(operator, CHANNEL, attempt, answer(back));
    }

    /** What the browser brings back. */
    static Map<String, String> answer(URI back) {
        var answer = new LinkedHashMap<String, String>();
        for (String field : back.getQuery().split("&", -1)) {
            String[] parts = field.split("=", 2);
            answer.put(parts[0], parts[1]);
        }
        return answer;
    }

    record Facebook(FacebookSimulation page) implements PublicNetwork {
        @Override
        public String connector() {
            return "facebook";
        }

        @Override
        public NetworkSimulation network() {
            return page.network();
        }

        @Override
        public String club() {
            return FacebookSimulation.PAGE;
        }

        @Override
        public Map<String, String> settings() {
            String server = network().uri().toString();
            return Map.of("page", FacebookSimulation.PAGE, "app-id", FacebookSimulation.APP, "app-secret", FacebookSimulation.SECRET,
                    "verify-token", "is-that-you", "server", server, "site", server);
        }

        @Override
        public URI agree(URI shown) {
            return page.agree(shown, "anna");
        }

        @Override
        public void withdraw() {
            page.withdraw("anna");
        }

        @Override
        public Post comment(String who, String on, String text) {
            return page.comment(who, on, text);
        }

        @Override
        public Predicate<Request> publishing() {
            return Request.matching("POST", "/*/*/feed").or(Request.matching("POST", "/*/*/comments"));
        }

        @Override
        public Predicate<Request> reading() {
            return Request.matching("GET", "/*/*/feed").or(Request.matching("GET", "/*/*/comments"));
        }

        @Override
        public Telling telling(Post comment) {
            FacebookHooks.Told told = page.hooks().telling(comment.id());
            return new Telling("X-Hub-Signature-256", told.signature(), told.body());
        }

        @Override
        public void close() {
            page.close();
        }
    }

    record X(XSimulation x) implements PublicNetwork {
        @Override
        public String connector() {
            return "twitter";
        }

        @Override
        public NetworkSimulation network() {
            return x.network();
        }

        @Override
        public String club() {
            return "swimclub";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("client-id", XSimulation.CLIENT, "client-secret", XSimulation.CLIENT_SECRET,
                    "consumer-secret", XSimulation.CONSUMER_SECRET, "server", network().uri().toString(),
                    "sign-in-page", network().uri().resolve("/2/oauth2/authorize").toString());
        }

        @Override
        public URI agree(URI shown) {
            return x.oauth().agree(shown, club());
        }

        @Override
        public void withdraw() {
            x.oauth().withdraw(club());
        }

        @Override
        public Post comment(String who, String on, String text) {
            return x.reply(who, on, text);
        }

        @Override
        public Predicate<Request> publishing() {
            return Request.matching("POST", "/2/tweets");
        }

        @Override
        public Predicate<Request> reading() {
            return Request.matching("GET", "/2/users/*/mentions");
        }

        @Override
        public Telling telling(Post comment) {
            XWebhooks.Told told = x.telling("post.reply.create", club(), comment.id());
            return new Telling(XWebhooks.SIGNATURE, told.signature(), Body.of(told.body()));
        }

        @Override
        public void close() {
            x.close();
        }
    }

    record LinkedIn(LinkedInSimulation linkedIn) implements PublicNetwork {
        @Override
        public String connector() {
            return "linkedin";
        }

        @Override
        public NetworkSimulation network() {
            return linkedIn.network();
        }

        @Override
        public String club() {
            return LinkedInSimulation.ORGANIZATION;
        }

        @Override
        public Map<String, String> settings() {
            String server = network().uri().toString();
            return Map.of("organization", LinkedInSimulation.ORGANIZATION_ID, "client-id", LinkedInSimulation.APP,
                    "client-secret", LinkedInSimulation.SECRET, "server", server, "site", server);
        }

        @Override
        public URI agree(URI shown) {
            return linkedIn.agree(shown, "anna");
        }

        @Override
        public void withdraw() {
            linkedIn.withdraw("anna");
        }

        @Override
        public Post comment(String who, String on, String text) {
            return linkedIn.comment(who, on, text);
        }

        @Override
        public Predicate<Request> publishing() {
            return Request.matching("POST", "/rest/posts").or(Request.matching("POST", "/rest/socialActions/*/comments"));
        }

        @Override
        public Predicate<Request> reading() {
            return Request.matching("GET", "/rest/socialActions/*/comments")
                    .or(Request.matching("GET", "/rest/organizationalEntityNotifications"));
        }

        @Override
        public Telling telling(Post comment) {
            LinkedInHooks.Told told = linkedIn.hooks().telling(comment.id());
            return new Telling("X-LI-Signature", told.signature(), told.body());
        }

        @Override
        public void close() {
            linkedIn.close();
        }
    }

    /** The texts of all that the club has ever said, as often as it was said. */
    default List<String> said() {
        return network().posts().all().stream().filter(post -> post.account().equals(club())).map(Post::text).toList();
    }

    /** What the club has said. */
    default Post said(String text) {
        Optional<Post> found = network().posts().withText(text).stream().filter(post -> post.account().equals(club())).findFirst();
        return found.orElseThrow(() -> new AssertionError("The club has not said '" + text + "' but " + said()));
    }
}
