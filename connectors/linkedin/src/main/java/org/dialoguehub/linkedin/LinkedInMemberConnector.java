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

/** Speaks to LinkedIn as a member, who can write but not be read. */
public final class LinkedInMemberConnector implements Connector, Forecaster, SignsIn {
    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "linkedin-member",
                "LinkedIn member",
                LinkedInSettings.OF_A_MEMBER,
                EnumSet.of(Capability.PUBLISH, Capability.FIND, Capability.EDIT, Capability.DELETE),
                Settling.NONE,
                Duration.ZERO,
                2,
                LinkedInConnector.TEXT).showing(LinkedInShown.IMAGES);
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
        return new LinkedInMemberSession(api, translator, new LinkedInWriting(api, translator, new LinkedInVideos(api, host), host));
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
        return new LinkedInOpening(settings, host, Optional.empty(), LinkedInSettings.MEMBER_SCOPES);
    }
}
