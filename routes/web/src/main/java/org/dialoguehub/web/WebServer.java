package org.dialoguehub.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Health;
import org.dialoguehub.engine.Operations;
import org.dialoguehub.engine.Operations.Verdict;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Standing.Way;

/**
 * The hub's HTTP server.
 *
 * <p>{@code /observe/health} (with {@code /live} and {@code /ready}) and {@code /observe/metrics} are for machines that watch; {@code /admin/…} and
 * {@code /api/…} are for operators and colleagues, who show the {@link AdminKey} or a key of theirs as a bearer token; {@code /hooks/CHANNEL} is for the networks, known by their signatures. {@code /openapi.yaml} describes it all.
 */
public final class WebServer implements AutoCloseable {
    private final Engine engine;
    private final Broadcasts broadcasts;
    private final Conversations conversations;
    private final AdminKey key;
    private final Metrics metrics;
    private final Javalin server;

    /**
     * Starts to listen.
     *
     * @param port 0 takes any that is free
     * @param pages further routes
     */
    public WebServer(Engine engine, Broadcasts broadcasts, Conversations conversations, AdminKey key, String address, int port,
            Consumer<RoutesConfig> pages) {
        this.engine = engine;
        this.broadcasts = broadcasts;
        this.conversations = conversations;
        this.key = key;
        this.metrics = new Metrics(engine);
        this.server = Javalin.create(config -> configure(config, address, port, pages));
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    private void configure(JavalinConfig config, String address, int port, Consumer<RoutesConfig> pages) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.host = address;
        config.jetty.port = port;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        RoutesConfig routes = config.routes;
        routes.before(WebServer::guarded);
        routes.get("/observe/health", context -> health(context, Health::works));
        routes.get("/observe/health/live", context -> health(context, Health::works));
        routes.get("/observe/health/ready", context -> health(context, health -> health.works() && tried(health)));
        routes.get("/observe/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape()));
        routes.get("/openapi.yaml", WebServer::description);
        new Hooks(engine, Hooks.MOST_BYTES).addTo(routes);
        var callers = new Callers(key, engine.doors());
        routes.before("/admin/*", callers::operators);
        routes.get("/admin/status", this::status);
        routes.post("/admin/deliveries/{id}/retry", this::retry);
        routes.post("/admin/deliveries/{id}/settle", this::settle);
        routes.post("/admin/dead-letters/retry", this::retryEvent);
        new SignIns(engine).addTo(routes);
        routes.before("/api/*", callers::known);
        new BroadcastApi(broadcasts).addTo(routes);
        new ConversationApi(broadcasts, conversations).addTo(routes);
        new KeyApi(engine.doors()).addTo(routes);
        routes.exception(IllegalArgumentException.class, (wrong, context) -> refuse(context, 400, wrong));
        routes.exception(IllegalStateException.class, (wrong, context) -> refuse(context, 409, wrong));
        routes.exception(SecurityException.class, (wrong, context) -> refuse(context, 403, wrong));
        pages.accept(routes);
    }

    /** Nothing of ours is to be framed, sniffed or cached by others. */
    private static void guarded(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "same-origin");
        context.header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
        if (HandlerType.GET.equals(context.method())) {
            context.header("Cache-Control", "no-store");
        }
    }

    private static void description(Context context) {
        context.contentType("application/yaml").result(Objects.requireNonNull(WebServer.class.getResourceAsStream("openapi.yaml")));
    }

    private void health(Context context, Predicate<Health> good) {
        Health health = engine.health();
        context.status(good.test(health) ? 200 : 503).contentType("application/json").result(StatusJson.health(health));
    }

    /** Whether every channel has been tried: before that, nothing can be said. */
    private static boolean tried(Health health) {
        return health.channels().values().stream().noneMatch(standing -> standing.way() == Way.UNTRIED);
    }

    private void status(Context context) {
        Operations operations = engine.operations();
        context.contentType("application/json")
                .result(StatusJson.status(operations.status(operator()), engine.health(), operations.channelNames(operator())));
    }

    private void retry(Context context) {
        engine.operations().retry(operator(), number(context.pathParam("id")));
        context.status(204);
    }

    private void settle(Context context) {
        String verdict = parameter(context, "verdict").toUpperCase(Locale.ROOT);
        Verdict known = List.of(Verdict.values()).stream()
                .filter(value -> value.name().equals(verdict))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'verdict' is one of found, absent, drop"));
        engine.operations().settle(operator(), number(context.pathParam("id")), known);
        context.status(204);
    }

    private void retryEvent(Context context) {
        String subscription = parameter(context, "subscription");
        long event = number(parameter(context, "event"));
        if (!engine.operations().retry(operator(), subscription, event)) {
            throw new IllegalArgumentException("'" + subscription + "' has no dead letter " + event);
        }
        context.status(204);
    }

    private static String parameter(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name))
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is missing"));
    }

    /** A number of the query, from 0 up to a greatest. */
    static int number(Context context, String name, int fallback, int most) {
        long asked = Optional.ofNullable(context.queryParam(name)).map(WebServer::number).orElse((long) fallback);
        if (asked < 0 || asked > most) {
            throw new IllegalArgumentException("'" + name + "' is " + asked + "; it can be 0 to " + most);
        }
        return (int) asked;
    }

    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("'" + text + "' is no number", notOne);
        }
    }

    private static Principal operator() {
        return new Principal.Administrator("operator");
    }

    private static void refuse(Context context, int status, Exception why) {
        context.status(status).contentType("text/plain; charset=utf-8").result(why.getMessage() + "\n");
    }

    @Override
    public void close() {
        server.stop();
    }
}
