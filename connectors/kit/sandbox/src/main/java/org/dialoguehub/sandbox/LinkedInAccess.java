package org.dialoguehub.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may ask, for whom, and how often: tokens, roles on the Page, quotas by the day until midnight UTC, versions. */
final class LinkedInAccess {
    static final String APP = "86sandboxapp";
    static final String SECRET = "WPL_AP1.sandbox.secret";

    private static final Duration ACCESS = Duration.ofDays(60);
    private static final Duration REFRESH = Duration.ofDays(365);
    private static final String VERSION = "[0-9]{6}(\\.[0-9]{2})?";

    private record Use(String whose, LocalDate day) {}

    private final SandboxClock clock;
    private final Tokens tokens;
    private final OAuthServer server;
    private final LinkedInSimulation.Options options;
    private final Map<Use, Integer> used = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    LinkedInAccess(SandboxClock clock, Tokens tokens, LinkedInSimulation.Options options) {
        this.clock = clock;
        this.tokens = tokens;
        this.options = options;
        Optional<Duration> refresh = options.refreshTokens() ? Optional.of(REFRESH) : Optional.empty();
        this.server = new OAuthServer(clock, tokens, new OAuthServer.Options(ACCESS, refresh, false, false))
                .client(APP, Optional.of(SECRET), URI.create("http://127.0.0.1/signed-in"));
    }

    OAuthServer server() {
        return server;
    }

    Instant now() {
        return clock.instant();
    }

    void addTo(RoutesConfig routes) {
        server.addTo(routes, "/oauth/v2/authorization", "/oauth/v2/accessToken", "/oauth/v2/revoke");
        routes.before("/rest/*", this::admit);
        routes.before("/v2/*", this::count);
    }

    /** The member whose token it is. */
    String member(Context context) {
        String token = Tokens.bearer(context).orElse("");
        return LinkedInUrns
                .person(tokens.account(token).orElseThrow(() -> LinkedInError.unauthorized(token.startsWith("sandbox-")).refusal()));
    }

    void mayActAs(Context context, String urn, String what) {
        if (!urn.equals(member(context)) && !(urn.equals(LinkedInUrns.ORGANIZATION) && manages(context))) {
            throw LinkedInError.denied(what).refusal();
        }
    }

    /** What members have said nobody may read: {@code r_member_social} is closed. */
    void mayRead(Context context, String author, String what) {
        if (!author.equals(LinkedInUrns.ORGANIZATION) || !manages(context)) {
            throw LinkedInError.denied(what).refusal();
        }
    }

    synchronized boolean manages(Context context) {
        String member = member(context);
        return !gone.contains(member) && options.managers().stream().map(LinkedInUrns::person).anyMatch(member::equals);
    }

    /** A member loses the role on the Page; the tokens stay good. */
    synchronized void dismiss(String account) {
        gone.add(LinkedInUrns.person(account));
    }

    private void admit(Context context) {
        String version = Optional.ofNullable(context.header("LinkedIn-Version")).orElse("");
        if (version.isEmpty()) {
            throw new LinkedInError(400, 0, "VERSION_MISSING",
                    "A version must be present. Please specify a version by adding the LinkedIn-Version header.").refusal();
        }
        if (!version.matches(VERSION) || version.compareTo(options.oldestVersion()) < 0) {
            throw new LinkedInError(426, 0, "NONEXISTENT_VERSION", "Requested version " + version + " is not active").refusal();
        }
        if (!"2.0.0".equals(context.header("X-Restli-Protocol-Version"))) {
            throw LinkedInError.invalid("Protocol version 1.0.0 is not understood here").refusal();
        }
        if (context.req().getRequestURI().contains("urn:li:")) {
            throw LinkedInError.invalid("Syntax exception in path variables").refusal();
        }
        count(context);
    }

    private synchronized void count(Context context) {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        String member = member(context);
        used.keySet().removeIf(use -> use.day.isBefore(today));
        for (var quota : List.of(Map.entry("APPLICATION", options.ofTheApp()), Map.entry("MEMBER", options.ofAMember()))) {
            String whose = quota.getKey().equals("MEMBER") ? member : "";
            if (used.getOrDefault(new Use(whose, today), 0) >= quota.getValue()) {
                throw LinkedInError.throttled(quota.getKey()).refusal();
            }
        }
        used.merge(new Use("", today), 1, Integer::sum);
        used.merge(new Use(member, today), 1, Integer::sum);
    }
}
