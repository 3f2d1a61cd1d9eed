package org.dialoguehub.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.connector.SignsIn;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.Setting;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/**
 * Speaks to the networks of this process, with a flaw.
 *
 * @param networks by name
 * @param opened what this connector's sessions know of each other, which they should not
 */
record MemoryConnector(Flaw flaw, Map<String, MemoryNetwork> networks, List<MemoryNetwork> opened) implements Connector, SignsIn {
    static final int MOST_CHARACTERS = 500;

    private static final Setting<String> NETWORK = Setting.text("network", "Which network");
    private static final Setting<Secret> TOKEN = Setting.secret("token", "How to sign in");

    @Override
    public ConnectorSpec spec() {
        Set<Capability> capabilities = EnumSet.allOf(Capability.class);
        if (flaw == Flaw.OFFERS_WHAT_IT_DOES_NOT_DECLARE) {
            capabilities.remove(Capability.REACT);
        }
        Duration visibleAfter = MemoryNetwork.VISIBLE_AFTER;
        return new ConnectorSpec(
                "memory",
                flaw == Flaw.SAYS_SOMETHING_ELSE_EACH_TIME ? "Memory " + System.nanoTime() : "Memory",
                settings(),
                capabilities,
                ConnectorSpec.Settling.BY_READING,
                visibleAfter,
                1,
                TextRules.plain(MOST_CHARACTERS));
    }

    @Override
    public Session open(Settings settings, Host host) {
        MemoryNetwork network = Objects.requireNonNull(networks.get(settings.get(NETWORK)));
        opened.add(network);
        MemoryNetwork used = flaw == Flaw.SHARES_STATE_BETWEEN_SESSIONS ? opened.getFirst() : network;
        var session = new MemorySession(flaw, used, host);
        return flaw == Flaw.DECLARES_WHAT_IT_DOES_NOT_OFFER ? new DeafSession(session) : session;
    }

    @Override
    public URI page(Settings settings, Host host, SignIn signIn) {
        return new MemorySignIn(flaw).page(signIn);
    }

    @Override
    public String finish(Settings settings, Host host, SignIn signIn, Map<String, String> answer) throws ConnectorException {
        return new MemorySignIn(flaw).finish(host, signIn, answer);
    }

    private List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(List.of(NETWORK));
        settings.add(switch (flaw) {
            case DECLARES_THE_TOKEN_AS_TEXT -> Setting.text("token", "How to sign in");
            case TELLS_A_WRONG_SECRET -> TOKEN.where(MemoryConnector::tellWrongSecret);
            default -> TOKEN;
        });
        return settings;
    }

    private static void tellWrongSecret(Secret secret) {
        if (secret.reveal().contains(" ")) {
            throw new IllegalArgumentException("'" + secret.reveal() + "' has a space in it");
        }
    }
}
