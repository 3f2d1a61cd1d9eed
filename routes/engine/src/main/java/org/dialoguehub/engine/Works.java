package org.dialoguehub.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Listener;
import org.dialoguehub.engine.Reader.Way;
import org.dialoguehub.model.ChannelId;

/** The loops of the hub: which step runs on which thread, and who rings whom. Decides nothing. */
final class Works implements AutoCloseable {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Store store;
    private final Outlets outlets;
    private final Timing timing;
    private final Tokens tokens;
    private final LongSupplier nanoTime = System::nanoTime;
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("hub-request-", 0).factory());
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final List<Loop> listening = new CopyOnWriteArrayList<>();
    private final Map<ChannelId, List<Loop>> readers = new ConcurrentHashMap<>();
    private final Map<ChannelId, Loop> intakes = new ConcurrentHashMap<>();
    private final Map<String, Loop> subscribed = new ConcurrentHashMap<>();
    private final Watcher watcher;
    private final Loop watching;
    private volatile boolean started;
    private volatile boolean closed;

    Works(Store store, Outlets outlets, Planner planner, List<Rule> rules, Timing timing, Tokens tokens) {
        this.store = store;
        this.outlets = outlets;
        this.timing = timing;
        this.tokens = tokens;
        outlets.all().forEach(this::channel);
        rules.forEach(rule -> follow(rule, planner));
        loops.add(loop("clock", new Setback(outlets, store, tokens.clock(), nanoTime, this::ringAll)));
        this.watcher = new Watcher(store, tokens.clock(), timing.stuck(), loops);
        this.watching = loop("watcher", watcher);
    }

    private void channel(Outlet outlet) {
        var capabilities = outlet.setup().connector().spec().capabilities();
        Loop settler = loop("settler of " + outlet.name(), new Settler(outlet, store, tokens.clock(), timing, outlet::ring));
        Loop courier = loop(
                "courier of " + outlet.name(),
                new Courier(outlet, store, tokens, timing, workers, outlet::ring, settler::ring));
        outlet.rings(courier);
        loops.add(courier);
        loops.add(settler);
        Runnable recovered = courier::ring;
        if (capabilities.contains(Capability.RECEIVE)) {
            Loop intake = loop("intake of " + outlet.name(), new Intake(outlet, store, tokens, workers, fresh -> ringReaders(outlet.id())));
            loops.add(intake);
            intakes.put(outlet.id(), intake);
            recovered = () -> {
                courier.ring();
                intake.ring();
            };
            if (capabilities.contains(Capability.LISTEN)) {
                listening.add(loop("listener of " + outlet.name(), () -> listen(outlet, intake)));
            }
        }
        loops.add(loop("canary of " + outlet.name(), new Canary(outlet, store, tokens.clock(), timing.canary(), recovered)));
    }

    private static Duration listen(Outlet outlet, Loop intake) {
        try {
            outlet.as(Listener.class).listen(intake::ring);
            return Duration.ZERO;
        } catch (ConnectorException failed) {
            outlet.failed(failed.failure());
            return AFTER_FAILURE;
        } finally {
            intake.ring();
        }
    }

    private void follow(Rule rule, Planner planner) {
        Outlet outlet = outlets.named(rule.from());
        var effect = (Reader.Effect) (received, transaction) -> rule.wants(received, planner.view(transaction))
                .forEach(wanted -> planner.plan(transaction, received, rule.name(), wanted));
        loops.add(reader(outlet.id(), rule.name(), new Way.Inside(effect, this::ringCouriers)));
    }

    /** Handles a subscription until the result is closed. It has one reader at a time: two would handle the same event. */
    synchronized AutoCloseable subscribe(ChannelId channel, String name, Handler handler) {
        Loop former = subscribed.get(name);
        if (former != null && loops.contains(former)) {
            throw new IllegalStateException("'" + name + "' is subscribed already; give the other one another name");
        }
        if (former != null) {
            end(List.of(former), timing.request());
        }
        var open = new AtomicBoolean(true);
        Loop reader = reader(channel, name, new Way.Outside(handler, () -> open.get() && !closed));
        subscribed.put(name, reader);
        loops.add(reader);
        if (started) {
            reader.start();
        }
        return () -> {
            open.set(false);
            loops.remove(reader);
            readers.getOrDefault(channel, List.of()).remove(reader);
            end(List.of(reader), timing.request());
        };
    }

    private Loop reader(ChannelId channel, String name, Way way) {
        store.write(transaction -> {
            transaction.queue().subscribe(channel, name);
            return true;
        });
        Loop reader = loop("reader " + name, new Reader(name, store, tokens.clock(), way));
        readers.computeIfAbsent(channel, id -> new CopyOnWriteArrayList<>()).add(reader);
        return reader;
    }

    private Loop loop(String name, Loop.Step step) {
        return new Loop(name, step, nanoTime, Thread.ofVirtual().name("hub-" + name).factory());
    }

    void start() {
        if (started || closed) {
            throw new IllegalStateException("An engine starts once");
        }
        started = true;
        loops.forEach(Loop::start);
        listening.forEach(Loop::start);
        watching.start();
    }

    List<String> problems() {
        return watching.stuck(timing.stuck()) ? List.of("The watcher is stuck") : watcher.problems();
    }

    int overdue() {
        return watcher.overdue();
    }

    void ringAll() {
        loops.forEach(Loop::ring);
    }

    private void ringCouriers() {
        outlets.all().forEach(Outlet::ring);
    }

    void ringReaders(ChannelId channel) {
        readers.getOrDefault(channel, List.of()).forEach(Loop::ring);
    }

    /** Lets the channel be asked for news at once, if it can be asked. */
    void ringIntake(ChannelId channel) {
        Optional.ofNullable(intakes.get(channel)).ifPresent(Loop::ring);
    }

    @Override
    public void close() {
        close(timing.request());
    }

    void close(Duration atMost) {
        if (closed) {
            return;
        }
        closed = true;
        List<Loop> all = new ArrayList<>(loops);
        all.addAll(listening);
        all.add(watching);
        all.forEach(Loop::close);
        workers.shutdown();
        try {
            boolean ended = workers.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
            outlets.all().forEach(Outlet::close);
            if (!ended) {
                workers.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            outlets.all().forEach(Outlet::close);
        }
        end(all, Duration.ofSeconds(5));
    }

    private static void end(List<Loop> loops, Duration atMost) {
        loops.forEach(Loop::close);
        try {
            for (Loop loop : loops) {
                loop.join(atMost);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
