package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How accounts of a simulated network let clients in: OAuth 2.0 by authorization code (RFC 6749), proof keys (RFC 7636, S256 alone), loopback redirects
 * (RFC 8252), renewal with or without rotation, revocation (RFC 7009). The access tokens are those of the network's {@link Tokens}. As strict as the
 * descriptions: a code is good once and for a minute; a refresh token that was rotated away and comes again ends all that was granted with it.
 *
 * <p>A person is played by {@link #agree} and {@link #deny}; a browser is shown a page with two links. Safe for use by several threads.
 */
public final class OAuthServer {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(1);

    /**
     * How a network does it.
     *
     * @param access how long an access token lasts
     * @param refresh how long a refresh token lasts; empty: there are none
     * @param rotates whether each renewal gives a new refresh token, and ends the old one
     * @param proof whether a proof key is demanded
     */
    public record Options(Duration access, Optional<Duration> refresh, boolean rotates, boolean proof) {
        /** Two hours, renewed for half a year, with rotation and proof keys. */
        public static Options standard() {
            return new Options(Duration.ofHours(2), Optional.of(Duration.ofDays(180)), true, true);
        }
    }

    private record Client(Optional<String> secret, Set<URI> redirects) {}

    private record Code(String client, String account, String redirect, Optional<String> challenge, String scope, Instant until) {}

    /** All that one consent has led to; ends as a whole. */
    private static final class Family {
        private final String client;
        private final String account;
        private final String scope;
        private final Set<String> access = new HashSet<>();
        private String refresh = "";
        private Instant until = Instant.MAX;
        private boolean ended;

        Family(String client, String account, String scope) {
            this.client = client;
            this.account = account;
            this.scope = scope;
        }
    }

    private final SandboxClock clock;
    private final Tokens tokens;
    private final Options options;
    private final Map<String, Client> clients = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Family> byCode = new HashMap<>();
    private final Map<String, Family> byRefresh = new HashMap<>();
    private int made;
    private int renewals;

    public OAuthServer(SandboxClock clock, Tokens tokens, Options options) {
        this.clock = clock;
        this.tokens = tokens;
        this.options = options;
    }

    /**
     * Makes a client known.
     *
     * @param secret empty for a public client
     * @param redirects where it may be sent back to; loopback addresses may have any port (RFC 8252, 7.3)
     */
    public synchronized OAuthServer client(String id, Optional<String> secret, URI... redirects) {
        clients.put(id, new Client(secret, Set.of(redirects)));
        return this;
    }

    /** The routes, at the paths of the network. */
    public void addTo(RoutesConfig routes, String authorize, String token, String revoke) {
        routes.get(authorize, this::ask);
        routes.post(token, this::grant);
        routes.post(revoke, this::revoke);
    }

    /** A person opens the page and agrees: where the browser is sent then. */
    public URI agree(URI page, String account) {
        return agree(query(page), account);
    }

    /** A person opens the page and does not agree: where the browser is sent then. */
    public URI deny(URI page) {
        return deny(query(page));
    }

    /**
     * Takes a code, for a network whose token endpoint has a form of its own; a second time it is worth nothing.
     *
     * @return whose it is; empty if the client is not known, or the code is not for it
     */
    synchronized Optional<String> take(String client, String secret, String code, String redirect) {
        Client known = clients.get(client);
        if (known == null || !known.secret.orElse("").equals(secret)) {
            return Optional.empty();
        }
        return Optional.ofNullable(codes.remove(code))
                .filter(it -> it.client.equals(client) && it.redirect.equals(redirect) && clock.instant().isBefore(it.until))
                .map(Code::account);
    }

    /** The page alone, for a network whose token endpoint has a form of its own. */
    void addPageTo(RoutesConfig routes, String authorize) {
        routes.get(authorize, this::ask);
    }

    /** How often a grant was renewed. */
    public synchronized int renewals() {
        return renewals;
    }

    /** The account takes back what it granted to anyone. */
    public synchronized void withdraw(String account) {
        byCode.values().stream().filter(family -> family.account.equals(account)).forEach(this::end);
    }

    private void ask(Context context) {
        Map<String, String> query = query(URI.create("?" + Optional.ofNullable(context.queryString()).orElse("")));
        try {
            switch (query.getOrDefault("answer", "")) {
                case "yes" -> context.redirect(agree(query, query.getOrDefault("account", "anna")).toString());
                case "no" -> context.redirect(deny(query).toString());
                default -> {
                    require(query);
                    String again = context.path() + "?" + context.queryString();
                    context.contentType("text/html; charset=utf-8").result("""
                            <!doctype html><title>Sign in</title><p>May this client speak for anna?
                            <p><a href="%s&amp;answer=yes&amp;account=anna">Yes</a> <a href="%1$s&amp;answer=no">No</a>
                            """.formatted(again.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;")));
                }
            }
        } catch (IllegalArgumentException wrong) {
            context.status(400).result(String.valueOf(wrong.getMessage()));
        }
    }

    private synchronized URI agree(Map<String, String> query, String account) {
        require(query);
        String code = "code-" + ++made;
        codes.put(code, new Code(
                query.getOrDefault("client_id", ""), account, query.getOrDefault("redirect_uri", ""),
                Optional.ofNullable(query.get("code_challenge")), query.getOrDefault("scope", ""), clock.instant().plus(CODE_LIFETIME)));
        return back(query, Map.of("code", code));
    }

    private URI deny(Map<String, String> query) {
        require(query);
        return back(query, Map.of("error", "access_denied", "error_description", "The person said no"));
    }

    /** What is wrong before the client is known for sure is never told to the redirect address (RFC 6749, 4.1.2.1). */
    private synchronized void require(Map<String, String> query) {
        Client client = clients.get(query.getOrDefault("client_id", ""));
        if (client == null || !allows(client, URI.create(query.getOrDefault("redirect_uri", "none:")))) {
            throw new IllegalArgumentException("client_id or redirect_uri is not known here");
        }
        boolean proven = "S256".equals(query.get("code_challenge_method")) && query.getOrDefault("code_challenge", "").length() == 43;
        if (!"code".equals(query.get("response_type")) || (options.proof && !proven)) {
            throw new IllegalArgumentException("response_type is code; code_challenge is 43 characters by S256");
        }
    }

    private static boolean allows(Client client, URI redirect) {
        return client.redirects.stream().anyMatch(known -> known.equals(redirect)
                || ("127.0.0.1".equals(known.getHost()) && "127.0.0.1".equals(redirect.getHost())
                        && known.getScheme().equals(redirect.getScheme()) && known.getPath().equals(redirect.getPath())));
    }

    private static URI back(Map<String, String> query, Map<String, String> answer) {
        var all = new LinkedHashMap<>(answer);
        Optional.ofNullable(query.get("state")).ifPresent(state -> all.put("state", state));
        var url = new StringBuilder(query.getOrDefault("redirect_uri", ""));
        all.forEach((name, value) -> url.append(url.indexOf("?") < 0 ? '?' : '&').append(name).append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return URI.create(url.toString());
    }

    private synchronized void grant(Context context) {
        String client = client(context);
        if (client.isEmpty()) {
            context.header("WWW-Authenticate", "Basic");
            refuse(context, 401, "invalid_client");
            return;
        }
        switch (Optional.ofNullable(context.formParam("grant_type")).orElse("")) {
            case "authorization_code" -> exchange(context, client);
            case "refresh_token" -> renew(context, client);
            case "" -> refuse(context, 400, "invalid_request");
            default -> refuse(context, 400, "unsupported_grant_type");
        }
    }

    private void exchange(Context context, String client) {
        String told = form(context, "code");
        Code code = codes.remove(told);
        Optional.ofNullable(byCode.get(told)).ifPresent(this::end); // used twice: somebody has stolen it
        if (code == null || !code.client.equals(client) || !code.redirect.equals(form(context, "redirect_uri"))
                || !clock.instant().isBefore(code.until) || !proven(code, form(context, "code_verifier"))) {
            refuse(context, 400, "invalid_grant");
            return;
        }
        var family = new Family(client, code.account, code.scope);
        byCode.put(told, family);
        give(context, family, true);
    }

    private static boolean proven(Code code, String verifier) {
        return code.challenge.map(challenge -> challenge.equals(challenge(verifier))).orElse(verifier.isEmpty());
    }

    private void renew(Context context, String client) {
        String told = form(context, "refresh_token");
        Family family = byRefresh.get(told);
        if (family == null || !family.client.equals(client)) {
            refuse(context, 400, "invalid_grant");
            return;
        }
        boolean revoked = family.access.stream().noneMatch(access -> tokens.knows(access));
        if (family.ended || revoked || !family.refresh.equals(told) || !clock.instant().isBefore(family.until)) {
            end(family);
            refuse(context, 400, "invalid_grant");
            return;
        }
        renewals++;
        give(context, family, options.rotates);
    }

    private void give(Context context, Family family, boolean newRefresh) {
        String access = tokens.issue(family.account, options.access);
        family.access.add(access);
        var json = JsonNodeFactory.instance.objectNode().put("access_token", access).put("token_type", "bearer")
                .put("expires_in", options.access.toSeconds()).put("scope", family.scope);
        if (options.refresh.isPresent() && newRefresh) {
            family.refresh = "refresh-" + family.account + "-" + ++made;
            family.until = clock.instant().plus(options.refresh.get());
            byRefresh.put(family.refresh, family);
            json.put("refresh_token", family.refresh).put("refresh_token_expires_in", options.refresh.get().toSeconds());
        }
        context.status(200).header("Cache-Control", "no-store").contentType("application/json").result(json.toString());
    }

    private synchronized void revoke(Context context) {
        String told = form(context, "token");
        byCode.values().stream().filter(family -> family.refresh.equals(told) || family.access.contains(told)).forEach(this::end);
        context.status(200);
    }

    private void end(Family family) {
        family.ended = true;
        family.access.forEach(tokens::revoke);
    }

    /** Who asks; empty if it is nobody known, or the secret is wrong. */
    private String client(Context context) {
        String id = form(context, "client_id");
        String secret = form(context, "client_secret");
        String basic = Optional.ofNullable(context.header("Authorization")).orElse("");
        if (basic.startsWith("Basic ")) {
            String[] both = new String(Base64.getDecoder().decode(basic.substring(6)), US_ASCII).split(":", 2);
            id = URLDecoder.decode(both[0], UTF_8);
            secret = URLDecoder.decode(both[1], UTF_8);
        }
        Client client = clients.get(id);
        return client != null && client.secret.orElse("").equals(secret) ? id : "";
    }

    private static void refuse(Context context, int status, String error) {
        context.status(status).header("Cache-Control", "no-store").contentType("application/json")
                .result(JsonNodeFactory.instance.objectNode().put("error", error).toString());
    }

    private static String form(Context context, String name) {
        return Optional.ofNullable(context.formParam(name)).orElse("");
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> query(URI page) {
        var query = new LinkedHashMap<String, String>();
        for (String pair : Optional.ofNullable(page.getRawQuery()).orElse("").split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(URLDecoder.decode(parts[0], UTF_8), parts.length > 1 ? URLDecoder.decode(parts[1], UTF_8) : "");
        }
        return query;
    }
}
