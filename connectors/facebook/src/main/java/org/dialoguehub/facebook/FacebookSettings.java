package org.dialoguehub.facebook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.toolkit.Http;

/** What a user may set. */
final class FacebookSettings {
    static final Setting<String> PAGE = Setting.text("page", "Id of the Page").where(FacebookSettings::requireId);
    static final Setting<String> APP_ID = Setting.text("app-id", "Id of your app at developers.facebook.com")
            .where(FacebookSettings::requireId);
    static final Setting<Secret> APP_SECRET = Setting.secret("app-secret", "Secret of your app; signs the webhooks too")
            .where(Http::requireToken);
    static final Setting<Optional<Secret>> VERIFY_TOKEN = Setting
            .secret("verify-token", "The verify token that you type in where you register the webhook").optional();
    static final Setting<Duration> WATCH = Setting
            .duration("watch", "How long a post is polled for comments; webhooks tell of older ones too").orElse(Duration.ofDays(30));
    static final Setting<Integer> PAGE_SIZE = Setting.between(Setting.integer("page-size", "Posts asked for at once"), 1, 50, "Facebook")
            .orElse(25);
    static final Setting<String> VERSION = Setting.text("version", "Version of the Graph API").where(FacebookSettings::requireVersion)
            .orElse("v26.0");
    static final Setting<URI> SERVER = Setting.uri("server", "Address of the Graph API").where(Http::requireServer)
            .orElse(URI.create("https://graph.facebook.com"));
    static final Setting<URI> SITE = Setting.uri("site", "Address at which people sign in and see posts").where(Http::requireServer)
            .orElse(URI.create("https://www.facebook.com"));

    static final Setting<Duration> LOOK_BACK =
            Setting.duration("look-back", "How far back to begin the first time").orElse(Duration.ofDays(7));
    static final Setting<Boolean> HUMAN_AGENT = Setting
            .yesNo("human-agent",
                    "Whether Meta lets the app answer for 7 days, by the permission Human Agent; people must write, no programs")
            .orElse(false);
    static final List<Setting<?>> OF_MESSENGER =
            List.of(PAGE, APP_ID, APP_SECRET, VERIFY_TOKEN, LOOK_BACK, HUMAN_AGENT, VERSION, SERVER, SITE);
    static final List<Setting<?>> ALL = List.of(PAGE, APP_ID, APP_SECRET, VERIFY_TOKEN, WATCH, PAGE_SIZE, VERSION, SERVER, SITE);

    private FacebookSettings() {}

    /** Facebook takes videos at an address of their own; others that speak the Graph API, where they take everything. */
    static URI videoServer(Settings settings) {
        return URI.create(settings.get(SERVER).toString().replace("//graph.facebook.com", "//graph-video.facebook.com"));
    }

    private static void requireId(String id) {
        if (!id.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException("an id at Facebook is a number, such as 104200000000042");
        }
    }

    private static void requireVersion(String version) {
        if (!version.matches("v[0-9]{2}\\.[0-9]")) {
            throw new IllegalArgumentException("a version is written such as v26.0");
        }
    }
}
