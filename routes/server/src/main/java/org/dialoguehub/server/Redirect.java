package org.dialoguehub.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on the loopback address for the browser that comes back from signing in (RFC 8252, 7.3). */
final class Redirect implements AutoCloseable {
    private static final String PATH = "/signed-in";

    private final HttpServer server;
    private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();

    private Redirect(HttpServer server) {
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param port 0 takes any that is free
     */
    static Redirect on(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var redirect = new Redirect(server);
            server.createContext("/", redirect::hear);
            server.start();
            return redirect;
        } catch (IOException taken) {
            throw new CommandException("Port " + port + " cannot be listened on: " + taken.getMessage()
                    + ". Take another with --port, or paste the address with --paste");
        }
    }

    /** The address to which networks send the browser back, on this port. */
    static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port + PATH);
    }

    URI uri() {
        return uri(server.getAddress().getPort());
    }

    /** The parameters with which the browser came back; empty if it did not in time. */
    Optional<Map<String, String>> await(Duration atMost) throws InterruptedException {
        try {
            return Optional.of(answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void hear(HttpExchange exchange) throws IOException {
        boolean ours = exchange.getRequestURI().getPath().equals(PATH) && exchange.getRequestURI().getRawQuery() != null;
        byte[] page = (ours
                ? "<!doctype html><title>Dialogue Hub</title><p>You can close this page; the rest is said in the terminal."
                : "").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(ours ? 200 : 404, page.length == 0 ? -1 : page.length);
        try (var out = exchange.getResponseBody()) {
            out.write(page);
        }
        if (ours) {
            answer.complete(parameters(exchange.getRequestURI().getRawQuery()));
        }
    }

    /** The parameters in a query; of one that stands there several times the first. */
    static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.putIfAbsent(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            return text;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
