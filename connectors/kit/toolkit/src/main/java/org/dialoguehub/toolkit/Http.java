package org.dialoguehub.toolkit;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.settings.Secret;

/**
 * Speaks HTTP with one server for one session. Sends each request at most once, whatever becomes of it: it repeats nothing after a reset, a
 * 408, a 503 or on a stale connection, and follows no redirect. Keeps no cookies. A request takes no longer than
 * {@link Host#requestLimit()}, its answer included, and an answer no more than {@value #MOST_BYTES} bytes.
 *
 * <p>What goes wrong is told as a {@link Failure}:
 *
 * <table>
 * <caption>Outcomes and failures</caption>
 * <tr><td>unknown host, refused connection, failed TLS handshake</td><td>{@link Failure.Unreachable}</td></tr>
 * <tr><td>once the request may have been written: reset, end of stream, no answer in time, 408, 409, 5xx, an answer that cannot be read</td>
 *     <td>{@link Failure.Uncertain}; of GET and HEAD {@link Failure.Unreachable}, since they change nothing (409: {@link Failure.Rejected})
 *     </td></tr>
 * <tr><td>429; 503 with {@code Retry-After}</td><td>{@link Failure.Throttled}, for a minute if nothing is said, for a day at most</td></tr>
 * <tr><td>401</td><td>{@link Failure.Unauthorized}</td></tr>
 * <tr><td>a redirect, any other 4xx</td><td>{@link Failure.Rejected}, with the reason that the server gives</td></tr>
 * </table>
 *
 * <p>Where a network means something else, {@link #meaning} says so. Safe for use by several threads.
 */
public final class Http implements AutoCloseable {
    /** More than any page of any known network. */
    public static final int MOST_BYTES = 16 << 20;

    /** OkHttp repeats a request at a 503 with {@code Retry-After: 0}, unless it does not find that header. */
    static final String RETRY_AFTER = "Hub-Retry-After";

    /** Servers keep an idle connection for 5 s and more; one kept longer here may be dead, and nobody repeats what is sent on it. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final OkHttpClient client;
    private final HttpUrl server;
    private final Host host;
    private final Optional<Secret> token;
    private final Meaning meaning;

    private Http(OkHttpClient client, HttpUrl server, Host host, Optional<Secret> token, Meaning meaning) {
        this.client = client;
        this.server = server;
        this.host = host;
        this.token = token;
        this.meaning = meaning;
    }

    /**
     * Prepares to speak with a server; connects when the first request is sent.
     *
     * @param server its address; a path in it stands before every path asked for
     * @throws IllegalArgumentException if it does not begin with {@code http://} or {@code https://}, as {@link #requireServer} finds
     */
    public static Http to(URI server, Host host) {
        requireServer(server);
        return new Http(client(host), HttpUrl.get(server.toString()), host, Optional.empty(), refusal -> Optional.empty());
    }

    /** The rule for settings that are the address of a server: throws {@link IllegalArgumentException} if it is none. */
    public static void requireServer(URI server) {
        if (HttpUrl.parse(server.toString()) == null) {
            throw new IllegalArgumentException("the address of a server begins with https:// or http://, and names a host");
        }
    }

    /** The rule for settings that are a token: throws {@link IllegalArgumentException} if no header could carry it. */
    public static void requireToken(Secret token) {
        if (token.reveal().isEmpty() || !token.reveal().chars().allMatch(each -> each > ' ' && each < 127)) {
            throw new IllegalArgumentException("a token has neither spaces, line ends nor letters with accents");
        }
    }

    /** The same, signing each request with a bearer token (RFC 6750). */
    public Http bearing(Secret bearer) {
        requireToken(bearer);
        return new Http(client, server, host, Optional.of(bearer), meaning);
    }

    /** The same, with what the network means by its refusals, where that is something else than the table above. */
    public Http meaning(Meaning own) {
        return new Http(client, server, host, token, own);
    }

    /** See {@link #request}. */
    public HttpRequest get(String path, String... values) {
        return request("GET", path, values);
    }

    /** See {@link #request}. */
    public HttpRequest post(String path, String... values) {
        return request("POST", path, values);
    }

    /** See {@link #request}. */
    public HttpRequest put(String path, String... values) {
        return request("PUT", path, values);
    }

    /** See {@link #request}. */
    public HttpRequest patch(String path, String... values) {
        return request("PATCH", path, values);
    }

    /** See {@link #request}. */
    public HttpRequest delete(String path, String... values) {
        return request("DELETE", path, values);
    }

    /**
     * Begins a request.
     *
     * @param path such as {@code /v1/notices/{id}}; stands in messages as it is here
     * @param values what to put in place of the parts in braces, in their order; each becomes one segment, whatever it contains. In place of
     *     {@code {+id}} (as in RFC 6570) it is percent-encoded already. What no path can hold (nothing, {@code .} and {@code ..}) is {@link Failure.Rejected} without being sent
     * @throws IllegalArgumentException if the number of values is wrong
     */
    public HttpRequest request(String method, String path, String... values) {
        return new HttpRequest(this, method, path, server.newBuilder()).at(List.of(values));
    }

    /** Ends all connections; requests under way fail. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }

    @Override
    public String toString() {
        return server.redact();
    }

    OkHttpClient client() {
        return client;
    }

    Host host() {
        return host;
    }

    Optional<Secret> token() {
        return token;
    }

    String serverName() {
        return server.host();
    }

    Meaning meaning() {
        return meaning;
    }

    /** What a network means by an answer of 300 and above. */
    @FunctionalInterface
    public interface Meaning {
        /** The failure, or empty where the usual meaning holds. */
        Optional<Failure> of(HttpRefusal refusal);
    }

    /** Whether a request may have left this machine. */
    static final class Sent extends EventListener {
        private volatile boolean sent;

        boolean mayHaveArrived() {
            return sent;
        }

        @Override
        public void requestHeadersStart(Call call) {
            sent = true;
        }
    }

    private static OkHttpClient client(Host host) {
        return new OkHttpClient.Builder()
                .callTimeout(host.requestLimit())
                .connectTimeout(host.requestLimit())
                .readTimeout(host.requestLimit())
                .writeTimeout(host.requestLimit())
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                // with HTTP/2 a request may be repeated on another connection: 421, refused streams
                .protocols(List.of(Protocol.HTTP_1_1))
                .cookieJar(CookieJar.NO_COOKIES)
                .connectionPool(new ConnectionPool(5, IDLE.toMillis(), TimeUnit.MILLISECONDS))
                .eventListenerFactory(call -> Optional.<EventListener>ofNullable(call.request().tag(Sent.class)).orElse(EventListener.NONE))
                .addNetworkInterceptor(chain -> hidingRetryAfter(chain.proceed(chain.request())))
                .build();
    }

    private static Response hidingRetryAfter(Response response) {
        String when = response.header("Retry-After");
        return when == null ? response : response.newBuilder().removeHeader("Retry-After").header(RETRY_AFTER, when).build();
    }

    static Request.Builder unsent(Sent sent) {
        return new Request.Builder().tag(Sent.class, sent);
    }
}
