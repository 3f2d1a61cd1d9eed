package org.dialoguehub.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.dialoguehub.camel.Arrivals.Arrival;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;

/** The endpoint that messages come from. Its consumer runs from the first time that somebody asks or listens, and at most as long as Camel does. */
final class Incoming implements Service {
    private final Endpoint endpoint;
    private final Messages messages;
    private final Arrivals arrivals;
    private volatile Runnable bell = () -> {};
    private Optional<Consumer> consumer = Optional.empty();
    private boolean stopped;

    Incoming(Endpoint endpoint, Messages messages, Host host) {
        this.endpoint = endpoint;
        this.messages = messages;
        this.arrivals = new Arrivals(host.clock(), () -> bell.run());
    }

    Batch receive(Cursor after, int limit) throws ConnectorException {
        consume();
        Arrivals.Page page = arrivals.after(after, limit);
        List<Event> events = new ArrayList<>();
        for (Arrival arrival : page.arrivals()) {
            events.add(messages.event(arrival));
        }
        // What waits behind these is told of by the bell, once these are kept.
        return new Batch(events, page.next(), false);
    }

    void kept(Cursor upTo) {
        arrivals.kept(upTo);
    }

    /** Rings from now on, and once for what came before. */
    void ring(Runnable rung) throws ConnectorException {
        bell = rung;
        consume();
        rung.run();
    }

    private synchronized void consume() throws ConnectorException {
        if (consumer.isPresent() || stopped) {
            return;
        }
        try {
            Consumer started = endpoint.createConsumer(whole());
            ServiceHelper.startService(started);
            consumer = Optional.of(started);
            endpoint.getCamelContext().addService(this, true, false);
        } catch (Exception failed) {
            throw new ConnectorException(new Failure.Unreachable(endpoint + " does not start: " + failed.getMessage()), failed);
        }
    }

    /** Ends each message as a route would: with what its consumer wants to be done then. */
    @SuppressWarnings("NullAway") // Camel takes no route for none
    private Processor whole() {
        CamelContext context = endpoint.getCamelContext();
        return PluginHelper.getInternalProcessorFactory(context).addUnitOfWorkProcessorAdvice(context, arrivals, null);
    }

    /** It begins with the first who asks. */
    @Override
    public void start() {}

    /** Ends the messages under way first: a consumer that stops may wait for them. */
    @Override
    public void stop() {
        arrivals.end();
        taken().ifPresent(ServiceHelper::stopAndShutdownService);
    }

    private synchronized Optional<Consumer> taken() {
        stopped = true;
        Optional<Consumer> started = consumer;
        consumer = Optional.empty();
        return started;
    }

    /** Camel need not stop it any more. */
    @Override
    public void close() {
        stop();
        try {
            endpoint.getCamelContext().removeService(this);
        } catch (Exception impossible) {
            throw new IllegalStateException("Camel holds on to " + endpoint, impossible);
        }
    }
}
