package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;

/** One delivery, its hub and its network, moved step by step by whoever explores what may happen to it. */
final class Fate {
    static final Duration REQUEST = Duration.ofSeconds(10);
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Timing TIMING = new Timing(REQUEST, Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMinutes(5));

    private final List<Runnable> requests = new ArrayList<>();
    private final FatedNetwork network;
    private final long delivery;
    private Instant now = BEGIN;
    private final InstantSource clock = () -> now;
    private Optional<Instant> sent = Optional.empty();
    private MemoryStore store = new MemoryStore();
    private Outlet outlet;
    private Courier courier;
    private Settler settler;
    private Intake intake;
    private int lives;

    /**
     * @param keyed whether the network knows our key
     * @param lag how long a post cannot be seen by those who look
     */
    Fate(boolean keyed, Duration lag) {
        network = new FatedNetwork(keyed, lag, clock);
        live();
        var tokens = new Tokens(clock, new Random(1));
        var outlets = outlets(tokens);
        delivery = new Sender(store, outlets, new Planner(outlets, tokens), tokens, store.staging(), () -> {})
                .send("test", "net", note(), "key").id();
    }

    private static Note note() {
        return Note.of(Actor.of("toy:anna", "Anna"), RichText.of("Who has the stopwatches?"), new Audience.Everyone(), BEGIN);
    }

    /** What may happen next. */
    enum Move {
        COURIER,
        ANSWERED,
        ANSWER_LOST,
        REQUEST_LOST,
        TAKES_EFFECT_LATE,
        REFUSED_AS_DUPLICATE,
        THROTTLED,
        UNREACHABLE,
        DISK_FULL_AFTER_ANSWER,
        LATE_EFFECT,
        INTAKE,
        SETTLER,
        KILLED,
        KILLED_AFTER_EFFECT,
        KILLED_BEFORE_LATE_EFFECT,
        /** A second hub begins while the first, which does not know, has requests under way. */
        TAKEN_OVER,
        THREE_SECONDS,
        HALF_A_MINUTE;

        private boolean endsRequest() {
            return (compareTo(COURIER) > 0 && compareTo(LATE_EFFECT) < 0) || this == KILLED_AFTER_EFFECT
                    || this == KILLED_BEFORE_LATE_EFFECT;
        }
    }

    /** Whether it can happen now: a request ends within its time, and what it does late is done within that, too. */
    boolean can(Move move) {
        if (move.endsRequest()) {
            return !requests.isEmpty();
        }
        return switch (move) {
            case LATE_EFFECT -> network.isLate() && now.isBefore(sent.orElseThrow().plus(REQUEST));
            case THREE_SECONDS -> requests.isEmpty() || now.plusSeconds(3).isBefore(sent.orElseThrow().plus(REQUEST));
            case HALF_A_MINUTE -> requests.isEmpty();
            default -> true;
        };
    }

    void make(Move move) {
        switch (move) {
            case COURIER -> {
                boolean idle = requests.isEmpty();
                courier.run();
                if (idle && !requests.isEmpty()) {
                    sent = Optional.of(now);
                }
            }
            case ANSWERED -> request(true, Optional.empty());
            case ANSWER_LOST -> request(true, Optional.of(new Failure.Uncertain("The answer was lost")));
            case REQUEST_LOST -> request(false, Optional.of(new Failure.Uncertain("The request was lost")));
            case TAKES_EFFECT_LATE -> {
                network.later();
                request(false, Optional.of(new Failure.Uncertain("No answer within the time")));
            }
            case REFUSED_AS_DUPLICATE -> request(false, Optional.of(new Failure.Duplicate("We have this")));
            case THROTTLED -> request(false, Optional.of(new Failure.Throttled(now.plusSeconds(20), "Too much")));
            case UNREACHABLE -> request(false, Optional.of(new Failure.Unreachable("Nobody is there")));
            case DISK_FULL_AFTER_ANSWER -> {
                store.failNext(1);
                request(true, Optional.empty());
                store.failNext(0);
            }
            case LATE_EFFECT -> network.happen();
            case INTAKE -> intake.run();
            case SETTLER -> settler.run();
            case KILLED -> kill();
            case KILLED_AFTER_EFFECT -> {
                store.dieAfter(0);
                request(true, Optional.empty());
                kill();
            }
            case KILLED_BEFORE_LATE_EFFECT -> {
                network.later();
                kill();
            }
            case TAKEN_OVER -> {
                store = store.reopened();
                live();
            }
            case THREE_SECONDS -> now = now.plusSeconds(3);
            case HALF_A_MINUTE -> now = now.plusSeconds(30);
        }
        if (sent.filter(at -> !now.isBefore(at.plus(REQUEST))).isPresent()) {
            network.never();
        }
    }

    private void request(boolean takesEffect, Optional<Failure> failure) {
        network.next(takesEffect, failure);
        requests.removeFirst().run();
    }

    private void kill() {
        requests.clear();
        store = store.reopened();
        live();
    }

    /** From here on everything goes well. */
    void rest() {
        for (int round = 0; round < 40; round++) {
            while (!requests.isEmpty()) {
                make(Move.ANSWERED);
            }
            make(Move.COURIER);
            while (!requests.isEmpty()) {
                make(Move.ANSWERED);
            }
            make(Move.SETTLER);
            make(Move.INTAKE);
            now = now.plusSeconds(5);
            if (sent.filter(at -> !now.isBefore(at.plus(REQUEST))).isPresent()) {
                network.never();
            }
        }
    }

    int copies() {
        return network.copies();
    }

    State state() {
        return delivery().state();
    }

    /** Two fates of the same key have the same future. */
    String key() {
        Progress progress = delivery().progress();
        return progress.state() + " " + until(progress.next()) + " " + (progress.attempt() > 0) + " " + Math.min(progress.looks(), 2) + " "
                + progress.isRefused() + " " + (progress.epoch() == store.epoch()) + " " + progress.armed().map(this::since) + " "
                + progress.published().isPresent()
                + " "
                + requests.size() + " " + sent.map(this::since) + " " + until(outlet.restUntil()) + " "
                + store.read(transaction -> transaction.channels().paused(outlet.id())).map(pause -> until(pause.until())) + " "
                + network.key();
    }

    private Delivery delivery() {
        return store.read(transaction -> transaction.ledger().find(delivery)).orElseThrow();
    }

    private long until(Instant time) {
        return Math.max(0, Duration.between(now, time).toSeconds());
    }

    private long since(Instant time) {
        return Math.min(60, Duration.between(time, now).toSeconds());
    }

    private void live() {
        var tokens = new Tokens(clock, new Random(++lives));
        outlet = outlets(tokens).named("net");
        courier = new Courier(outlet, store, tokens, TIMING, requests::add, () -> {}, () -> {});
        settler = new Settler(outlet, store, clock, TIMING, () -> {});
        intake = new Intake(outlet, store, tokens, Runnable::run, fresh -> {});
    }

    private Outlets outlets(Tokens tokens) {
        try {
            var setup = new ChannelSetup("net", Optional.empty(), network, Settings.read(List.of(), Map.of()), new Audience.Everyone(),
                    Duration.ofSeconds(30), Duration.ofMinutes(15), Optional.empty());
            return Outlets.of(List.of(setup), store, tokens, REQUEST, Keyring.passing(new Random(7)), "toy-hub");
        } catch (SettingsException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String told(List<Move> moves) {
        return moves.stream().map(Move::name).collect(Collectors.joining(", "));
    }
}
