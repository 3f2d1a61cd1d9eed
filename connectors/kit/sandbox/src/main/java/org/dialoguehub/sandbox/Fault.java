package org.dialoguehub.sandbox;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One way in which a network misbehaves towards one request; arm it with {@link Faults}.
 *
 * <p>Faults that answer or reset strike before the network has done anything, unless {@link #afterEffect()} says otherwise.
 */
public final class Fault {
    /** What the client gets. */
    sealed interface Reply {
        /** The network's own answer. */
        record Own() implements Reply {}

        /** The network's own answer, later. */
        record Late(Duration by) implements Reply {}

        /** The head of the network's own answer and half of its body, or half of the head of one without a body; then the end of the stream. */
        record Half() implements Reply {}

        /** A reset connection at once; the network gets the request only later. */
        record Gone(Duration by) implements Reply {}
    }

    /** What the client gets in place of the network's own answer, whether there is one or not. */
    sealed interface Substitute extends Reply {
        /** A reset connection. */
        record Reset() implements Substitute {}

        /** Another answer. */
        record Other(Function<Kernel, Answer> answer) implements Substitute {}

        /** A JSON object of that many bytes. */
        record Huge(long bytes) implements Substitute {}
    }

    private final String name;
    private final Reply reply;
    private final boolean takesEffect;
    private final boolean onReusedConnection;
    private final BiConsumer<Kernel, Request> first;

    private Fault(String name, Reply reply, boolean takesEffect, boolean onReusedConnection, BiConsumer<Kernel, Request> first) {
        this.name = name;
        this.reply = reply;
        this.takesEffect = takesEffect;
        this.onReusedConnection = onReusedConnection;
        this.first = first;
    }

    private static Fault of(String name, Reply reply, boolean takesEffect) {
        return new Fault(name, reply, takesEffect, false, (kernel, request) -> {});
    }

    /** The request is read and lost; the connection is reset. With {@link #afterEffect}: the network accepts it, but its answer is lost. */
    public static Fault reset() {
        return of("reset", new Substitute.Reset(), false);
    }

    /** The network accepts the request, and the connection is reset in place of its answer: {@code reset().afterEffect()}. */
    public static Fault dropAnswer() {
        return reset().afterEffect();
    }

    /**
     * A kept-alive connection turns out to have been closed meanwhile: a request that is not the first on its connection is reset and lost.
     * First requests are left alone, and leave this fault armed.
     */
    public static Fault staleConnection() {
        return new Fault("stale connection", new Substitute.Reset(), false, true, (kernel, request) -> {});
    }

    /** An error status, worded by the network; 408 and 5xx make sense. */
    public static Fault status(int status) {
        return of("status " + status, new Substitute.Other(kernel -> kernel.refusal(status)), false);
    }

    /** 429 without a word about when to come again. */
    public static Fault throttle() {
        return status(429);
    }

    /** 429 with {@code Retry-After} in seconds (RFC 9110, 10.2.3). */
    public static Fault throttle(Duration retryAfter) {
        return instead("throttle " + retryAfter, kernel -> kernel.refusal(429, "Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /** 429 with {@code Retry-After} as an HTTP date by the sandbox clock, in whole seconds (RFC 9110, 10.2.3). */
    public static Fault throttleUntilDate(Duration retryAfter) {
        return instead("throttle until a date", kernel -> kernel.refusal(429, "Retry-After", kernel.httpDate(retryAfter)));
    }

    /** 503 with {@code Retry-After} in seconds; zero invites careless clients to repeat at once (RFC 9110, 15.6.4). */
    public static Fault overloaded(Duration retryAfter) {
        return instead("overloaded " + retryAfter, kernel -> kernel.refusal(503, "Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /** A web page with status 200, as a captive portal or a content delivery network gives it in place of JSON. */
    public static Fault html() {
        var page = "<!DOCTYPE html><html><head><title>Just a moment…</title></head><body>Checking your browser</body></html>";
        var headers = Headers.none().with("Content-Type", "text/html; charset=utf-8");
        return instead("html", kernel -> new Answer(200, headers, Body.of(page)));
    }

    /** A JSON object of that many bytes with status 200, written as fast as the client reads. */
    public static Fault huge(long bytes) {
        return of("huge", new Substitute.Huge(bytes), false);
    }

    /** The network accepts the request and answers, but the stream ends in the middle of the answer's body, or of its head where there is no body. */
    public static Fault halfAnswer() {
        return of("half answer", new Reply.Half(), true);
    }

    /** The network accepts the request; its answer comes later, on the sandbox clock. */
    public static Fault lateAnswer(Duration by) {
        return of("late " + by, new Reply.Late(by), true);
    }

    /** The connection is reset, and only later, on the sandbox clock, the network accepts the request: whoever looks at once finds nothing. */
    public static Fault lateEffect(Duration by) {
        return of("late effect " + by, new Reply.Gone(by), true);
    }

    /** The token that the request carries is revoked just before it is handled. */
    public static Fault revokeToken() {
        return new Fault("revoke token", new Reply.Own(), true, false, (kernel, request) -> kernel.tokens().revokeTokenOf(request));
    }

    /** The request is accepted, but the next post made (normally its own) can be seen only after {@code delay}, on the sandbox clock. */
    public static Fault hidePost(Duration delay) {
        return new Fault("hide post", new Reply.Own(), true, false, (kernel, request) -> kernel.posts().showNextAfter(delay));
    }

    /** The same, but the network has accepted the request before. */
    public Fault afterEffect() {
        return takesEffect ? this : new Fault(name + " after effect", reply, true, onReusedConnection, first);
    }

    /** What it is called in journals and messages. */
    public String name() {
        return name;
    }

    Reply reply() {
        return reply;
    }

    boolean takesEffect() {
        return takesEffect;
    }

    boolean strikes(int requestOnConnection) {
        return !onReusedConnection || requestOnConnection > 1;
    }

    void prepare(Kernel kernel, Request request) {
        first.accept(kernel, request);
    }

    @Override
    public String toString() {
        return name;
    }

    /** An answer of the test's own, as it is; nothing happens. */
    public static Fault answer(Answer own) {
        return instead("status " + own.status() + " of a test", kernel -> own);
    }

    private static Fault instead(String name, Function<Kernel, Answer> answer) {
        return of(name, new Substitute.Other(answer), false);
    }
}
