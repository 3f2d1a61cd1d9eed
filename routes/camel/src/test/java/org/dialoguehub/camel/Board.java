package org.dialoguehub.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Listener;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/** A network in memory, which outlives the hubs that speak to it. What is told on it comes in at once; what is posted on it can be awaited. */
final class Board implements Connector {
    static final Actor ANNA = Actor.of("mailto:anna@example.org", "Anna");
    static final Instant THEN = Instant.parse("2026-03-01T11:00:00Z");

    private final String name;
    private final Audience audience;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Runnable> bells = new CopyOnWriteArrayList<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Note> posted = new LinkedBlockingQueue<>();

    Board(String name, Audience audience) {
        this.name = name;
        this.audience = audience;
    }

    String name() {
        return name;
    }

    Audience audience() {
        return audience;
    }

    /** Anna writes on it. */
    void tell(String id, String text) {
        tell(new Create(new ExternalId(id), note(text)));
    }

    void tell(Activity activity) {
        tell(new Event(new EventKey(name + " " + events.size()), activity));
    }

    void tell(Event event) {
        events.add(event);
        bells.forEach(Runnable::run);
    }

    Note note(String text) {
        return Note.of(ANNA, RichText.of(text), audience, THEN);
    }

    /** The next so many notes that are posted on it, as soon as they are. */
    List<Note> posted(int count) throws InterruptedException {
        var notes = new ArrayList<Note>();
        while (notes.size() < count) {
            Note next = posted.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Only " + texts(notes) + " of " + count + " were posted on " + name);
            }
            notes.add(next);
        }
        return notes;
    }

    /** What was posted and not yet asked for. */
    List<String> left() {
        return texts(List.copyOf(posted));
    }

    static List<String> texts(List<Note> notes) {
        return notes.stream().map(note -> note.body().plainText()).toList();
    }

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                "board",
                "Board",
                List.of(),
                Set.of(Capability.RECEIVE, Capability.LISTEN, Capability.PUBLISH, Capability.FIND),
                Settling.BY_KEY,
                Duration.ZERO,
                4,
                TextRules.unlimited());
    }

    @Override
    public Session open(Settings settings, Host host) {
        return new Seat(host);
    }

    private final class Seat implements Session, Receiver, Listener, Publisher, Finder {
        private final Host host;
        private final CountDownLatch closed = new CountDownLatch(1);

        Seat(Host host) {
            this.host = host;
        }

        @Override
        public String check() {
            return "all is well";
        }

        @Override
        public void close() {
            closed.countDown();
        }

        @Override
        public void listen(Runnable bell) {
            bells.add(bell);
            bell.run();
            try {
                closed.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                bells.remove(bell);
            }
        }

        @Override
        public Batch receive(Cursor after, int limit) {
            int from = after.equals(Cursor.START) ? 0 : Integer.parseInt(after.value());
            int to = Math.min(events.size(), from + limit);
            return new Batch(events.subList(from, to), new Cursor(Integer.toString(to)), to < events.size());
        }

        @Override
        public Prepared prepare(Post post) {
            return new Prepared.Ready("", Optional.of(new ExternalId(post.token())));
        }

        @Override
        public Published publish(Post post, Prepared.Ready ready) {
            tokens.add(post.token());
            posted.add(post.note());
            return published(ready);
        }

        @Override
        public Sighting find(Post post, Prepared.Ready ready, Instant armed) {
            return new Sighting.Seen(
                    tokens.contains(post.token()) ? List.of(new Candidate(published(ready), true, "")) : List.of());
        }

        private Published published(Prepared.Ready ready) {
            return new Published(ready.expected().orElseThrow(), Optional.empty(), host.clock().instant());
        }
    }
}
