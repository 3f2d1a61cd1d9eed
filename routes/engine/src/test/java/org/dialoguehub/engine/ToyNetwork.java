package org.dialoguehub.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Budget;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Money;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Reactor;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.text.TextRules;
import org.jspecify.annotations.Nullable;

/** A network in memory that does as it is told: fails before or after the effect, and shows every post to whoever receives. */
final class ToyNetwork implements Connector {
    private final String name;
    private final boolean keyed;
    private final List<Event> events = new ArrayList<>();
    private final Map<ExternalId, Note> posts = new LinkedHashMap<>();
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private final List<Activity> done = new ArrayList<>();
    private final List<Cursor> asked = new ArrayList<>();
    private final List<Cursor> kept = new ArrayList<>();
    private int failing = -1;
    private @Nullable ConnectorException trouble;
    private final List<Post> published = new ArrayList<>();
    private volatile boolean away;
    private boolean dying;
    private Map<Capability, Money> prices = Map.of();
    private Optional<String> account = Optional.empty();
    private @Nullable Host host;
    private int requests;
    private TextRules rules = TextRules.unlimited();
    private int prepared;

    /** What goes wrong with the next request. */
    record Mishap(boolean takesEffect, Failure failure) {}

    /**
     * @param keyed whether the id of a post is known before it is out
     */
    ToyNetwork(String name, boolean keyed) {
        this.name = name;
        this.keyed = keyed;
    }

    /** From the next life of the hub on, it shows and counts so. */
    void rules(TextRules value) {
        rules = value;
    }

    Map<ExternalId, Note> posts() {
        return posts;
    }

    List<Activity> done() {
        return done;
    }

    int requests() {
        return requests;
    }

    /** How often a post was prepared. */
    int prepared() {
        return prepared;
    }

    /** What was to be published, with and without success. */
    List<Post> published() {
        return published;
    }

    /** Up to where it was told that all is durable. */
    List<Cursor> kept() {
        return kept;
    }

    /** After which cursors it was asked for events. */
    List<Cursor> asked() {
        return asked;
    }

    /** Fails when it is asked for events that time, counted from 0. */
    void failReceiving(int time, ConnectorException failure) {
        failing = time;
        trouble = failure;
    }

    void next(boolean takesEffect, Failure failure) {
        mishaps.add(new Mishap(takesEffect, failure));
    }

    /** Takes money for what is done on it, from that account. */
    void costs(Map<Capability, Money> value, String from) {
        prices = value;
        account = Optional.of(from);
    }

    /** Where its session tells what is spent and left; there is one once it was used. */
    Budget budget() {
        return Objects.requireNonNull(host).budget();
    }

    /** The next request ends as if the process were killed just before it. */
    void killBeforeTheNextRequest() {
        dying = true;
    }

    /** Nothing reaches it until it is back. */
    void away(boolean value) {
        away = value;
    }

    private void requireThere() throws ConnectorException {
        if (away) {
            throw new ConnectorException(new Failure.Unreachable(name + " is away"));
        }
    }

    /** Something happens on the network without us. */
    ExternalId tell(Activity activity) {
        events.add(new Event(new EventKey(name + " " + events.size()), activity));
        if (activity instanceof Activity.Create create) {
            posts.put((ExternalId) create.object(), create.note());
        }
        return (ExternalId) activity.object();
    }

    void tell(Event event) {
        events.add(event);
    }

    @Override
    public ConnectorSpec spec() {
        Set<Capability> capabilities = EnumSet.of(
                Capability.RECEIVE, Capability.PUBLISH, Capability.FIND, Capability.EDIT, Capability.DELETE, Capability.REACT);
        return new ConnectorSpec(
                name,
                name,
                List.of(),
                capabilities,
                keyed ? Settling.BY_KEY : Settling.BY_READING,
                Duration.ofSeconds(5),
                4,
                rules).costing(prices);
    }

    @Override
    public Optional<String> account(Settings settings) {
        return account;
    }

    @Override
    public Session open(Settings settings, Host lent) {
        host = lent;
        return new ToySession(lent);
    }

    private final class ToySession implements Session, Receiver, Publisher, Finder, Editor, Deleter, Reactor {
        private final Host host;

        ToySession(Host host) {
            this.host = host;
        }

        @Override
        public String check() throws ConnectorException {
            requireThere();
            return "all is well";
        }

        @Override
        public void close() {}

        @Override
        public void kept(Cursor upTo) {
            kept.add(upTo);
        }

        @Override
        public Batch receive(Cursor after, int limit) throws ConnectorException {
            asked.add(after);
            ConnectorException failure = asked.size() - 1 == failing ? trouble : null;
            if (failure != null) {
                throw failure;
            }
            requireThere();
            int from = after.equals(Cursor.START) ? 0 : Integer.parseInt(after.value());
            int to = Math.min(events.size(), from + limit);
            return new Batch(events.subList(from, to), new Cursor(Integer.toString(to)), to < events.size());
        }

        @Override
        public Prepared prepare(Post post) {
            prepared++;
            return new Prepared.Ready(post.token(), keyed ? Optional.of(new ExternalId(post.token())) : Optional.empty());
        }

        @Override
        public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
            if (dying) {
                dying = false;
                throw new IllegalStateException("killed");
            }
            requests++;
            published.add(post);
            Optional<Mishap> mishap = Optional.ofNullable(mishaps.poll());
            if (mishap.isPresent() && !mishap.get().takesEffect()) {
                throw new ConnectorException(mishap.get().failure());
            }
            var id = ready.expected().orElseGet(() -> new ExternalId(name + "-post-" + posts.size()));
            Instant now = host.clock().instant();
            posts.put(id, post.note());
            events.add(new Event(new EventKey(name + " " + events.size()), new Activity.Create(id, post.note())));
            if (mishap.isPresent()) {
                throw new ConnectorException(mishap.get().failure());
            }
            return new Published(id, Optional.empty(), now);
        }

        @Override
        public Sighting find(Post post, Prepared.Ready ready, Instant armed) {
            return new Sighting.Seen(posts.entrySet().stream()
                    .filter(entry -> !keyed || entry.getKey().equals(ready.expected().orElseThrow()))
                    .map(entry -> new Candidate(
                            new Published(entry.getKey(), Optional.empty(), host.clock().instant()),
                            keyed,
                            entry.getValue().body().plainText()))
                    .toList());
        }

        @Override
        public void edit(Activity.Update update) throws ConnectorException {
            act(update);
        }

        @Override
        public void delete(Activity.Delete delete) throws ConnectorException {
            act(delete);
        }

        @Override
        public void like(Activity.Like like) throws ConnectorException {
            act(like);
        }

        @Override
        public void unlike(Activity.Like like) throws ConnectorException {
            act(like);
        }

        private void act(Activity activity) throws ConnectorException {
            requests++;
            Optional<Mishap> mishap = Optional.ofNullable(mishaps.poll());
            if (mishap.isEmpty() || mishap.get().takesEffect()) {
                done.add(activity);
                events.add(new Event(new EventKey(name + " " + events.size()), activity));
            }
            if (mishap.isPresent()) {
                throw new ConnectorException(mishap.get().failure());
            }
        }
    }
}
