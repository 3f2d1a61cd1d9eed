package org.dialoguehub.sandbox;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A network that runs on a loopback port: routes of its own on the kernel that all simulated networks share.
 *
 * <p>A simulated network is a final class that holds one of these, writes its routes with Javalin and throws {@link Answer#refusal()}
 * where it refuses; {@link Noticeboard} is the example. Tests that must work with any network take this type: it gives the faults to
 * arm, the journal to judge a client by, and the posts to judge the outcome by. Closing it ends every thread and port it has.
 *
 * <p>It speaks HTTP/1.1 without TLS, with requests of up to 64 MiB.
 */
public final class NetworkSimulation implements AutoCloseable {
    private final Kernel kernel;
    private final Javalin server;
    private final Gate gate;

    private NetworkSimulation(Kernel kernel, Consumer<RoutesConfig> routes) {
        this.kernel = kernel;
        this.server = Javalin.create(config -> configure(config, kernel, routes));
        server.start();
        this.gate = new Gate(kernel, new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    }

    /**
     * Prepares a network.
     *
     * @param name in lower case, for threads and messages
     */
    public static Builder named(String name, SandboxClock clock) {
        return new Builder(name, clock);
    }

    /** Where it is to be reached: {@code http://127.0.0.1:PORT}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + gate.port().address().getPort());
    }

    /** Its time. */
    public SandboxClock clock() {
        return kernel.clock();
    }

    /** The faults it shows. */
    public Faults faults() {
        return kernel.faults();
    }

    /** What came over its socket. */
    public Journal journal() {
        return kernel.journal();
    }

    /** The tokens it honours. */
    public Tokens tokens() {
        return kernel.tokens();
    }

    /** What is posted on it. */
    public Posts posts() {
        return kernel.posts();
    }

    /** How many connections clients have opened to it. */
    public int connections() {
        return gate.port().accepted();
    }

    /** Resets the next {@code count} connections as soon as they are opened, before anything is read. */
    public void refuseNextConnections(int count) {
        gate.port().refuseNext(count);
    }

    /** Resets every connection and refuses new ones (ECONNREFUSED) until the outage is ended; then it is back on the same port. */
    public Outage outage() {
        return gate.port().outage();
    }

    /** Ends every connection, thread and port it has. */
    @Override
    public void close() {
        gate.close();
        server.stop();
    }

    private static void configure(JavalinConfig config, Kernel kernel, Consumer<RoutesConfig> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = Received.LIMIT;
        config.jetty.host = "127.0.0.1";
        config.jetty.port = 0;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendDateHeader(false); // the date is the sandbox clock's
            http.setSendServerVersion(false);
        });
        config.routes.before(context -> context.header("Date", kernel.httpDate(Duration.ZERO)));
        config.routes.exception(Refusal.class, (refusal, context) -> send(kernel.wording().apply(refusal.answer()), context));
        // what Javalin refuses by itself: unknown paths, bodies that are too big
        config.routes.exception(HttpResponseException.class, (refused, context) -> send(kernel.refusal(refused.getStatus()), context));
        routes.accept(config.routes);
    }

    private static void send(Answer answer, Context context) {
        context.status(answer.status());
        answer.headers().fields().forEach(field -> context.header(field.name(), field.value()));
        context.result(answer.body().bytes());
    }

    /** What a network is made of; only its routes have no default. */
    public static final class Builder {
        private final String name;
        private final SandboxClock clock;
        private Tokens tokens;
        private Posts posts;
        private UnaryOperator<Answer> wording = UnaryOperator.identity();

        private Builder(String name, SandboxClock clock) {
            this.name = name;
            this.clock = clock;
            this.tokens = new Tokens(clock);
            this.posts = new Posts(clock, Long::toString);
        }

        /** Tokens that are carried in another way than as bearer tokens. */
        public Builder tokens(Tokens own) {
            tokens = own;
            return this;
        }

        /** Posts with ids of the network's own form. */
        public Builder posts(Posts own) {
            posts = own;
            return this;
        }

        /** How the network words refusals: is given what plain HTTP would say as a problem of RFC 9457, and changes it as it likes. */
        public Builder wording(UnaryOperator<Answer> own) {
            wording = own;
            return this;
        }

        /** Starts it on a free port. The handlers are called by several threads. */
        public NetworkSimulation start(Consumer<RoutesConfig> routes) {
            return new NetworkSimulation(new Kernel(name, clock, tokens, posts, new Faults(), new Journal(clock), wording), routes);
        }
    }
}
