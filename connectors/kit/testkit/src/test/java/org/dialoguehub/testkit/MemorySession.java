package org.dialoguehub.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Hook;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Listener;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Reactor;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.testkit.MemoryNetwork.Happening;
import org.dialoguehub.testkit.MemoryNetwork.NoAnswer;
import org.dialoguehub.testkit.NetworkUnderTest.Out;
import org.dialoguehub.testkit.NetworkUnderTest.Work;

/** A session that does everything, and one thing wrong. */
final class MemorySession implements Session, Receiver, Listener, Hook, Publisher, Finder, Editor, Deleter, Reactor {
    private final Flaw flaw;
    private final MemoryNetwork network;
    private final Host host;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int place;
    private int made;
    private Optional<Post> prepared = Optional.empty();

    MemorySession(Flaw flaw, MemoryNetwork network, Host host) {
        this.flaw = flaw;
        this.network = network;
        this.host = host;
    }

    @Override
    public String check() throws ConnectorException {
        if (host.credentials().read().isEmpty() && flaw != Flaw.OPENS_TO_NOBODY) {
            throw new ConnectorException(new Failure.Unauthorized("Nobody has signed in; hub login " + host.channel()));
        }
        if (flaw == Flaw.POSTS_IN_A_CHECK) {
            network.post(new ExternalId("check"), "Is this on?", true, Optional.empty());
        }
        return flaw == Flaw.CHECKS_NOTHING ? "Fine" : ask(Work.READ, () -> "Signed in");
    }

    @Override
    public Batch receive(Cursor after, int limit) throws ConnectorException {
        int asked = after.value().isEmpty() ? 0 : Integer.parseInt(after.value());
        int from = flaw == Flaw.KEEPS_ITS_PLACE ? Math.max(place, asked) : asked;
        List<Happening> all = ask(Work.READ, network::happenings);
        int to = Math.min(all.size(), from + limit);
        place = to;
        int shown = flaw == Flaw.LOSES_THE_SECOND_HALF_OF_A_PAGE ? to - (to - from) / 2 : to;
        List<Event> events = new ArrayList<>();
        for (Happening happening : all.subList(from, shown)) {
            if (happening.note().isPresent() || flaw != Flaw.SKIPS_THE_UNREADABLE) {
                events.add(event(happening));
            }
        }
        return new Batch(events, new Cursor(Integer.toString(to)), to < all.size());
    }

    @Override
    public HookAnswer hear(HookRequest request, Blobs blobs) throws ConnectorException {
        if (!MemoryHook.isSigned(request) && (flaw != Flaw.HEARS_FORGERS || request.body().length == 0)) {
            return HookAnswer.refused(403);
        }
        List<Happening> all = flaw == Flaw.ASKS_WHILE_IT_HEARS ? ask(Work.READ, network::happenings) : network.happenings();
        List<Event> events = new ArrayList<>();
        for (Happening happening : all) {
            if (happening.note().isPresent() && request.body().length > 0 && flaw != Flaw.HEARS_NOTHING && isTold(request, happening)) {
                Event event = event(happening);
                events.add(flaw == Flaw.HEARS_UNDER_KEYS_OF_ITS_OWN ? new Event(new EventKey("hook"), event.activity()) : event);
            }
        }
        return HookAnswer.heard(events);
    }

    private static boolean isTold(HookRequest request, Happening happening) {
        return new String(request.body(), StandardCharsets.UTF_8).strip().equals(Integer.toString(happening.number()));
    }

