package org.dialoguehub.camel;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/**
 * Makes any Camel endpoint a channel. It needs a Camel context, so it is not found by itself: whoever wires the hub adds it.
 *
 * <p>The context may start after the hub; until then the channel counts as away.
 */
public final class CamelConnector implements Connector {
    private static final ConnectorSpec SPEC = new ConnectorSpec(
            "camel",
            "Camel",
            CamelSettings.ALL,
            Set.of(Capability.RECEIVE, Capability.LISTEN, Capability.PUBLISH, Capability.FIND),
            Settling.NONE,
            Duration.ZERO,
            4,
            TextRules.unlimited());

    private final Supplier<CamelContext> context;

    public CamelConnector(CamelContext context) {
        this(() -> context);
    }

    /** @param context asked for with the first channel, so that there need be no Camel where nobody uses it */
    public CamelConnector(Supplier<CamelContext> context) {
        this.context = context;
    }

    @Override
    public ConnectorSpec spec() {
        return SPEC;
    }

    @Override
    public Session open(Settings settings, Host host) throws ConnectorException {
        return CamelSession.open(context.get(), CamelSettings.of(settings), host);
    }
}
