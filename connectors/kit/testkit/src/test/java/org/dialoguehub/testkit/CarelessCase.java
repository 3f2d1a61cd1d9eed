package org.dialoguehub.testkit;

import static org.dialoguehub.sandbox.Request.matching;

import java.time.Instant;
import java.util.Map;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.sandbox.Noticeboard;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.testkit.CarelessConnector.Client;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The test of a connector whose HTTP client does more than it is asked, as its author would write it; {@link CarelessClientsTest} runs it. */
@ExtendWith(CarelessCase.ClientByConfiguration.class)
final class CarelessCase implements PublisherContract {
    static final String CLIENT = "client";

    private final Client client;

    CarelessCase(Client client) {
        this.client = client;
    }

    @Override
    public Connector connector() {
        return new CarelessConnector(client);
    }

    @Override
    public NetworkUnderTest network() {
        var board = Noticeboard.start(SandboxClock.standingAt(Instant.parse("2040-02-29T12:00:00Z"))).network();
        var settings = Map.of("server", board.uri().toString(), "token", board.tokens().issue("anna"));
        var works = Map.of(NetworkUnderTest.Work.READ, matching("GET", "/v1/**"), NetworkUnderTest.Work.PUBLISH,
                matching("POST", "/v1/notices"));
        return SandboxNetwork.of(board, "anna", settings, works);
    }

    /** Tells which client is used. */
    static final class ClientByConfiguration implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Client.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Client.valueOf(context.getConfigurationParameter(CLIENT).orElseThrow());
        }
    }
}
