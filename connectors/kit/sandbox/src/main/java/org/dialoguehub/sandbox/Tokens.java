package org.dialoguehub.sandbox;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The access tokens of a simulated network. A token is one account's, may expire, and may be revoked. Safe for use by several threads. */
public final class Tokens {
    private static final String BEARER = "Bearer ";

    private record Grant(String account, Instant until) {}

    private final InstantSource clock;
    private final Function<Request, Optional<String>> carrier;
    private final Map<String, Grant> grants = new HashMap<>();
    private int issued;

    /** Tokens carried as {@code Authorization: Bearer} (RFC 6750). */
    public Tokens(InstantSource clock) {
        this(clock, request -> request.header("Authorization").flatMap(Tokens::bearer));
    }

    /**
     * Tokens carried in a way of the network's own.
     *
     * @param carrier finds the token of a request
     */
    public Tokens(InstantSource clock, Function<Request, Optional<String>> carrier) {
        this.clock = clock;
        this.carrier = carrier;
    }

    /** A new token that does not expire. */
    public String issue(String account) {
        return issue(account, Instant.MAX);
    }

    /** A new token that expires. */
    public String issue(String account, Duration lifetime) {
        return issue(account, clock.instant().plus(lifetime));
    }

    /** The account a token speaks for; empty if it is unknown, expired or revoked. */
    public synchronized Optional<String> account(String token) {
        return Optional.ofNullable(grants.get(token)).filter(grant -> clock.instant().isBefore(grant.until)).map(Grant::account);
    }

    /** Whether it was issued and not revoked; it may have expired. */
    synchronized boolean knows(String token) {
        return grants.containsKey(token);
    }

    /** Makes a token worthless from now on. */
    public synchronized void revoke(String token) {
        grants.remove(token);
    }

    /** The bearer token of the request that a handler has before it. */
    public static Optional<String> bearer(Context context) {
        return Optional.ofNullable(context.header("Authorization")).flatMap(Tokens::bearer);
    }

    void revokeTokenOf(Request request) {
        carrier.apply(request).ifPresent(this::revoke);
    }

    private synchronized String issue(String account, Instant until) {
        var token = "sandbox-" + account + "-" + ++issued;
        grants.put(token, new Grant(account, until));
        return token;
    }

    private static Optional<String> bearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
