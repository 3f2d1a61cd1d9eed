package org.dialoguehub.twitter;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.toolkit.Http;

/** What a user may set. */
final class TwitterSettings {
    static final Setting<String> CLIENT_ID = Setting.text("client-id", "OAuth 2.0 client id of your app, from the Developer Console");
    static final Setting<Optional<Secret>> CLIENT_SECRET = Setting.secret("client-secret", "OAuth 2.0 client secret, if the app has one")
            .where(Http::requireToken).optional();
    static final Setting<Optional<Secret>> CONSUMER_SECRET = Setting
            .secret("consumer-secret", "API key secret of your app, by which X signs webhooks; without it none are heard")
            .where(Http::requireToken).optional();
    static final Setting<Access> ACCESS = Setting
            .choice("access", "Access of your app: self-serve may answer only posts that mention or quote the account", Access.class)
            .orElse(Access.SELF_SERVE);
    static final Setting<Boolean> CONVERSATIONS = Setting
            .yesNo("conversations", "Look for answers without a mention too, under the newest posts of a week; $0.005 for each answer")
            .orElse(false);
    static final Setting<Duration> HISTORY = Setting
            .duration("history", "How far back to read at the very first start").orElse(Duration.ofDays(7));
    static final Setting<TwitterPrice> DEAREST_POST = Setting
            .choice("dearest-post", "Refuse to send what costs more: a post with an address costs $0.20, one without $0.015",
                    TwitterPrice.class)
            .orElse(TwitterPrice.POST_WITH_ADDRESS);
    static final Setting<URI> SERVER = Setting.uri("server", "Address of the API").where(Http::requireServer)
            .orElse(URI.create("https://api.x.com"));
    static final Setting<URI> SIGN_IN_PAGE = Setting.uri("sign-in-page", "Address of the page on which a person agrees")
            .where(Http::requireServer).orElse(URI.create("https://x.com/i/oauth2/authorize"));

    static final List<Setting<?>> ALL =
            List.of(CLIENT_ID, CLIENT_SECRET, CONSUMER_SECRET, ACCESS, CONVERSATIONS, HISTORY, DEAREST_POST, SERVER,
                    SIGN_IN_PAGE);

    private TwitterSettings() {}

    /** What kind of app it is. */
    enum Access {
        /** Pay per use, or the older Basic and Pro. */
        SELF_SERVE,
        ENTERPRISE
    }
}
