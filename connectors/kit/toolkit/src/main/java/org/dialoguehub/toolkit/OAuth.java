package org.dialoguehub.toolkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.settings.Secret;

/**
 * OAuth 2.0 by authorization code (RFC 6749) with a proof key (RFC 7636, S256) where the network knows it, for a client that a person signs in with a
 * browser (RFC 8252). {@link OAuthAccess} uses and renews what was granted.
 *
 * @param page where a person agrees
 * @param tokens the token endpoint
 * @param secret of the client; a public client has none
 * @param way how the client tells who it is at the token endpoint
 * @param proof whether a proof key is sent
 * @param extra further parameters of the page, as some networks want them
 */
public record OAuth(
        URI page,
        URI tokens,
        String client,
        Optional<Secret> secret,
        Way way,
        List<String> scopes,
        boolean proof,
        Map<String, String> extra) {
    /** Told in one word by servers that may be asked again (RFC 6749, 4.1.2.1). */
    private static final Set<String> PASSING = Set.of("server_error", "temporarily_unavailable", "slow_down");

    /** How a client authenticates (RFC 6749, 2.3.1). */
    public enum Way {
        /** With HTTP Basic. */
        BASIC,
        /** With {@code client_id} and {@code client_secret} in the body. */
        POST
    }

    public OAuth {
        scopes = List.copyOf(scopes);
        extra = Map.copyOf(extra);
    }

    /** A public client that sends a proof key, without scopes. */
    public static OAuth of(URI page, URI tokens, String client) {
        return new OAuth(page, tokens, client, Optional.empty(), Way.POST, List.of(), true, Map.of());
    }

    /** The same for a client with a secret. */
    public OAuth confidential(Secret value, Way by) {
        return new OAuth(page, tokens, client, Optional.of(value), by, scopes, proof, extra);
    }

    /** The same, asking for these scopes. */
    public OAuth scopes(String... values) {
        return new OAuth(page, tokens, client, secret, way, List.of(values), proof, extra);
    }

    /** The same for a network that knows no proof keys. */
    public OAuth withoutProof() {
        return new OAuth(page, tokens, client, secret, way, scopes, false, extra);
    }

    /** The same with a further parameter of the page. */
    public OAuth with(String name, String value) {
        var more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new OAuth(page, tokens, client, secret, way, scopes, proof, more);
    }

    /** The page for an attempt. */
    public URI page(SignIn signIn) {
        HttpUrl.Builder url = HttpUrl.get(page.toString()).newBuilder()
                .addQueryParameter("response_type", "code")
                .addQueryParameter("client_id", client)
                .addQueryParameter("redirect_uri", signIn.redirect().toString())
                .addQueryParameter("state", derived(signIn, "state"));
        if (!scopes.isEmpty()) {
            url.addQueryParameter("scope", String.join(" ", scopes));
        }
        if (proof) {
            url.addQueryParameter("code_challenge", encoded(sha256(derived(signIn, "verifier")))).addQueryParameter("code_challenge_method",
                    "S256");
        }
        extra.forEach(url::addQueryParameter);
        return url.build().uri();
    }

    /**
     * Gets what a person has granted, for the code with which the browser came back.
     *
     * @throws ConnectorException {@link Failure.Rejected} if the person said no, the answer belongs to another attempt, or the network refuses the code
     */
    public OAuthGrant exchange(Host host, SignIn signIn, Map<String, String> answer) throws ConnectorException {
        String state = answer.getOrDefault("state", "");
        if (!MessageDigest.isEqual(bytes(state), bytes(derived(signIn, "state")))) {
            throw rejected("What came back belongs to another attempt to sign in (its 'state' is not ours); begin again");
        }
        if (answer.containsKey("error")) {
            String error = answer.getOrDefault("error", "");
            throw rejected(error.equals("access_denied")
                    ? "The person who was asked did not agree"
                    : "The network refused to sign in: " + plain(answer.getOrDefault("error_description", error)));
        }
        String code = answer.getOrDefault("code", "");
        if (code.isEmpty()) {
            throw rejected("What came back holds no 'code'; paste the whole address that the browser shows at the end");
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", signIn.redirect().toString());
        if (proof) {
            form.put("code_verifier", derived(signIn, "verifier"));
        }
        return granted(host, form, Optional.empty());
    }

    /** Renews a grant; what the network does not give anew stays. */
    OAuthGrant renew(Host host, OAuthGrant grant) throws ConnectorException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", grant.refresh().orElseThrow().reveal());
        return granted(host, form, Optional.of(grant));
    }

    private OAuthGrant granted(Host host, Map<String, String> form, Optional<OAuthGrant> before) throws ConnectorException {
        URI server = tokens.resolve("/");
        try (Http http = Http.to(server, host).meaning(OAuth::meaning)) {
            HttpRequest request = http.post(tokens.getPath());
            secret.filter(it -> way == Way.BASIC).ifPresent(it -> request.basic(client, it));
            if (way == Way.POST || secret.isEmpty()) {
                form.put("client_id", client);
                secret.ifPresent(it -> form.put("client_secret", it.reveal()));
            }
            Instant now = host.clock().instant();
            return request.header("Accept", "application/json").form(form).read(json -> grant(json, now, before));
        } catch (ConnectorException failed) {
            throw new ConnectorException(harmless(failed.failure(), withoutSecrets(failed.failure().reason(), form)));
        }
    }

    /** Nothing is out that a hub would have to look for: only a token may be lost. */
    private static Failure harmless(Failure failure, String reason) {
        return switch (failure) {
            case Failure.Throttled wait -> new Failure.Throttled(wait.until(), reason);
            case Failure.Uncertain lost -> new Failure.Unreachable(reason);
            case Failure.Duplicate odd -> new Failure.Unreachable(reason);
            case Failure.Unreachable away -> new Failure.Unreachable(reason);
            case Failure.Unauthorized wrong -> new Failure.Unauthorized(reason);
            case Failure.Rejected wrong -> new Failure.Rejected(reason);
        };
    }

    /** A server may repeat what it was sent. */
    private String withoutSecrets(String reason, Map<String, String> form) {
        String without = secret.map(it -> reason.replace(it.reveal(), "***")).orElse(reason);
        for (String field : List.of("code", "code_verifier", "refresh_token")) {
            String value = form.getOrDefault(field, "");
            without = value.isEmpty() ? without : without.replace(value, "***");
        }
        return without;
    }

    /** Errors of the token endpoint (RFC 6749, 5.2); what is worded otherwise has the usual meaning. */
    private static Optional<Failure> meaning(HttpRefusal refusal) {
        return refusal.body().flatMap(OAuth::error).map(error -> switch (error) {
            case "invalid_client", "unauthorized_client" -> new Failure.Unauthorized(
                    refusal.reason() + " (" + error + ": are the id and the secret of the client in the settings right?)");
            case "invalid_grant" -> new Failure.Rejected(refusal.reason() + " (" + error + ": used, expired or revoked)");
            default -> PASSING.contains(error)
                    ? new Failure.Unreachable(refusal.reason() + " (" + error + ")")
                    : new Failure.Rejected(refusal.reason() + " (" + plain(error) + ")");
        });
    }

    private static Optional<String> error(Json body) {
        try {
            return body.optionalText("error");
        } catch (JsonException other) {
            return Optional.empty();
        }
    }

    private static OAuthGrant grant(Json json, Instant now, Optional<OAuthGrant> before) {
        Optional<Instant> refreshExpires = later(json, "refresh_token_expires_in", now);
        return new OAuthGrant(
                new Secret(json.text("access_token")),
                now,
                later(json, "expires_in", now),
                json.optionalText("refresh_token").filter(it -> !it.isBlank()).map(Secret::new)
                        .or(() -> before.flatMap(OAuthGrant::refresh)),
                refreshExpires.or(() -> before.flatMap(OAuthGrant::refreshExpires)),
                before.map(OAuthGrant::note).orElse(""));
    }

    /** Seconds from now; some networks write them as text. Facebook leaves them out, or says 0, for what does not end. */
    private static Optional<Instant> later(Json json, String name, Instant now) {
        if (!json.has(name)) {
            return Optional.empty();
        }
        long seconds = json.isText(name) ? seconds(json.text(name)) : json.number(name);
        return seconds <= 0
                ? Optional.empty()
                : Optional.of(now.plus(Duration.ofSeconds(Math.min(seconds, Duration.ofDays(36_500).toSeconds()))));
    }

    private static long seconds(String text) {
        if (text.matches("[0-9]{1,12}")) {
            return Long.parseLong(text);
        }
        throw new JsonException("a time in seconds is some other text");
    }

    /** Texts that nobody can guess, each for its use, from the seed of the attempt. */
    private static String derived(SignIn signIn, String use) {
        return encoded(HookSignature.hmac(signIn.seed(), bytes(use)));
    }

    private static ConnectorException rejected(String reason) {
        return new ConnectorException(new Failure.Rejected(reason));
    }

    private static String plain(String text) {
        String line = Characters.readable(text).replaceAll("\\s+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
