package org.dialoguehub.facebook;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.OAuth;
import org.dialoguehub.toolkit.OAuthGrant;

/**
 * How a person who manages the Page lets us speak for it: a code gives a token of the person for two hours, that one for sixty days, and that the
 * token of the Page, which lasts. Only the last is kept. See
 * <a href="https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived">long-lived tokens</a>.
 */
record FacebookSignIn(Settings settings, Host host, List<String> scopes) {
    URI page(SignIn signIn) {
        return oauth().page(signIn);
    }

    /** Keeps the token of the Page, and says whose it is. */
    String finish(SignIn signIn, Map<String, String> answer) throws ConnectorException {
        OAuthGrant brief = oauth().exchange(host, signIn, answer);
        try (Http http = Http.to(settings.get(FacebookSettings.SERVER), host).meaning(errors())) {
            Secret person = lasting(http, brief.access());
            Json page = page(http, person);
            if (!page.has("access_token")) {
                throw new ConnectorException(new Failure.Rejected("Whoever has signed in does not manage the Page "
                        + settings.get(FacebookSettings.PAGE) + ", or did not tick it; somebody who manages it must sign in"));
            }
            Secret token = new Secret(page.text("access_token"));
            keep(OAuthGrant.lasting(token, host.clock().instant(), Optional.empty()), until(http, token));
            return "Signed in as the Page " + FacebookJson.optionalWord(page, "name").orElse("").replaceAll("\\s+", " ") + " ("
                    + settings.get(FacebookSettings.PAGE) + ")";
        }
    }

    private OAuth oauth() {
        URI dialog = settings.get(FacebookSettings.SITE).resolve("/" + version() + "/dialog/oauth");
        URI tokens = settings.get(FacebookSettings.SERVER).resolve("/" + version() + "/oauth/access_token");
        return OAuth.of(dialog, tokens, settings.get(FacebookSettings.APP_ID)).withoutProof()
                .confidential(settings.get(FacebookSettings.APP_SECRET), OAuth.Way.POST).scopes(scopes.toArray(String[]::new));
    }

    private Secret lasting(Http http, Secret brief) throws ConnectorException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "fb_exchange_token");
        form.put("client_id", settings.get(FacebookSettings.APP_ID));
        form.put("client_secret", appSecret().reveal());
        form.put("fb_exchange_token", brief.reveal());
        return harmless(() -> http.post("/{version}/oauth/access_token", version()).form(form)
                .read(json -> new Secret(json.text("access_token"))), brief, appSecret());
    }

    private Json page(Http http, Secret person) throws ConnectorException {
        return harmless(() -> http.bearing(person).get("/{version}/{page}", version(), settings.get(FacebookSettings.PAGE))
                .query("fields", "id,name,access_token").query("appsecret_proof", FacebookApi.proof(person, appSecret()))
                .read(json -> json.has("error") ? Json.object() : json), person);
    }

    /** When a person must sign in again: the token ends, or the app may not ask any more for what the person may see. Facebook says 0 for never. */
    private Optional<Instant> until(Http http, Secret token) throws ConnectorException {
        var app = new Secret(settings.get(FacebookSettings.APP_ID) + "|" + appSecret().reveal());
        List<Instant> ends = harmless(() -> http.bearing(app).get("/{version}/debug_token", version())
                .query("input_token", token.reveal())
                .read(json -> Stream.of("expires_at", "data_access_expires_at")
                        .map(name -> json.object("data").has(name) ? json.object("data").number(name) : 0)
                        .filter(seconds -> seconds > 0).map(Instant::ofEpochSecond).toList()),
                token, app, appSecret());
        return ends.stream().min(Instant::compareTo);
    }

    private void keep(OAuthGrant grant, Optional<Instant> until) {
        var credential = new Credential(grant.credential().value(), until);
        while (!host.credentials().replace(host.credentials().read(), credential)) {
            // somebody else has signed in meanwhile; what a person has just granted is newer
        }
    }

    /** Nothing is out that a hub would have to look for, and no message repeats what was sent. */
    private static <T> T harmless(Step<T> step, Secret... secrets) throws ConnectorException {
        try {
            return step.take();
        } catch (ConnectorException failed) {
            String reason = failed.failure().reason();
            for (Secret secret : secrets) {
                reason = reason.replace(secret.reveal(), "***");
            }
            throw new ConnectorException(switch (failed.failure()) {
                case Failure.Throttled wait -> new Failure.Throttled(wait.until(), reason);
                case Failure.Unauthorized no -> new Failure.Unauthorized(reason);
                case Failure.Rejected no -> new Failure.Rejected(reason);
                case Failure.Unreachable away -> new Failure.Unreachable(reason);
                case Failure.Uncertain lost -> new Failure.Unreachable(reason);
                case Failure.Duplicate odd -> new Failure.Unreachable(reason);
            });
        }
    }

    @FunctionalInterface
    private interface Step<T> {
        T take() throws ConnectorException;
    }

    private FacebookErrors errors() {
        return new FacebookErrors(settings.get(FacebookSettings.PAGE), host.clock());
    }

    private Secret appSecret() {
        return settings.get(FacebookSettings.APP_SECRET);
    }

    private String version() {
        return settings.get(FacebookSettings.VERSION);
    }
}
