package org.dialoguehub.camel;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publicity;

/** Says the body, in Markdown: returns once the ledger has it for all channels. */
final class BroadcastProducer extends DefaultProducer {
    private static final Principal ROUTES = new Principal.TheHub();

    private final BroadcastEndpoint endpoint;
    private final BroadcastComponent component;
    private final Places places = new Places();

    BroadcastProducer(BroadcastEndpoint endpoint, BroadcastComponent component) {
        super(endpoint);
        this.endpoint = endpoint;
        this.component = component;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Broadcasts broadcasts = component.requireBroadcasts();
        Draft plain = Draft.of(broadcasts.house(), message.getMandatoryBody(String.class), endpoint.names());
        Draft draft = HubConverters.header(message, HubHeaders.SUBJECT).map(plain::withSubject).orElse(plain);
        Publicity said = broadcasts.publish(ROUTES, draft, key(exchange));
        message.setHeader(HubHeaders.NOTE_ID, said.note().value());
    }

    /** An event that is handled again says nothing anew; from elsewhere only a key tells that it is the same. */
    private String key(Exchange exchange) {
        Optional<String> own = HubConverters.header(exchange.getMessage(), HubHeaders.KEY);
        return own.or(
                () -> Handling.of(exchange).map(handling -> places.of(exchange) + " because of event " + handling.received().sequence()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "A broadcast needs a key, so that none goes out twice: set the header " + HubHeaders.KEY));
    }
}
