package org.dialoguehub.template;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Hook;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.toolkit.HookSignature;
import org.dialoguehub.toolkit.HookSignature.Verdict;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.OAuth;
import org.dialoguehub.toolkit.OAuthAccess;
import org.dialoguehub.toolkit.OAuthGrant;

/** What the notice board does not need: a network to which a person signs in with a browser, and which tells of news by itself. */
final class ClubConnector implements Connector, SignsIn {
    static final Setting<URI> SERVER = Setting.uri("server", "Address of the club").where(Http::requireServer);
    static final Setting<Secret> SECRET = Setting.secret("client-secret", "Secret of the client");
    static final HookSignature SIGNATURE = HookSignature.hex("X-Hub-Signature-256").prefixed("sha256=");

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec("club", "Club", List.of(SERVER, SECRET), Set.of(Capability.HOOK), ConnectorSpec.Settling.NONE,
                Duration.ZERO, 1,
                TextRules.unlimited());
    }

    @Override
    public Session open(Settings settings, Host host) {
        return new ClubSession(api(settings, host), OAuthAccess.renewedBy(oauth(settings), host), settings.get(SECRET), host);
    }

    @Override
    public URI page(Settings settings, Host host, SignIn signIn) {
        return oauth(settings).page(signIn);
    }

    @Override
    public String finish(Settings settings, Host host, SignIn signIn, Map<String, String> answer) throws ConnectorException {
        OAuthGrant grant = oauth(settings).exchange(host, signIn, answer);
        try (Http api = api(settings, host).bearing(grant.access())) {
            String who = api.get("/me").read(json -> json.text("id"));
            OAuthAccess.keep(host, grant);
            return "Signed in as " + who;
        }
    }

    private static OAuth oauth(Settings settings) {
        URI server = settings.get(SERVER);
        return OAuth.of(server.resolve("/oauth/page"), server.resolve("/oauth/token"), "hub")
                .confidential(settings.get(SECRET), OAuth.Way.BASIC)
                .scopes("read");
    }

    private static Http api(Settings settings, Host host) {
        return Http.to(settings.get(SERVER), host);
    }

    private record ClubSession(Http api, OAuthAccess access, Secret secret, Host host) implements Session, Hook {
        @Override
        public String check() throws ConnectorException {
            return "Signed in as " + access.with(token -> api.bearing(token).get("/me").read(json -> json.text("id")));
        }

        @Override
        public HookAnswer hear(HookRequest request, Blobs blobs) {
            if (SIGNATURE.judge(request, secret, host.clock().instant()) != Verdict.GOOD) {
                return HookAnswer.refused(403);
            }
            return HookAnswer.heard(events(request.body()));
        }

        private List<Event> events(byte[] body) {
            Json told = Json.read(new String(body, StandardCharsets.UTF_8));
            var note = Note.of(Actor.of("club:stranger", ""), RichText.of(told.text("text")), host.audience(), host.clock().instant());
            var id = new ExternalId(told.text("id"));
            return List.of(new Event(new EventKey("created-" + id.value()), new Activity.Create(id, note)));
        }

        @Override
        public void close() {
            api.close();
        }
    }
}