    @Override
    public void listen(Runnable bell) throws ConnectorException {
        if (flaw != Flaw.NEVER_RINGS) {
            network.hang(bell);
        }
        try {
            closed.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            network.unhang(bell);
        }
    }

    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        int length = text(post).length();
        if (length > MemoryConnector.MOST_CHARACTERS && flaw != Flaw.CUTS_WHAT_IS_TOO_LONG) {
            throw new ConnectorException(new Failure.Rejected("The text has " + length + " characters; 500 are allowed"));
        }
        if (flaw == Flaw.PUBLISHES_WHILE_PREPARING) {
            put(post);
        }
        prepared = Optional.of(post);
        made += flaw == Flaw.CHANGES_ITS_EXPECTATION ? 1 : 0;
        return new Prepared.Ready("by-" + post.token() + made, Optional.of(new ExternalId("by-" + post.token() + made)));
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        Post meant = flaw == Flaw.KEEPS_THE_PREPARED_POST ? prepared.orElseThrow() : post;
        if (flaw != Flaw.PUBLISHES_WHILE_PREPARING) {
            try {
                ask(Work.PUBLISH, () -> put(meant));
            } catch (ConnectorException failed) {
                if (flaw == Flaw.REPEATS_A_POST) {
                    ask(Work.PUBLISH, () -> "again");
                }
                throw failed;
            }
        }
        Instant at = flaw == Flaw.DATES_POSTS_BY_THE_MACHINE ? Instant.now() : host.clock().instant();
        return new Published(id(post), Optional.empty(), at);
    }

    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException {
        List<Happening> all = look();
        List<Happening> seen = flaw == Flaw.LOOKS_AT_THE_NEWEST_ONLY ? all.subList(Math.max(0, all.size() - 20), all.size()) : all;
        return new Sighting.Seen(seen.stream()
                .flatMap(happening -> happening.note().stream())
                .filter(note -> note.ours() || flaw == Flaw.FINDS_A_STRANGERS_POST)
                .filter(note -> flaw != Flaw.MISSES_OUR_POST)
                .filter(note -> note.text().equals(text(post)))
                .map(note -> new Candidate(new Published(note.id(), Optional.empty(), armed), false, note.text()))
                .toList());
    }

    @Override
    public void edit(Activity.Update update) throws ConnectorException {
        var id = new ExternalId(update.object().value());
        String text = update.note().body().plainText();
        ask(Work.CHANGE, () -> {
            if (flaw == Flaw.EDITS_BY_POSTING_ANEW) {
                network.post(new ExternalId("edited-" + ++made), text, true, Optional.empty());
            } else {
                network.change(id, text);
            }
            return id;
        });
    }

    @Override
    public void delete(Activity.Delete delete) throws ConnectorException {
        boolean was = ask(Work.CHANGE, () -> network.remove(new ExternalId(delete.object().value())));
        if (!was && flaw == Flaw.FAILS_WHEN_THE_NOTE_IS_GONE) {
            throw new ConnectorException(new Failure.Rejected("There is no such note"));
        }
    }

    @Override
    public void like(Activity.Like like) throws ConnectorException {
        boolean changed = react(like, true);
        if (!changed && flaw == Flaw.TOGGLES_LIKES) {
            react(like, false);
        }
    }

    @Override
    public void unlike(Activity.Like like) throws ConnectorException {
        if (!react(like, false) && flaw == Flaw.FAILS_WHEN_THERE_IS_NO_LIKE) {
            throw new ConnectorException(new Failure.Rejected("There is no such like"));
        }
    }

    @Override
    public void close() {
        if (closed.getCount() == 0 && flaw == Flaw.FAILS_WHEN_CLOSED_TWICE) {
            throw new IllegalStateException("Closed already");
        }
        if (flaw != Flaw.LISTENS_FOR_EVER) {
            closed.countDown();
        }
    }

    @Override
    public String toString() {
        return "MemorySession" + (flaw == Flaw.PRINTS_THE_SECRET ? " with " + MemoryNetwork.SECRET : "");
    }

    private boolean react(Activity.Like like, boolean liked) throws ConnectorException {
        return ask(Work.CHANGE, () -> network.like(new ExternalId(like.object().value()), like.emoji(), liked));
    }

    private List<Happening> look() throws ConnectorException {
        try {
            return ask(Work.READ, network::happenings);
        } catch (ConnectorException failed) {
            if (flaw == Flaw.CALLS_A_FAILED_LOOK_EMPTY) {
                return List.of();
            }
            throw failed;
        }
    }

    private ExternalId put(Post post) {
        Optional<ExternalId> parent = post.note().inReplyTo().map(reply -> new ExternalId(reply.note().value()));
        String text = text(post);
        return network.post(id(post), text, true, flaw == Flaw.FORGETS_THE_PARENT ? Optional.empty() : parent);
    }

    private ExternalId id(Post post) {
        return new ExternalId("by-" + post.token() + made);
    }

    private static String text(Post post) {
        return post.note().body().plainText();
    }

    private Event event(Happening happening) throws ConnectorException {
        boolean changes = flaw == Flaw.GIVES_NEW_KEYS;
        var key = new EventKey("event-" + happening.number() + (changes ? "-" + ++made : ""));
        if (happening.note().isEmpty()) {
            return unreadable(key, happening);
        }
        Out told = happening.note().get();
        var note = Note.of(actor(told), RichText.of(told.text()), audience(), happening.at());
        note = told.inReplyTo().map(InReplyTo::note).map(note::answering).orElse(note);
        return new Event(key, new Activity.Create(told.id(), note));
    }

    private Event unreadable(EventKey key, Happening happening) throws ConnectorException {
        if (flaw == Flaw.STOPS_AT_THE_UNREADABLE) {
            throw new ConnectorException(new Failure.Rejected("That makes no sense"));
        }
        try {
            var raw = host.blobs().put(new ByteArrayInputStream(happening.toString().getBytes(StandardCharsets.UTF_8)));
            var note = Note.of(Actor.of("memory:unknown", ""), RichText.of("Unreadable"), audience(), happening.at());
            return new Event(key, new Activity.Create(new ExternalId(key.value()), note), Set.of(), Optional.of(raw.id()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Audience audience() {
        return flaw == Flaw.WIDENS_THE_AUDIENCE ? new Audience.Everyone() : host.audience();
    }

    private static Actor actor(Out note) {
        return Actor.of("memory:" + (note.ours() ? "us" : "stranger"), "");
    }

    private <T> T ask(Work work, Supplier<T> done) throws ConnectorException {
        try {
            return network.ask(work, done);
        } catch (NoAnswer none) {
            if (flaw == Flaw.REPEATS_A_READING && work == Work.READ) {
                again(work);
            }
            Failure failure = failure(none.status(), work);
            throw flaw == Flaw.TELLS_THE_SECRET_IN_A_CAUSE ? new ConnectorException(failure, none) : new ConnectorException(failure);
        }
    }

    private void again(Work work) {
        try {
            network.ask(work, () -> "again");
        } catch (NoAnswer still) {
            made++;
        }
    }

    private Failure failure(int status, Work work) {
        String reason = "Status " + status + (flaw == Flaw.TELLS_THE_SECRET_IN_A_REASON ? " for " + MemoryNetwork.SECRET : "");
        return switch (status) {
            case -1 -> flaw == Flaw.CALLS_REFUSED_UNCERTAIN ? new Failure.Uncertain(reason) : new Failure.Unreachable(reason);
            case 401 -> flaw == Flaw.CALLS_REVOKED_REJECTED ? new Failure.Rejected(reason) : new Failure.Unauthorized(reason);
            case 429 -> throttled(reason);
            default ->
                work == Work.READ || flaw == Flaw.CALLS_LOST_UNREACHABLE ? new Failure.Unreachable(reason) : new Failure.Uncertain(reason);
        };
    }

    private Failure throttled(String reason) {
        if (flaw == Flaw.SLEEPS_WHEN_THROTTLED) {
            sleep();
        }
        return switch (flaw) {
            case CALLS_THROTTLED_UNREACHABLE -> new Failure.Unreachable(reason);
            case ASKS_THE_MACHINE_FOR_THE_TIME -> new Failure.Throttled(Instant.now().plus(NetworkUnderTest.Trouble.THROTTLE), reason);
            default -> new Failure.Throttled(network.throttledUntil(), reason);
        };
    }

    private static void sleep() {
        try {
            Thread.sleep(NetworkUnderTest.Trouble.THROTTLE);
        } catch (InterruptedException woken) {
            Thread.currentThread().interrupt();
        }
    }
}
