package org.dialoguehub.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.dialoguehub.broadcast.Casting.Cast;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says each broadcast at its times. What is to be said is decided durably before it is said, and said under a key of its own, so that a crash in between
 * neither loses nor repeats it.
 */
final class Announcer implements AutoCloseable {
    static final String RULE = "broadcast";

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final Principal HUB = new Principal.TheHub();
    /** What is later than this was missed, since the hub was down. */
    private static final Duration LATE = Duration.ofHours(1);
    /** Clocks jump, so no wait is longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;

    private final Engine engine;
    private final Pictures pictures;
    private final Programme programme;
    private final BroadcastSettings settings;
    private final InstantSource clock;
    private final BlockingQueue<Boolean> bell = new ArrayBlockingQueue<>(1);
    private final Thread thread = Thread.ofVirtual().name("hub-announcer").unstarted(this::run);
    private final ReentrantLock speaking = new ReentrantLock();
    private volatile boolean open = true;

    Announcer(Engine engine, Pictures pictures, Programme programme, BroadcastSettings settings, InstantSource clock) {
        this.engine = engine;
        this.pictures = pictures;
        this.programme = programme;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /** There may be something to say. */
    void ring() {
        bell.offer(true);
    }

    @Override
    public void close() {
        open = false;
        ring();
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (open) {
            try {
                bell.poll(pause().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Duration pause() {
        try {
            work();
            Duration until = programme.next().map(next -> Duration.between(clock.instant(), next)).orElse(LONGEST_WAIT);
            return until.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : until.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : until;
        } catch (RuntimeException failed) {
            if (open) {
                LOG.error("Broadcasts are held up, and tried again: {}", failed.getMessage(), failed);
            }
            return AFTER_TROUBLE;
        }
    }

    /** Says all that is due now. What fails for a reason of its own holds up nothing else. */
    void work() {
        speaking.lock();
        try {
            Instant now = clock.instant();
            programme.recurring(now, AT_ONCE).forEach(broadcast -> decide(broadcast, now));
            programme.due(now, AT_ONCE).forEach(run -> attempt(run, now));
        } finally {
            speaking.unlock();
        }
    }

    /** Takes a broadcast off its times: while nothing is being said, so that it is either out, or never goes out. */
    boolean withdraw(Broadcast broadcast) {
        speaking.lock();
        try {
            return programme.withdraw(broadcast);
        } finally {
            speaking.unlock();
        }
    }

    private void attempt(Run run, Instant now) {
        try {
            say(run, now);
        } catch (StoreException unusable) {
            throw unusable; // no other would fare better
        } catch (RuntimeException broken) {
            LOG.error("'{}' could not be said, and is tried again: {}", run.broadcast(), broken.getMessage(), broken);
            programme.put(run.to(Run.State.DUE, now.plus(AFTER_FAILURE), "It failed: " + broken.getMessage()));
        }
    }

    private void decide(Broadcast broadcast, Instant now) {
        if (!(broadcast.plan().schedule() instanceof Schedule.Recurring recurring)) {
            return;
        }
        Missed.Verdict verdict = recurring.missed().judge(recurring.after(broadcast.since()), now);
        List<Run> runs = new ArrayList<>();
        verdict.due().forEach(one -> runs.add(Run.due(broadcast.key(), one, Optional.empty()).to(Run.State.DUE, now, "")));
        verdict.skipped().forEach(skipped -> runs.add(skipped(broadcast, skipped)));
        Optional<Instant> next = recurring.after(now).findFirst().map(Schedule.Occurrence::instant);
        programme.replace(broadcast.looked(next.isPresent() ? Stage.APPROVED : Stage.DONE, now, next), runs);
    }

    private static Run skipped(Broadcast broadcast, Missed.Skipped skipped) {
        LOG.warn("'{}' was not said at {} times from {} on, as the hub was down then", broadcast.key(), skipped.count(),
                skipped.first().instant());
        Run first = Run.due(broadcast.key(), skipped.first(), Optional.empty());
        String reason = switch (skipped.reason()) {
            case POLICY -> "missed ones are skipped";
            case TOO_OLD -> "it was too late for it";
            case SUPERSEDED -> "a later one took its place";
        };
        return first.to(Run.State.SKIPPED, first.at(), "The hub was down, and " + reason
                + (skipped.count() > 1 ? ": " + skipped.count() + " times up to " + skipped.last().key() : ""));
    }

    /** Says a run, as far as it may be said now. */
    private void say(Run run, Instant now) {
        Broadcast broadcast = programme.find(run.broadcast()).orElseThrow();
        if (broadcast.stage() != Stage.APPROVED && broadcast.stage() != Stage.DONE) {
            return;
        }
        String key = key(run, broadcast);
        Set<String> said = engine.published(HUB, key).stream()
                .flatMap(publicity -> publicity.receipts().stream()).map(Receipt::channel).collect(Collectors.toSet());
        if (said.isEmpty() && run.next().isBefore(now.minus(LATE))) {
            hold(broadcast, run, "Its time was " + run.at() + ", when the hub was down; repeat it if it is still wanted");
            return;
        }
        try {
            var casting = new Casting(engine, pictures, settings, broadcast.draft(), broadcast.plan().campaign(), now);
            List<Cast> left = casting.sound(Optional.empty()).stream().filter(cast -> !said.contains(cast.channel())).toList();
            Set<String> quiet = left.stream().map(Cast::channel).filter(channel -> settings.quiet().until(channel, now).isPresent())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            List<Cast> free = left.stream().filter(cast -> !quiet.contains(cast.channel())).toList();
            if (!free.isEmpty()) {
                engine.publish(HUB, RULE, casting.publication(free, Optional.empty()), key);
            }
            said(broadcast, run, List.copyOf(quiet), now);
        } catch (RefusedException refused) {
            hold(broadcast, run, String.join("; ", refused.problems()));
        }
    }

    private void said(Broadcast broadcast, Run run, List<String> quiet, Instant now) {
        if (!quiet.isEmpty()) {
            Instant until = quiet.stream().map(channel -> settings.quiet().until(channel, now).orElse(now)).min(Instant::compareTo)
                    .orElseThrow();
            programme.put(run.to(Run.State.DUE, until, "Quiet until " + until + ": " + String.join(", ", quiet)));
            return;
        }
        programme.put(run.to(Run.State.SAID, now, ""));
        if (!broadcast.recurs()) {
            turn(broadcast.key(), Stage.DONE);
        }
    }

    private void hold(Broadcast broadcast, Run run, String reason) {
        LOG.warn("'{}' could not go out: {}", broadcast.key(), reason);
        programme.put(run.to(Run.State.HELD, run.next(), reason));
        if (!broadcast.recurs()) {
            turn(broadcast.key(), Stage.HELD);
        }
    }

    /** Whoever changes it at this moment decides. */
    private void turn(String key, Stage stage) {
        Optional<Broadcast> now = programme.find(key).filter(broadcast -> broadcast.stage() == Stage.APPROVED);
        now.ifPresent(broadcast -> programme.replace(broadcast.looked(stage, broadcast.since(), Optional.empty()), List.of()));
    }

    /** The key under which the engine knows a run: that of the broadcast, and the local time if it comes more than once. */
    static String key(Run run, Broadcast broadcast) {
        return key(broadcast.recurs() ? broadcast.key() + " @" + run.occurrence() : broadcast.key());
    }

    static String key(String key) {
        return RULE + " " + key;
    }
}
