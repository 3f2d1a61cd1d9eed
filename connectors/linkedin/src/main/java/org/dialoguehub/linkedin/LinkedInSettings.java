package org.dialoguehub.linkedin;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.toolkit.Http;

/** What a user may set. */
final class LinkedInSettings {
    static final Setting<String> ORGANIZATION =
            Setting.text("organization", "Number of the organization, as in the address of its admin page")
                    .where(LinkedInSettings::requireNumber);
    static final Setting<String> CLIENT_ID = Setting.text("client-id", "Client ID of your app in LinkedIn's developer portal");
    static final Setting<Secret> CLIENT_SECRET =
            Setting.secret("client-secret", "Primary client secret of the app; also signs what webhooks tell")
                    .where(LinkedInSettings::requireSomething);
    static final Setting<List<String>> SCOPES = Setting.texts("scopes", "Permissions to ask for").orElse(List.of(
            "r_organization_social", "r_organization_social_feed", "w_organization_social", "w_organization_social_feed",
            "rw_organization_admin"));
    static final Setting<List<String>> MEMBER_SCOPES = Setting.texts("scopes", "Permissions to ask for")
            .orElse(List.of("openid", "profile", "w_member_social"));
    static final Setting<String> VERSION = Setting.text("version", "Version of the API, YYYYMM").orElse("202609")
            .where(LinkedInSettings::requireMonth);
    static final Setting<Optional<Integer>> CALLS_A_DAY = Setting
            .between(Setting.integer("calls-a-day", "Calls after which the hub stops until midnight UTC"), 1, 10_000_000, "LinkedIn")
            .optional();
    static final Setting<Duration> LOOK_BACK =
            Setting.duration("look-back", "How far back to begin the first time").orElse(Duration.ofDays(1));
    static final Setting<Integer> WATCHED = Setting
            .between(Setting.integer("watched-posts", "How many of the latest posts are read comment by comment each time"), 0, 50,
                    "LinkedIn")
            .orElse(5);
    static final Setting<Boolean> NOTIFICATIONS = Setting
            .yesNo("notifications", "Whether to ask what was done to the organization, which needs rw_organization_admin").orElse(true);
    static final Setting<URI> SERVER = Setting.uri("server", "Address of the API").where(Http::requireServer)
            .orElse(URI.create("https://api.linkedin.com"));
    static final Setting<URI> SITE = Setting.uri("site", "Address where people sign in and read").where(Http::requireServer)
            .orElse(URI.create("https://www.linkedin.com"));

    static final List<Setting<?>> OF_AN_ORGANIZATION = List.of(
            ORGANIZATION, CLIENT_ID, CLIENT_SECRET, SCOPES, VERSION, CALLS_A_DAY, LOOK_BACK, WATCHED, NOTIFICATIONS, SERVER, SITE);
    static final List<Setting<?>> OF_A_MEMBER = List.of(CLIENT_ID, CLIENT_SECRET, MEMBER_SCOPES, VERSION, CALLS_A_DAY, SERVER, SITE);

    private LinkedInSettings() {}

    private static void requireNumber(String value) {
        if (!value.matches("[0-9]{1,19}")) {
            throw new IllegalArgumentException("a number is needed, such as that in linkedin.com/company/2414183/admin");
        }
    }

    private static void requireMonth(String value) {
        if (!value.matches("20[0-9]{2}(0[1-9]|1[0-2])")) {
            throw new IllegalArgumentException("a year and a month are needed, such as 202609");
        }
    }

    private static void requireSomething(Secret secret) {
        if (secret.reveal().isBlank()) {
            throw new IllegalArgumentException("it is empty");
        }
    }
}
