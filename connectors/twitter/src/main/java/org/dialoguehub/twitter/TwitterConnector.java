package org.dialoguehub.twitter;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Forecaster;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Outlook;
import org.dialoguehub.connector.Session;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.OAuth;
import org.dialoguehub.toolkit.OAuthAccess;
import org.dialoguehub.toolkit.OAuthGrant;
import org.dialoguehub.twitter.TwitterJson.Draft;
import org.dialoguehub.twitter.TwitterJson.User;

/** Connects channels with accounts of X (Twitter). */
public final class TwitterConnector implements Connector, Forecaster, SignsIn {
    /** X does not say how long a timeline may lag behind; seconds were seen. Beyond that the same text again is refused, which is looked into. */
    static final Duration VISIBLE_AFTER = Duration.ofMinutes(1);

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "twitter",
                "X",
                TwitterSettings.ALL,
                Set.of(Capability.RECEIVE, Capability.HOOK, Capability.PUBLISH, Capability.FIND, Capability.EDIT, Capability.DELETE),
                Settling.BY_READING,
                VISIBLE_AFTER,
                2,
                TwitterText.RULES).costing(
                        Map.of(
                                Capability.PUBLISH, TwitterPrice.POST_WITH_ADDRESS.money(),
                                Capability.EDIT, TwitterPrice.POST_WITH_ADDRESS.money(),
                                Capability.DELETE, TwitterPrice.DELETION,
                                Capability.RECEIVE, TwitterPrice.READING.times(TwitterApi.PAGE)))
                .showing(TwitterUploads.IMAGES);
    }

    @Override
    public Outlook outlook(Settings settings, Note note) {
        List<Attachment> named = TwitterUploads.named(note);
        Draft draft = new TwitterTranslator(note.audience()).draft(note, named);
        // Whether an answer was called for X alone knows; so the dearer price is told.
        TwitterPrice price = TwitterPrice.of(draft.text(), false);
        Optional<String> tooDear = price.money().isMoreThan(settings.get(TwitterSettings.DEAREST_POST).money())
                ? Optional.of("It costs " + price.money() + ", as X takes more for an address; 'dearest-post' allows "
                        + settings.get(TwitterSettings.DEAREST_POST).money())
                : Optional.empty();
        List<Attachment> shown = note.attachments().stream().filter(file -> !named.contains(file)).toList();
        return new Outlook(shown, named, shown.isEmpty() ? TwitterText.onlyAddress(draft.text()) : Optional.empty(),
                Optional.of(price.money()), TwitterUploads.misfit(shown).or(() -> tooDear));
    }

    @Override
    public Session open(Settings settings, Host host) {
        var account = new TwitterAccount(api(settings, host), OAuthAccess.renewedBy(oauth(settings), host));
        var translator = new TwitterTranslator(host.audience());
        return new TwitterSession(
                settings, host, account, translator, new TwitterEvents(translator, host), new TwitterUploads(account, host));
    }

    @Override
    public Optional<String> account(Settings settings) {
        return Optional.of("x app " + settings.get(TwitterSettings.CLIENT_ID));
    }

    @Override
    public URI page(Settings settings, Host host, SignIn signIn) {
        return oauth(settings).page(signIn);
    }

    @Override
    public String finish(Settings settings, Host host, SignIn signIn, Map<String, String> answer) throws ConnectorException {
        OAuthGrant grant = oauth(settings).exchange(host, signIn, answer);
        TwitterApi api = api(settings, host);
        try {
            User user = api.bearing(grant.access()).me();
            OAuthAccess.keep(host, TwitterAccount.remembering(grant, user));
            return "Signed in as @" + user.name();
        } finally {
            api.http().close();
        }
    }

    private static TwitterApi api(Settings settings, Host host) {
        return new TwitterApi(Http.to(settings.get(TwitterSettings.SERVER), host)
                .meaning(refusal -> TwitterApi.meaning(refusal, host.clock())), new TwitterMeter(host));
    }

    private static OAuth oauth(Settings settings) {
        URI tokens = settings.get(TwitterSettings.SERVER).resolve("/2/oauth2/token");
        OAuth open = OAuth.of(settings.get(TwitterSettings.SIGN_IN_PAGE), tokens, settings.get(TwitterSettings.CLIENT_ID))
                .scopes("tweet.read", "tweet.write", "users.read", "media.write", "offline.access");
        return settings.get(TwitterSettings.CLIENT_SECRET).map(secret -> open.confidential(secret, OAuth.Way.BASIC)).orElse(open);
    }
}
