package org.dialoguehub.facebook;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Forecaster;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.ImageRules;
import org.dialoguehub.connector.Outlook;
import org.dialoguehub.connector.Session;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.OAuthAccess;

/** Speaks to Facebook as a Page. */
public final class FacebookConnector implements Connector, Forecaster, SignsIn {
    private static final List<String> SCOPES = List.of(
            "pages_show_list", "pages_read_engagement", "pages_read_user_content", "pages_manage_posts", "pages_manage_engagement",
            "pages_manage_metadata");

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "facebook",
                "Facebook Page",
                FacebookSettings.ALL,
                EnumSet.of(Capability.RECEIVE, Capability.HOOK, Capability.PUBLISH, Capability.FIND, Capability.EDIT, Capability.DELETE,
                        Capability.REACT),
                Settling.BY_READING,
                Duration.ofMinutes(1),
                2,
                TextRules.plain(FacebookSession.MOST_CHARACTERS).answering(FacebookSession.MOST_CHARACTERS_OF_A_COMMENT))
                .showing(new ImageRules(
                        FacebookTranslator.PICTURES, FacebookTranslator.MOST_BYTES_OF_A_PICTURE, ImageRules.ANY_PIXELS));
    }

    @Override
    public Outlook outlook(Settings settings, Note note) {
        var translator = new FacebookTranslator(settings.get(FacebookSettings.PAGE), settings.get(FacebookSettings.SITE), note.audience());
        List<Attachment> shown = FacebookTranslator.shown(note);
        Optional<String> refusal = shown.stream().flatMap(file -> FacebookTranslator.misfit(file).stream()).findFirst();
        return new Outlook(shown, note.attachments().stream().filter(file -> !shown.contains(file)).toList(),
                translator.draft(note).link(), Optional.empty(), refusal);
    }

    @Override
    public Session open(Settings settings, Host host) {
        var errors = new FacebookErrors(settings.get(FacebookSettings.PAGE), host.clock());
        var api = new FacebookApi(Http.to(settings.get(FacebookSettings.SERVER), host), OAuthAccess.lasting(host),
                settings.get(FacebookSettings.APP_SECRET), errors, settings.get(FacebookSettings.VERSION), host.budget());
        var translator = new FacebookTranslator(api.page(), settings.get(FacebookSettings.SITE), host.audience());
        var events = new FacebookEvents(translator, new FacebookFiles(settings.get(FacebookSettings.SERVER), host), host);
        var stream = new FacebookStream(api, events, settings.get(FacebookSettings.WATCH), settings.get(FacebookSettings.PAGE_SIZE));
        var tellings = new FacebookTellings(api.page(), settings.get(FacebookSettings.APP_SECRET),
                settings.get(FacebookSettings.VERIFY_TOKEN), events::told);
        var videos = new FacebookVideos(api, Http.to(FacebookSettings.videoServer(settings), host), host);
        return new FacebookSession(api, translator, stream, tellings, videos, host);
    }

    @Override
    public Optional<String> account(Settings settings) {
        return Optional.of("facebook page " + settings.get(FacebookSettings.PAGE));
    }

    @Override
    public URI page(Settings settings, Host host, SignIn signIn) {
        return new FacebookSignIn(settings, host, SCOPES).page(signIn);
    }

    @Override
    public String finish(Settings settings, Host host, SignIn signIn, Map<String, String> answer) throws ConnectorException {
        return new FacebookSignIn(settings, host, SCOPES).finish(signIn, answer);
    }
}
