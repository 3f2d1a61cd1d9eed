package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;

/** A network of which it is decided beforehand what becomes of the next request, and which shows posts only after a while. */
final class FatedNetwork implements Connector {
    /** What it declares: no post is hidden for longer. */
    static final Duration VISIBLE_AFTER = Duration.ofSeconds(5);

    private final boolean keyed;
    private final Duration lag;
    private final InstantSource clock;
    private final List<Out> posts = new ArrayList<>();
    private boolean takesEffect;
    private Optional<Failure> failure = Optional.empty();
    private boolean awaited;
    private Optional<Out> late = Optional.empty();
    private Optional<Out> last = Optional.empty();
    private int told;

    private record Out(ExternalId id, Note note, Instant at) {}

    FatedNetwork(boolean keyed, Duration lag, InstantSource clock) {
        this.keyed = keyed;
        this.lag = lag;
        this.clock = clock;
    }

    void next(boolean effect, Optional<Failure> answer) {
        takesEffect = effect;
        failure = answer;
    }

    /** What the last request was to do will be done later, or never. */
    void later() {
        awaited = true;
        late = last;
    }

    boolean isLate() {
        return late.isPresent();
    }

    void happen() {
        late.ifPresent(out -> posts.add(new Out(out.id(), out.note(), clock.instant())));
        never();
    }

    void never() {
        late = Optional.empty();
        awaited = false;
    }

    int copies() {
        return posts.size();
    }

    String key() {
        return posts.stream().map(out -> Math.min(lag.toSeconds(), Duration.between(out.at(), clock.instant()).toSeconds())).toList() + " "
                + told + " "
                + late.isPresent() + awaited;
    }

    private List<Out> seen() {
        return posts.stream().filter(out -> !out.at().plus(lag).isAfter(clock.instant())).toList();
    }

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec("net", "Net", List.of(), Set.of(Capability.RECEIVE, Capability.PUBLISH, Capability.FIND),
                keyed ? Settling.BY_KEY : Settling.BY_READING, VISIBLE_AFTER, 4, TextRules.unlimited());
    }

    @Override
    public Session open(Settings settings, Host host) {
        return new Opened();
    }

    private final class Opened implements Session, Receiver, Publisher, Finder {
        @Override
        public String check() {
            return "all is well";
        }

        @Override
        public void close() {}

        @Override
        public Batch receive(Cursor after, int limit) {
            int from = after.equals(Cursor.START) ? 0 : Integer.parseInt(after.value());
            List<Out> seen = seen();
            told = Math.max(told, seen.size());
            List<Event> events = seen.subList(Math.min(from, seen.size()), seen.size()).stream()
                    .map(out -> new Event(new EventKey(out.id().value()), new Activity.Create(out.id(), out.note()))).toList();
            return new Batch(events, new Cursor(Integer.toString(seen.size())), false);
        }

        @Override
        public Prepared prepare(Post post) {
            var id = new ExternalId(keyed ? post.token() : "post-" + posts.size());
            last = Optional.of(new Out(id, post.note(), clock.instant()));
            return new Prepared.Ready(post.token(), keyed ? Optional.of(id) : Optional.empty());
        }

        @Override
        public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
            var out = new Out(ready.expected().orElseGet(() -> new ExternalId("post-" + posts.size())), post.note(), clock.instant());
            if (awaited) {
                late = Optional.of(out);
            }
            if (takesEffect) {
                posts.add(out);
            }
            if (failure.isPresent()) {
                throw new ConnectorException(failure.get());
            }
            return new Published(out.id(), Optional.empty(), out.at());
        }

        @Override
        public Sighting find(Post post, Prepared.Ready ready, Instant armed) {
            return new Sighting.Seen(seen().stream()
                    .filter(out -> !keyed || out.id().equals(ready.expected().orElseThrow()))
                    .map(out -> new Candidate(new Published(out.id(), Optional.empty(), out.at()), keyed, out.note().body().plainText()))
                    .toList());
        }
    }
}
