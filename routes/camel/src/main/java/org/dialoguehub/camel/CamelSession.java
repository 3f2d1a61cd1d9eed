package org.dialoguehub.camel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Listener;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Prepared.Ready;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.ExternalId;

/** A pair of endpoints, of which either may be missing. */
record CamelSession(
        CamelContext context,
        CamelSettings settings,
        Optional<Incoming> incoming,
        Optional<Outgoing> outgoing,
        CountDownLatch closed)
        implements
            Session,
            Receiver,
            Listener,
            Publisher,
            Finder {

    static CamelSession open(CamelContext context, CamelSettings settings, Host host) throws ConnectorException {
        requireStarted(context);
        var messages = new Messages(settings, host);
        Optional<Endpoint> receive = endpoint(context, "receive", settings.receive());
        Optional<Endpoint> send = endpoint(context, "send", settings.send());
        return new CamelSession(
                context,
                settings,
                receive.map(endpoint -> new Incoming(endpoint, messages, host)),
                send.map(endpoint -> new Outgoing(endpoint, messages, host)),
                new CountDownLatch(1));
    }

    private static Optional<Endpoint> endpoint(CamelContext context, String setting, Optional<String> uri) throws ConnectorException {
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(context.getEndpoint(uri.get()));
        } catch (ResolveEndpointFailedException | NoSuchEndpointException wrong) {
            throw new ConnectorException(new Failure.Rejected("'" + setting + "' names no endpoint: " + wrong.getMessage()), wrong);
        }
    }

    private static void requireStarted(CamelContext context) throws ConnectorException {
        if (!context.isStarted()) {
            throw new ConnectorException(new Failure.Unreachable("The Camel context '" + context.getName() + "' is not started"));
        }
    }

    /** Camel can tell whether it knows an endpoint; whether the other side answers, only a message would tell. */
    @Override
    public String check() throws ConnectorException {
        requireStarted(context);
        String known = Stream
                .of(settings.receive().map(uri -> "receives from " + scheme(uri)), settings.send().map(uri -> "sends to " + scheme(uri)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        if (known.isEmpty()) {
            throw new ConnectorException(new Failure.Rejected("Neither 'send' nor 'receive' is set; set one of them to a Camel endpoint"));
        }
        return "Camel " + known + "; whether they answer, the first message tells";
    }

    private static String scheme(String uri) {
        return uri.replaceFirst(":.*", "");
    }

    @Override
    public Batch receive(Cursor after, int limit) throws ConnectorException {
        requireStarted(context);
        return incoming.isPresent() ? incoming.get().receive(after, limit) : new Batch(List.of(), after, false);
    }

    @Override
    public void kept(Cursor upTo) {
        incoming.ifPresent(messages -> messages.kept(upTo));
    }

    @Override
    public void listen(Runnable bell) throws ConnectorException {
        requireStarted(context);
        if (incoming.isPresent()) {
            incoming.get().ring(bell);
        }
        try {
            closed.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        requireStarted(context);
        requireOutgoing();
        return new Ready("", Optional.of(new ExternalId(post.token())));
    }

    @Override
    public Published publish(Post post, Ready ready) throws ConnectorException {
        requireStarted(context);
        return requireOutgoing().send(post);
    }

    private Outgoing requireOutgoing() throws ConnectorException {
        return outgoing.orElseThrow(
                () -> new ConnectorException(new Failure.Rejected("Nothing can be sent here: 'send' is not set")));
    }

    @Override
    public Sighting find(Post post, Ready ready, Instant armed) {
        return switch (settings.onDoubt()) {
            case ASK -> new Sighting.Blind(
                    "Look where " + settings.send().map(CamelSession::scheme).orElse("it") + " leads to for the key " + post.token());
            case REPEAT -> new Sighting.Decided(Verdict.REPEAT, "It may have been sent, and is sent again, as 'on-doubt' says");
            case DROP -> new Sighting.Decided(Verdict.DROP, "It may have been sent, and is left at that, as 'on-doubt' says");
        };
    }

    @Override
    public void close() {
        closed.countDown();
        incoming.ifPresent(Incoming::close);
        outgoing.ifPresent(Outgoing::close);
    }
}
