package org.dialoguehub.camel;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.Route;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Received;

/** Hands what comes in on a channel to a route, in a durable subscription that has the route's name. */
final class HubConsumer extends DefaultConsumer implements Suspendable {
    private final HubEndpoint hub;
    private Optional<AutoCloseable> subscription = Optional.empty();

    HubConsumer(HubEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.hub = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        take();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        take();
    }

    @Override
    protected void doSuspend() throws Exception {
        leave();
        super.doSuspend();
    }

    @Override
    protected void doStop() throws Exception {
        leave();
        super.doStop();
    }

    private void take() {
        String name = subscriptionName();
        subscription =
                Optional.of(hub.engine().subscribe(new Principal.TheHub(), hub.getChannel(), name, received -> handle(received, name)));
    }

    private void leave() throws Exception {
        if (subscription.isPresent()) {
            subscription.get().close();
            subscription = Optional.empty();
        }
    }

    private String subscriptionName() {
        Route route = getRoute();
        if (route == null || !route.isCustomId()) {
            throw new IllegalStateException("The route from 'hub:" + hub.getChannel() + "' needs an id of its own, such as .routeId(\""
                    + hub.getChannel() + "-to-log\"): the hub keeps under it, through restarts, what the route has still to see");
        }
        return "route:" + route.getRouteId();
    }

    private void handle(Received received, String name) throws Exception {
        Exchange exchange = createExchange(true);
        exchange.setProperty(Handling.PROPERTY, new Handling(received, name));
        fill(exchange.getMessage(), received);
        getProcessor().process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            throw new RollbackExchangeException("The route rolled back", exchange);
        }
    }

    private void fill(Message message, Received received) {
        message.setBody(received.activity());
        message.setHeader(HubHeaders.CHANNEL, hub.getChannel());
        message.setHeader(HubHeaders.EVENT, received.sequence());
        message.setHeader(HubHeaders.NOTE_ID, received.note().value());
        message.setHeader(HubHeaders.THREAD, received.thread().value());
        message.setHeader(HubHeaders.KIND, Words.kind(received.activity()));
        message.setHeader(HubHeaders.ACTOR, received.activity().actor().account().value());
        Words.note(received.activity())
                .flatMap(note -> note.subject())
                .ifPresent(subject -> message.setHeader(HubHeaders.SUBJECT, subject));
        if (!received.marks().isEmpty()) {
            message.setHeader(HubHeaders.MARKS, received.marks().stream()
                    .map(mark -> mark.name().toLowerCase(Locale.ROOT))
                    .sorted()
                    .collect(Collectors.joining(",")));
        }
    }
}
