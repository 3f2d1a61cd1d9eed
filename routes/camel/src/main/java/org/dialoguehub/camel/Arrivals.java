package org.dialoguehub.camel;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.dialoguehub.connector.Cursor;

/**
 * Messages that a Camel consumer has handed over, and that wait until the hub has made them durable. Only then is the consumer told that they are done: a
 * file is moved, a queue is acknowledged, a caller goes on. One batch at a time is on its way: the next is given once that is kept.
 */
final class Arrivals extends AsyncProcessorSupport {
    /** Who has more must wait. */
    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final Runnable bell;
    private final BlockingQueue<Arrival> waiting = new LinkedBlockingQueue<>(MOST);
    private List<Arrival> given = List.of();
    private volatile boolean closed;

    /**
     * @param bell rung when there is something to receive
     */
    Arrivals(InstantSource clock, Runnable bell) {
        this.clock = clock;
        this.bell = bell;
    }

    /** A message, and who waits for its end. */
    record Arrival(Exchange exchange, AsyncCallback consumer, Instant at) {
        private void durable() {
            consumer.done(false);
        }

        private void refused() {
            exchange.setException(new RejectedExecutionException("The hub closed before this message was surely kept; hand it over again"));
            consumer.done(false);
        }
    }

    /** What is given after a place in the stream, and the place after it. */
    record Page(List<Arrival> arrivals, Cursor next) {}

    /** Takes a message from the consumer's thread; holds that up while too many wait. */
    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var arrival = new Arrival(exchange, callback, clock.instant());
        if (!put(arrival)) {
            arrival.refused();
            return false;
        }
        bell.run();
        if (closed) {
            refuseWaiting();
        }
        return false;
    }

    private boolean put(Arrival arrival) {
        try {
            while (!closed) {
                if (waiting.offer(arrival, 1, TimeUnit.SECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The oldest messages that are not known to be durable. */
    synchronized Page after(Cursor place, int limit) {
        if (!given.isEmpty() && place.equals(next())) {
            return new Page(List.of(), place);
        }
        if (given.isEmpty()) {
            List<Arrival> fresh = new ArrayList<>();
            waiting.drainTo(fresh, limit);
            given = List.copyOf(fresh);
        }
        return new Page(given, given.isEmpty() ? place : next());
    }

    /** What was given up to a place is durable. */
    synchronized void kept(Cursor place) {
        if (!given.isEmpty() && place.equals(next())) {
            List<Arrival> durable = given;
            given = List.of();
            durable.forEach(Arrival::durable);
            if (!waiting.isEmpty()) {
                bell.run();
            }
        }
    }

    /** Unlike that of any other batch, also of other hubs and other lives of this one. */
    private Cursor next() {
        return new Cursor(given.getFirst().exchange().getExchangeId());
    }

    /** Takes nothing more, and hands back whatever is not known to be durable. */
    synchronized void end() {
        closed = true;
        List<Arrival> doubtful = given;
        given = List.of();
        doubtful.forEach(Arrival::refused);
        refuseWaiting();
    }

    private void refuseWaiting() {
        List<Arrival> late = new ArrayList<>();
        waiting.drainTo(late);
        late.forEach(Arrival::refused);
    }
}
