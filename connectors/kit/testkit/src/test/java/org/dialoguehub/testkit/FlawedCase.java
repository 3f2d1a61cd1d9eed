package org.dialoguehub.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The test of a flawed connector, as its author would write it; {@link PlantedFlawsTest} runs it, once for each flaw. */
@ExtendWith(FlawedCase.FlawByConfiguration.class)
final class FlawedCase
        implements
            ReceiverContract,
            ListenerContract,
            HookContract,
            SignInContract,
            PublisherContract,
            FinderContract,
            EditorContract,
            DeleterContract,
            ReactorContract,
            SettingsContract {
    static final String FLAW = "flaw";

    private final Flaw flaw;
    private final Map<String, MemoryNetwork> networks = new HashMap<>();
    private final List<MemoryNetwork> opened = new ArrayList<>();

    FlawedCase(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public Connector connector() {
        return new MemoryConnector(flaw, networks, opened);
    }

    @Override
    public NetworkUnderTest network() {
        String name = "network-" + networks.size();
        var network = new MemoryNetwork(name);
        networks.put(name, network);
        return network;
    }

    @Override
    public HookRequest telling(NetworkUnderTest network, ExternalId note) {
        return MemoryHook.telling((MemoryNetwork) network, note);
    }

    @Override
    public Map<String, String> answer(NetworkUnderTest network, URI page, boolean yes) {
        return MemorySignIn.answer(page, yes);
    }

    /** Tells which flaw is planted. */
    static final class FlawByConfiguration implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Flaw.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Flaw.valueOf(context.getConfigurationParameter(FLAW).orElseThrow());
        }
    }
}
