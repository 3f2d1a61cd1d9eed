package org.dialoguehub.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.sandbox.SandboxClock;

/** A network within the process. Safe for use by several threads. */
final class MemoryNetwork implements NetworkUnderTest {
    static final String SECRET = "hunter2";
    static final Duration VISIBLE_AFTER = Duration.ofSeconds(30);

    private static final Duration WAIT = Trouble.THROTTLE;

    private final SandboxClock clock = SandboxClock.standingAt(Instant.parse("2040-02-29T12:00:00Z"));
    private final String name;
    private final List<Happening> happenings = new ArrayList<>();
    private final Map<ExternalId, Out> out = new LinkedHashMap<>();
    private final Map<Work, Long> requests = new EnumMap<>(Work.class);
    private final Map<Work, Trouble> troubles = new EnumMap<>(Work.class);
    private final Set<Runnable> bells = new HashSet<>();
    private boolean away;
    private boolean revoked;
    private boolean hidesNext;

    MemoryNetwork(String name) {
        this.name = name;
    }

    /** Something to be received; without a note it makes no sense to anybody. */
    record Happening(int number, Instant at, Instant visible, Optional<Out> note) {}

    /** A request was not answered as it should: with that status, or 0 when there was no answer, or -1 when there was no connection. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        NoAnswer(int status) {
            super("status " + status + " for the token " + SECRET);
            this.status = status;
        }

        /** The same, once the request had its effect. */
        NoAnswer(int status, Object effect) {
            super("status " + status + " after " + effect + " for the token " + SECRET);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** One request: counted, struck by trouble, done. */
    synchronized <T> T ask(Work work, Supplier<T> done) throws NoAnswer {
        if (away) {
            throw new NoAnswer(-1);
        }
        requests.merge(work, 1L, Long::sum);
        Trouble trouble = troubles.remove(work);
        revoked |= trouble == Trouble.REVOKED;
        if (revoked) {
            throw new NoAnswer(401);
        }
        if (trouble == null) {
            return done.get();
        }
        return switch (trouble) {
            case REQUEST_LOST, STALE_CONNECTION, REFUSED, REVOKED -> throw new NoAnswer(0);
            case TIMED_OUT -> throw new NoAnswer(408);
            case OVERLOADED -> throw new NoAnswer(503);
            case THROTTLED -> throw new NoAnswer(429);
            case ANSWER_LOST, ANSWER_LATE, ANSWER_HALF -> throw new NoAnswer(0, done.get());
            case SERVER_FAILS -> throw new NoAnswer(500, done.get());
            case HIDDEN -> {
                hidesNext = true;
                yield done.get();
            }
        };
    }

    @Override
    public Optional<Credential> credential() {
        return Optional.of(MemorySignIn.CREDENTIAL);
    }

    synchronized ExternalId post(ExternalId id, String text, boolean ours, Optional<ExternalId> inReplyTo) {
        var note = new Out(id, text, ours, inReplyTo, Set.of());
        out.put(id, note);
        happen(Optional.of(note));
        return id;
    }

    synchronized void change(ExternalId id, String text) {
        out.computeIfPresent(id, (same, note) -> new Out(id, text, note.ours(), note.inReplyTo(), note.likes()));
    }

    synchronized boolean remove(ExternalId id) {
        return out.remove(id) != null;
    }

    synchronized boolean like(ExternalId id, String emoji, boolean liked) {
        var note = out.get(id);
        if (note == null) {
            return false;
        }
        var likes = new HashSet<>(note.likes());
        boolean changed = liked ? likes.add(emoji) : likes.remove(emoji);
        out.put(id, new Out(id, note.text(), note.ours(), note.inReplyTo(), likes));
        return changed;
    }

    synchronized List<Happening> happenings() {
        return happenings.stream().filter(each -> !each.visible().isAfter(clock.instant())).toList();
    }

    synchronized void hang(Runnable bell) {
        bells.add(bell);
    }

    synchronized void unhang(Runnable bell) {
        bells.remove(bell);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("network", name, "token", SECRET);
    }

    @Override
    public SandboxClock clock() {
        return clock;
    }

    @Override
    public boolean pass(Duration time) {
        clock.advance(time);
        return true;
    }

    @Override
    public synchronized ExternalId say(String text) {
        return post(new ExternalId("strangers-" + happenings.size()), text, false, Optional.empty());
    }

    @Override
    public synchronized boolean sayUnreadable() {
        happen(Optional.empty());
        return true;
    }

    @Override
    public synchronized List<Out> out() {
        return List.copyOf(out.values());
    }

    @Override
    public synchronized long requests(Work work) {
        return requests.getOrDefault(work, 0L);
    }

    @Override
    public synchronized boolean cause(Trouble trouble, Work work) {
        if (trouble == Trouble.REFUSED) {
            away = true;
        } else {
            troubles.put(work, trouble);
        }
        return true;
    }

    @Override
    public synchronized void recover() {
        away = false;
        troubles.clear();
    }

    @Override
    public void close() {}

    Instant throttledUntil() {
        return clock.instant().plus(WAIT);
    }

    private void happen(Optional<Out> note) {
        Instant visible = clock.instant().plus(hidesNext ? VISIBLE_AFTER : Duration.ZERO);
        hidesNext = false;
        happenings.add(new Happening(happenings.size(), clock.instant(), visible, note));
        List.copyOf(bells).forEach(Runnable::run);
    }
}
