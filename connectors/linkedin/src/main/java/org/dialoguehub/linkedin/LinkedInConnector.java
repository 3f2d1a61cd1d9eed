package org.dialoguehub.linkedin;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
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
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/** Speaks to LinkedIn as an organization, for which one of its administrators signs in. */
public final class LinkedInConnector implements Connector, Forecaster, SignsIn {
    static final TextRules TEXT = new TextRules(
            String::length, LinkedInWriting.MOST_CHARACTERS, LinkedInWriting.MOST_CHARACTERS_OF_A_COMMENT,
            EnumSet.noneOf(TextRules.Form.class));

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "linkedin",
                "LinkedIn Page",
                LinkedInSettings.OF_AN_ORGANIZATION,
                EnumSet.of(Capability.RECEIVE, Capability.HOOK, Capability.PUBLISH, Capability.FIND, Capability.EDIT, Capability.DELETE,
                        Capability.REACT),
                Settling.BY_READING,
                Duration.ofMinutes(1),
                2,
                TEXT).showing(LinkedInShown.IMAGES);
    }

    @Override
    public Outlook outlook(Settings settings, Note note) {
        return LinkedInShown.of(note).outlook(note);
    }

    @Override
    public Session open(Settings settings, Host host) {
        LinkedInOpening opening = opening(settings, host);
        LinkedInApi api = opening.api();
        LinkedInTranslator translator = opening.translator();
        var stream = new LinkedInStream(api, new LinkedInEvents(api, translator, host), settings.get(LinkedInSettings.LOOK_BACK),
                settings.get(LinkedInSettings.WATCHED), settings.get(LinkedInSettings.NOTIFICATIONS));
        var tellings = new LinkedInTellings(settings.get(LinkedInSettings.CLIENT_SECRET));
        return new LinkedInSession(api, translator, new LinkedInWriting(api, translator, new LinkedInVideos(api, host), host), stream,
                tellings);
    }

    @Override
    public Optional<String> account(Settings settings) {
        return Optional.of("linkedin app " + settings.get(LinkedInSettings.CLIENT_ID));
    }

    @Override
    public URI page(Settings settings, Host host, SignIn signIn) {
        return opening(settings, host).signIn().page(signIn);
    }

    @Override
    public String finish(Settings settings, Host host, SignIn signIn, Map<String, String> answer) throws ConnectorException {
        return opening(settings, host).signIn().finish(signIn, answer);
    }

    private static LinkedInOpening opening(Settings settings, Host host) {
        String organization = "urn:li:organization:" + settings.get(LinkedInSettings.ORGANIZATION);
        return new LinkedInOpening(settings, host, Optional.of(organization), LinkedInSettings.SCOPES);
    }
}
