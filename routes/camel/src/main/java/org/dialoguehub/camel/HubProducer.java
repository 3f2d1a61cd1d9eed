package org.dialoguehub.camel;

import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.dialoguehub.camel.Handling.Send;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the body to a channel: returns once the ledger has it. */
final class HubProducer extends DefaultProducer {
    private static final Logger LOG = LoggerFactory.getLogger(HubProducer.class);
    private static final Principal ROUTES = new Principal.TheHub();

    private final HubEndpoint hub;
    private final HubComponent component;
    private final Places places = new Places();

    HubProducer(HubEndpoint endpoint, HubComponent component) {
        super(endpoint);
        this.hub = endpoint;
        this.component = component;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Optional<Handling> handling = Handling.of(exchange);
        Receipt receipt = handling.isPresent() ? because(handling.get(), exchange) : byItself(exchange);
        if (receipt.state() == Delivery.State.REJECTED) {
            LOG.warn("Delivery {} to {} was rejected: {}", receipt.delivery(), receipt.channel(), receipt.reason());
        }
        Message message = exchange.getMessage();
        message.setHeader(HubHeaders.DELIVERY, receipt.delivery());
        message.setHeader(HubHeaders.NOTE_ID, receipt.note().value());
        message.setHeader(HubHeaders.STATE, receipt.state().name().toLowerCase(Locale.ROOT));
    }

    private Receipt because(Handling handling, Exchange exchange) throws InvalidPayloadException {
        Send send = handling.begin(HubConverters.header(exchange.getMessage(), HubHeaders.KEY).orElseGet(() -> places.of(exchange)));
        boolean durable = false;
        try {
            Receipt receipt = because(handling, send.rule(), exchange);
            durable = true;
            return receipt;
        } finally {
            if (!durable) {
                handling.failed(send);
            }
        }
    }

    private Receipt because(Handling handling, String rule, Exchange exchange) throws InvalidPayloadException {
        if (exchange.getMessage().getBody() instanceof Activity activity && activity.object() instanceof NoteId) {
            return hub.engine().forward(ROUTES, handling.received(), rule, hub.getChannel(), activity);
        }
        Note note = note(exchange, new Audience.Everyone());
        return hub.engine().send(ROUTES, handling.received(), rule, hub.getChannel(), note);
    }

    private Receipt byItself(Exchange exchange) throws InvalidPayloadException {
        Note note = note(exchange, hub.engine().audience(hub.getChannel()));
        Optional<String> key = HubConverters.header(exchange.getMessage(), HubHeaders.KEY);
        return key.isPresent()
                ? hub.engine().send(ROUTES, hub.getChannel(), note, key.get())
                : hub.engine().send(ROUTES, hub.getChannel(), note);
    }

    /**
     * @param readers of a body that does not say for whom it is
     */
    private Note note(Exchange exchange, Audience readers) throws InvalidPayloadException {
        return switch (exchange.getMessage().getBody()) {
            case Note note -> note;
            case Create create -> create.note();
            case Activity other -> throw new IllegalArgumentException("To do '" + Words.kind(other) + "' on 'hub:" + hub.getChannel()
                    + "', the exchange must come from a hub: endpoint, and the activity speak of a note by the hub's id");
            case null, default ->
                HubConverters.note(exchange.getMessage().getMandatoryBody(String.class), exchange, readers, component.getAuthor());
        };
    }
}
