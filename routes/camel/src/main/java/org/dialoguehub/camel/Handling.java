package org.dialoguehub.camel;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.dialoguehub.engine.Received;

/**
 * An event in the hands of a route. Counts what was sent from each place of the route, so that each send has a name of its own, which is the same when the
 * event is handled again. Copies of the exchange, as a split makes them, share it.
 */
final class Handling {
    static final String PROPERTY = "CamelHubHandling";

    private final Received received;
    private final String subscription;
    private final Map<String, BitSet> sent = new HashMap<>();

    Handling(Received received, String subscription) {
        this.received = received;
        this.subscription = subscription;
    }

    /** The event that an exchange began with, if it came from {@code hub:}. */
    static Optional<Handling> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Handling.class));
    }

    Received received() {
        return received;
    }

    /** Names a send from a place. Who could not send gives the name back. */
    synchronized Send begin(String place) {
        BitSet taken = sent.computeIfAbsent(place, any -> new BitSet());
        int number = taken.nextClearBit(0);
        taken.set(number);
        String name = number == 0 ? place : place + "#" + (number + 1);
        return new Send(subscription + ":" + name, place, number);
    }

    synchronized void failed(Send send) {
        sent.getOrDefault(send.place(), new BitSet()).clear(send.number());
    }

    /**
     * One of the sends that an event causes.
     *
     * @param rule its lasting name
     */
    record Send(String rule, String place, int number) {}

    /** Says nothing of the words: traces print what an exchange holds. */
    @Override
    public String toString() {
        return "event " + received.sequence() + " in " + subscription;
    }
}
