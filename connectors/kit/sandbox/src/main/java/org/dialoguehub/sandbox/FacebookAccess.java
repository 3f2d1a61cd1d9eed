package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who may ask: an app, people who sign in to it, and the Page that they speak for. Written after Meta's pages on access tokens. */
final class FacebookAccess {
    static final String APP = "880000000000001";
    static final String SECRET = "sandbox-app-secret";
    static final String PAGE = "104200000000042";
    static final String PAGE_NAME = "Pool of Example";

    private static final Duration SHORT = Duration.ofHours(2);
    private static final Duration LONG = Duration.ofDays(60);
    private static final Duration DATA_ACCESS = Duration.ofDays(90);

    /**
     * What else is known of a token.
     *
     * @param lasting whether a Page token got with it lasts
     * @param until when it ends; 0 for never
     */
    private record Kind(String type, String user, boolean lasting, long until) {}

    private final SandboxClock clock;
    private final Tokens tokens;
    private final OAuthServer server;
    private final List<String> managers;
    private final boolean proofNeeded;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    FacebookAccess(SandboxClock clock, Tokens tokens, List<String> managers, boolean proofNeeded) {
        this.clock = clock;
        this.tokens = tokens;
        this.managers = managers;
        this.proofNeeded = proofNeeded;
        this.server = new OAuthServer(clock, tokens, new OAuthServer.Options(SHORT, Optional.empty(), false, false))
                .client(APP, Optional.of(SECRET), URI.create("http://127.0.0.1:8765/signed-in"));
    }

    OAuthServer server() {
        return server;
    }

    void addTo(RoutesConfig routes) {
        server.addPageTo(routes, "/{version}/dialog/oauth");
        routes.get("/{version}/oauth/access_token", this::grant);
        routes.post("/{version}/oauth/access_token", this::grant);
        routes.get("/{version}/debug_token", this::debug);
        routes.get("/{version}/me/accounts", this::accounts);
    }

    /** Where Facebook takes tokens: in a header, behind the question mark, in a form. */
    static Optional<String> carried(Request request) {
        Optional<String> header = request.header("Authorization").map(it -> it.replaceFirst("(?i)^(Bearer|OAuth) ", ""));
        return header.or(() -> pairs(request.query())).or(() -> pairs(request.body().text()));
    }

    private static Optional<String> pairs(String form) {
        for (String pair : form.split("&")) {
            if (pair.startsWith("access_token=")) {
                return Optional.of(URLDecoder.decode(pair.substring("access_token=".length()), UTF_8));
            }
        }
        return Optional.empty();
    }

    static Optional<String> carried(Context context) {
        return Optional.ofNullable(context.header("Authorization")).map(it -> it.replaceFirst("(?i)^(Bearer|OAuth) ", ""))
                .or(() -> parameter(context, "access_token"));
    }

