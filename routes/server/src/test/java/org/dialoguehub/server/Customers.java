package org.dialoguehub.server;

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
import org.dialoguehub.toolkit.OAuth;
import org.dialoguehub.toolkit.OAuthAccess;
import org.dialoguehub.toolkit.OAuthGrant;

/** A network of customers: a person signs in, and it tells of notes over HTTP, one a line. */
final class Customers implements Connector, SignsIn {
    static final Setting<URI> SERVER = Setting.uri("server", "Address");
    static final Setting<Secret> SECRET = Setting.secret("secret", "Secret of the client");
    static final HookSignature SIGNATURE = HookSignature.hex("Signature").prefixed("v0=").after("v0:").dated("Time", Duration.ofMinutes(5));

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec("customers", "Customers", List.of(SERVER, SECRET), Set.of(Capability.HOOK), ConnectorSpec.Settling.NONE,
                Duration.ZERO, 1, TextRules.unlimited());
    }

    @Override
    public Session open(Settings settings, Host host) {
        Http http = Http.to(settings.get(SERVER), host);
        return new Customer(http, OAuthAccess.renewedBy(oauth(settings), host), settings.get(SECRET), host);
    }

    @Override
    public URI page(Settings settings, Host host, SignIn signIn) {
        return oauth(settings).page(signIn);
    }

    @Override
    public String finish(Settings settings, Host host, SignIn signIn, Map<String, String> answer) throws ConnectorException {
        OAuthGrant grant = oauth(settings).exchange(host, signIn, answer);
        try (Http http = Http.to(settings.get(SERVER), host)) {
            String who = me(http, grant.access());
            OAuthAccess.keep(host, grant);
            return "Signed in as " + who;
        }
    }

    private static OAuth oauth(Settings settings) {
        URI server = settings.get(SERVER);
        return OAuth.of(server.resolve("/oauth/page"), server.resolve("/oauth/token"), "hub")
                .confidential(settings.get(SECRET), OAuth.Way.POST);
    }

    private static String me(Http http, Secret token) throws ConnectorException {
        return http.bearing(token).get("/me").read(json -> json.text("id"));
    }

    private record Customer(Http http, OAuthAccess access, Secret secret, Host host) implements Session, Hook {
        @Override
        public String check() throws ConnectorException {
            return "Signed in as " + access.with(token -> me(http, token));
        }

        @Override
        public HookAnswer hear(HookRequest request, Blobs blobs) {
            if (SIGNATURE.judge(request, secret, host.clock().instant()) != Verdict.GOOD) {
                return HookAnswer.refused(403);
            }
            String text = new String(request.body(), StandardCharsets.UTF_8);
            return HookAnswer.heard(text.lines().map(this::event).toList());
        }

        private Event event(String text) {
            var note = Note.of(Actor.of("customers:eva", "Eva"), RichText.of(text), host.audience(), host.clock().instant());
            return new Event(new EventKey(text), new Activity.Create(new ExternalId(text), note));
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
