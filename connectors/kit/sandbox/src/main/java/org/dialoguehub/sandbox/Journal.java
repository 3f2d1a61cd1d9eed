package org.dialoguehub.sandbox;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What came over the socket, oldest first, counted before any fault strikes: the judge of whether a client repeats a request by itself.
 *
 * <p>Headers and bodies are kept as they were, secrets included, for tests to read; none of its types prints them. The newest 10,000
 * exchanges are kept, and of each body the first mebibyte; older exchanges go as well once the bodies take more than 64 MiB.
 */
public final class Journal {
    static final int BODY_LIMIT = 1 << 20;
    private static final int EXCHANGES = 10_000;
    private static final long BYTES = 64L << 20;

    private final InstantSource clock;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long number;
    private long bytes;

    Journal(InstantSource clock) {
        this.clock = clock;
    }

    /** The exchanges kept, oldest first. */
    public synchronized List<Exchange> exchanges() {
        return entries.stream().map(entry -> entry.exchange).toList();
    }

    /** The exchanges kept whose request is of that kind, oldest first. */
    public List<Exchange> exchanges(Predicate<Request> kind) {
        return exchanges().stream().filter(exchange -> kind.test(exchange.request())).toList();
    }

    /** The exchanges kept with that method and path, as in {@link Request#matching}. */
    public List<Exchange> exchanges(String method, String path) {
        return exchanges(Request.matching(method, path));
    }

    /** How many requests have come since the start, also those no longer kept. */
    public synchronized long requests() {
        return number;
    }

    synchronized Entry arrived(int connection, Request request) {
        var kept = cut(request.body());
        var shortened = new Request(request.method(), request.path(), request.query(), request.headers(), kept);
        var exchange = new Exchange(++number, connection, clock.instant(), shortened, Optional.empty(), Optional.empty());
        var entry = new Entry(exchange);
        entries.addLast(entry);
        grow(kept.size());
        return entry;
    }

    private void grow(int by) {
        bytes += by;
        while (entries.size() > EXCHANGES || (bytes > BYTES && entries.size() > 1)) {
            var oldest = entries.removeFirst();
            oldest.kept = false;
            bytes -= oldest.size();
        }
    }

    private static Body cut(Body body) {
        return body.size() <= BODY_LIMIT ? body : Body.of(Arrays.copyOf(body.bytes(), BODY_LIMIT), false);
    }

    /** An exchange in the making. */
    final class Entry {
        private Exchange exchange;
        private boolean kept = true;

        private Entry(Exchange exchange) {
            this.exchange = exchange;
        }

        void struckBy(String fault) {
            change(new Exchange(exchange.number(), exchange.connection(), exchange.at(), exchange.request(), exchange.answer(),
                    Optional.of(fault)));
        }

        void answered(Answer answer) {
            var shortened = new Answer(answer.status(), answer.headers(), cut(answer.body()));
            change(new Exchange(exchange.number(), exchange.connection(), exchange.at(), exchange.request(),
                    Optional.of(shortened), exchange.fault()));
        }

        private void change(Exchange changed) {
            synchronized (Journal.this) {
                var before = size();
                exchange = changed;
                if (kept) {
                    grow(size() - before);
                }
            }
        }

        private int size() {
            return exchange.request().body().size() + exchange.answer().map(answer -> answer.body().size()).orElse(0);
        }
    }
}
