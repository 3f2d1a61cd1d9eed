package org.dialoguehub.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The end of a route, where a test takes what came. */
final class Taken implements Processor {
    private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

    @Override
    public void process(Exchange exchange) {
        exchanges.add(exchange.copy());
    }

    /** The next one, as soon as it comes. */
    Exchange next() throws InterruptedException {
        Exchange next = exchanges.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing came");
        }
        return next;
    }

    /** The texts of the next so many. */
    List<String> texts(int count) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (int number = 0; number < count; number++) {
            texts.add(next().getMessage().getBody(String.class));
        }
        return texts;
    }

    boolean isEmpty() {
        return exchanges.isEmpty();
    }
}
