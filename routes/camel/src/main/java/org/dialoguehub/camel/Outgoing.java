package org.dialoguehub.camel;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.FailedToCreateProducerException;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.TypeConversionException;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Published;
import org.dialoguehub.model.ExternalId;

/** The endpoint that posts go to. Sends once; what a route behind it repeats is that route's doing. */
final class Outgoing implements AutoCloseable {
    private final Endpoint endpoint;
    private final Messages messages;
    private final InstantSource clock;
    private final Duration limit;
    private final ProducerTemplate template;
    private final ExecutorService threads;

    Outgoing(Endpoint endpoint, Messages messages, Host host) {
        CamelContext context = endpoint.getCamelContext();
        this.endpoint = endpoint;
        this.messages = messages;
        this.clock = host.clock();
        this.limit = host.requestLimit();
        this.template = context.createProducerTemplate();
        this.threads = context.getExecutorServiceManager().newCachedThreadPool(this, "CamelHubSend");
    }

    Published send(Post post) throws ConnectorException {
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOnly);
        messages.fill(exchange.getMessage(), post);
        Optional<Throwable> failure = Optional.ofNullable(sent(exchange).getException());
        if (failure.isPresent()) {
            throw new ConnectorException(meaning(failure.get()), failure.get());
        }
        if (exchange.isRollbackOnly()) {
            throw new ConnectorException(new Failure.Uncertain(endpoint + " rolled back"));
        }
        return new Published(new ExternalId(post.token()), Optional.empty(), clock.instant());
    }

    private Exchange sent(Exchange exchange) throws ConnectorException {
        Future<Exchange> answer = submitted(exchange);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new ConnectorException(new Failure.Uncertain(endpoint + " did not end within " + limit.toSeconds() + " s"), late);
        } catch (InterruptedException hurried) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ConnectorException(new Failure.Uncertain("The hub stopped while " + endpoint + " was at work"), hurried);
        } catch (ExecutionException broken) {
            throw new ConnectorException(new Failure.Uncertain(endpoint + " broke: " + broken.getMessage()), broken);
        }
    }

    private Future<Exchange> submitted(Exchange exchange) throws ConnectorException {
        try {
            return threads.submit(() -> template.send(endpoint, exchange));
        } catch (RejectedExecutionException closed) {
            throw new ConnectorException(new Failure.Unreachable(endpoint + " is closed"), closed);
        }
    }

    /** What cannot have had its effect is told by the type of its cause; the rest is in doubt. */
    private Failure meaning(Throwable failure) {
        String reason = endpoint + " failed: " + failure.getMessage();
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .<Failure>mapMulti((cause, failures) -> {
                    switch (cause) {
                        case FailedToCreateProducerException away -> failures.accept(new Failure.Unreachable(reason));
                        case ConnectException away -> failures.accept(new Failure.Unreachable(reason));
                        case UnknownHostException away -> failures.accept(new Failure.Unreachable(reason));
                        case NoRouteToHostException away -> failures.accept(new Failure.Unreachable(reason));
                        case SSLHandshakeException away -> failures.accept(new Failure.Unreachable(reason));
                        case InvalidPayloadException never -> failures.accept(new Failure.Rejected(reason));
                        case NoTypeConversionAvailableException never -> failures.accept(new Failure.Rejected(reason));
                        case TypeConversionException never -> failures.accept(new Failure.Rejected(reason));
                        default -> {}
                    }
                })
                .findFirst()
                .orElse(new Failure.Uncertain(reason));
    }

    @Override
    public void close() {
        endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(threads);
        template.stop();
    }
}
