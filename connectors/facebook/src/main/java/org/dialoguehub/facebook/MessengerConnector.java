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
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.model.Audience;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.OAuthAccess;

/** Answers the private messages of those who write to a Facebook Page. */
public final class MessengerConnector implements Connector, SignsIn {
    private static final List<String> SCOPES =
            List.of("pages_show_list", "pages_read_engagement", "pages_messaging", "pages_manage_metadata");

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "facebook-messenger",
                "Messenger of a Facebook Page",
                FacebookSettings.OF_MESSENGER,
                EnumSet.of(Capability.RECEIVE, Capability.HOOK, Capability.PUBLISH, Capability.FIND),
                Settling.BY_READING,
                Duration.ofMinutes(1),
                2,
                TextRules.plain(MessengerSession.MOST_CHARACTERS));
    }

    /** @throws ConnectorException if everybody may read the channel: what people write to a Page is private */
    @Override
    public Session open(Settings settings, Host host) throws ConnectorException {
        if (host.audience() instanceof Audience.Everyone) {
            throw new ConnectorException(new Failure.Rejected("'audience' of '" + host.channel()
                    + "' is everyone, and messages to a Page are private: name the circle of those who answer them"));
        }
        var errors = new FacebookErrors(settings.get(FacebookSettings.PAGE), host.clock());
        URI server = settings.get(FacebookSettings.SERVER);
        var graph = new FacebookApi(Http.to(server, host), OAuthAccess.lasting(host), settings.get(FacebookSettings.APP_SECRET), errors,
                settings.get(FacebookSettings.VERSION), host.budget());
        var people = new FacebookTranslator(graph.page(), settings.get(FacebookSettings.SITE), host.audience());
        var files = new FacebookFiles(server, host);
        var events = new MessengerEvents(new MessengerTranslator(people), files, new FacebookEvents(people, files, host), host);
        var api = new MessengerApi(graph);
        var stream = new MessengerStream(api, events, settings.get(FacebookSettings.LOOK_BACK));
        var tellings = new FacebookTellings(graph.page(), settings.get(FacebookSettings.APP_SECRET),
                settings.get(FacebookSettings.VERIFY_TOKEN), events::told);
        return new MessengerSession(api, stream, tellings, settings.get(FacebookSettings.HUMAN_AGENT), host);
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