    static Optional<String> parameter(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).or(() -> Optional.ofNullable(context.formParam(name)));
    }

    /** A token of the Page that lasts, as a sign-in leaves it. */
    String pageToken() {
        return pageToken(managers.getFirst(), true, 0);
    }

    /** A token of a person that lasts as long as one just signed in with. */
    String userToken(String account) {
        return user(account, SHORT, false);
    }

    /** A person changes the password: all tokens that come from their sign-in are worthless. */
    void withdraw(String account) {
        kinds.forEach((token, kind) -> {
            if (kind.user.equals(account)) {
                tokens.revoke(token);
            }
        });
    }

    /** The account that asks: the Page's id, or a person. */
    String account(Context context) {
        String token = carried(context)
                .orElseThrow(() -> FacebookError.of(2500, "An active access token must be used to query information").refusal());
        if (token.equals(APP + "|" + SECRET)) {
            return APP;
        }
        String account = tokens.account(token).orElseThrow(() -> refused(token));
        checkProof(context, token);
        return account;
    }

    private Refusal refused(String token) {
        if (!kinds.containsKey(token)) {
            return new FacebookError(400, 190, OptionalInt.empty(), "Malformed access token " + token, false).refusal();
        }
        return tokens.knows(token)
                ? FacebookError.token(463, "Error validating access token: Session has expired").refusal()
                : FacebookError.token(460, "Error validating access token: The session has been invalidated because the user changed "
                        + "their password or Facebook has changed the session for security reasons.").refusal();
    }

    private void checkProof(Context context, String token) {
        Optional<String> proof = parameter(context, "appsecret_proof");
        if (proof.isEmpty() ? proofNeeded : !proof.get().equals(proof(token))) {
            throw FacebookError.of(100, proof.isEmpty()
                    ? "API calls from the server require an appsecret_proof argument"
                    : "Invalid appsecret_proof provided in the API argument").refusal();
        }
    }

    static String proof(String token) {
        return HexFormat.of().formatHex(hmac(token.getBytes(UTF_8)));
    }

    static byte[] hmac(byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The Page as its node shows it to somebody; with a token for those who manage it. */
    Optional<String> tokenFor(Context context, String account) {
        Kind asking = kinds.get(carried(context).orElse(""));
        if (asking == null || account.equals(PAGE)) {
            return account.equals(PAGE) ? carried(context) : Optional.empty();
        }
        return managers.contains(account) ? Optional.of(pageToken(account, asking.lasting, asking.until)) : Optional.empty();
    }

    private void grant(Context context) {
        String secret = parameter(context, "client_secret").orElse("");
        if (!parameter(context, "client_id").orElse("").equals(APP) || !secret.equals(SECRET)) {
            throw FacebookError.of(101, "Error validating client secret.").refusal();
        }
        switch (parameter(context, "grant_type").orElse("authorization_code")) {
            case "authorization_code" -> {
                String account = server.take(APP, secret, parameter(context, "code").orElse(""),
                        parameter(context, "redirect_uri").orElse("")).orElseThrow(
                                () -> new FacebookError(400, 100, OptionalInt.of(36009), "This authorization code has been used.", false)
                                        .refusal());
                give(context, user(account, SHORT, false), SHORT);
            }
            case "fb_exchange_token" -> {
                String old = parameter(context, "fb_exchange_token").orElse("");
                String account = tokens.account(old).orElseThrow(() -> refused(old));
                give(context, user(account, LONG, true), LONG);
            }
            case "client_credentials" -> give(context, APP + "|" + SECRET, Duration.ZERO);
            default -> throw FacebookError.of(100, "Invalid grant_type").refusal();
        }
    }

    private static void give(Context context, String token, Duration lifetime) {
        var json = JsonNodeFactory.instance.objectNode().put("access_token", token).put("token_type", "bearer");
        if (!lifetime.isZero()) {
            json.put("expires_in", lifetime.toSeconds());
        }
        context.contentType("application/json").result(json.toString());
    }

    private String user(String account, Duration lifetime, boolean lasting) {
        String token = tokens.issue(account, lifetime);
        kinds.put(token, new Kind("USER", account, lasting, clock.instant().plus(lifetime).getEpochSecond()));
        return token;
    }

    private String pageToken(String user, boolean lasting, long until) {
        String token = lasting ? tokens.issue(PAGE) : tokens.issue(PAGE, Duration.ofSeconds(until - clock.instant().getEpochSecond()));
        kinds.put(token, new Kind("PAGE", user, lasting, lasting ? 0 : until));
        return token;
    }

    private void accounts(Context context) {
        String account = account(context);
        var json = JsonNodeFactory.instance.objectNode();
        var data = json.putArray("data");
        tokenFor(context, account).ifPresent(token -> data.add(page(account).put("access_token", token)));
        context.contentType("application/json").result(json.toString());
    }

    private static ObjectNode page(String account) {
        var page = JsonNodeFactory.instance.objectNode().put("id", PAGE).put("name", PAGE_NAME).put("category", "Sports Club");
        page.putArray("tasks").add(account.isEmpty() ? "ANALYZE" : "CREATE_CONTENT").add("MODERATE");
        return page;
    }

    private void debug(Context context) {
        account(context);
        String token = Optional.ofNullable(context.queryParam("input_token")).orElse("");
        Kind kind = kinds.get(token);
        var json = JsonNodeFactory.instance.objectNode();
        var data = json.putObject("data");
        if (kind == null) {
            data.put("is_valid", false).putObject("error").put("code", 190).put("message", "Malformed access token " + token);
        } else {
            data.put("app_id", APP).put("type", kind.type).put("is_valid", tokens.account(token).isPresent())
                    .put("expires_at", kind.until).put("data_access_expires_at", clock.instant().plus(DATA_ACCESS).getEpochSecond())
                    .put("profile_id", PAGE).putArray("scopes").add("pages_manage_posts").add("pages_read_engagement");
        }
        context.contentType("application/json").result(json.toString());
    }
}
