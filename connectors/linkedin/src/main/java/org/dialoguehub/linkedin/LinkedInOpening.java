package org.dialoguehub.linkedin;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Host;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.OAuth;
import org.dialoguehub.toolkit.OAuthAccess;

/**
 * What both connectors open with.
 *
 * @param organization for which to speak; without one, for a member
 */
record LinkedInOpening(Settings settings, Host host, Optional<String> organization, Setting<List<String>> scopes) {
    LinkedInApi api() {
        var errors = new LinkedInErrors(host.clock());
        return new LinkedInApi(
                settings.get(LinkedInSettings.SERVER),
                Http.to(settings.get(LinkedInSettings.SERVER), host).meaning(errors),
                OAuthAccess.renewedBy(oauth(), host),
                new LinkedInQuota(host.budget(), host.clock(), settings.get(LinkedInSettings.CALLS_A_DAY)),
                errors,
                settings.get(LinkedInSettings.VERSION),
                organization);
    }

    LinkedInTranslator translator() {
        return new LinkedInTranslator(settings.get(LinkedInSettings.SITE), host.audience());
    }

    LinkedInSignIn signIn() {
        return new LinkedInSignIn(oauth(), api(), host);
    }

    private OAuth oauth() {
        String site = settings.get(LinkedInSettings.SITE).toString().replaceAll("/$", "");
        return OAuth.of(URI.create(site + "/oauth/v2/authorization"), URI.create(site + "/oauth/v2/accessToken"),
                settings.get(LinkedInSettings.CLIENT_ID))
                .confidential(settings.get(LinkedInSettings.CLIENT_SECRET), OAuth.Way.POST)
                .scopes(settings.get(scopes).toArray(String[]::new))
                .withoutProof();
    }
}
