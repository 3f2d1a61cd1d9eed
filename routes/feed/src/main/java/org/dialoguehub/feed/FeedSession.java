package org.dialoguehub.feed;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Listener;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Reactor;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.feed.FeedException.Reason;
import org.dialoguehub.feed.FeedStore.Added;
import org.dialoguehub.feed.FeedStore.Outcome;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;

/**
 * A channel on one group. A post's id is its token, so that the same post can only ever be one note. What the hub itself did comes back among
 * the changes as everything does, marked as having passed through the hub.
 */
final class FeedSession implements Session, Receiver, Listener, Publisher, Finder, Editor, Deleter, Reactor {
    private static final int LARGEST_BATCH = 1_000;

    private final Feed feed;
    private final GroupId groupId;
    private final Audience audience;
    private final CountDownLatch closed = new CountDownLatch(1);

    FeedSession(Feed feed, GroupId groupId, Audience audience) {
        this.feed = feed;
        this.groupId = groupId;
        this.audience = audience;
    }

    @Override
    public String check() throws ConnectorException {
        return looking(() -> {
            Group group = group();
            Counts counts = feed.store().counts(groupId);
            return "group '" + group.name() + "': " + counts.members() + " members, " + counts.threads() + " threads, "
                    + counts.notes() + " notes";
        });
    }

    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public Batch receive(Cursor after, int limit) throws ConnectorException {
        long place = after.equals(Cursor.START) ? 0 : Long.parseLong(after.value());
        int most = Math.min(limit, LARGEST_BATCH);
        List<Change> changes = looking(() -> feed.store().changes(group().id(), place, most + 1));
        List<Change> given = changes.subList(0, Math.min(most, changes.size()));
        Cursor next = given.isEmpty() ? after : new Cursor(Long.toString(given.getLast().sequence()));
        return new Batch(given.stream().map(this::event).toList(), next, changes.size() > most);
    }

    @Override
    public void listen(Runnable bell) {
        feed.bells().add(groupId, bell);
        try {
            bell.run(); // for what came between the last look and now
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            feed.bells().remove(groupId, bell);
        }
    }

    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        return looking(() -> {
            group();
            Wording.note(post.note());
            return new Prepared.Ready("", Optional.of(id(post)));
        });
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        Group group = looking(this::group);
        Optional<FeedNote> parent = looking(() -> parent(post.note()));
        Added added = changing(() -> parent.isPresent()
                ? feed.writer().answer(id(post), parent.get(), group, post.note(), Origin.HUB)
                : feed.writer().begin(id(post), group, post.note(), Origin.HUB));
        if (!added.note().group().equals(groupId)) {
            throw new ConnectorException(new Failure.Rejected("There is a note '" + id(post) + "' in another group already"));
        }
        return published(added.note());
    }

    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException {
        return looking(() -> new Sighting.Seen(here(id(post)).stream()
                .map(note -> new Candidate(published(note), true, note.note().body().plainText()))
                .toList()));
    }

    @Override
    public void edit(Activity.Update update) throws ConnectorException {
        FeedNote before = alive(update.object()).orElseThrow(() -> gone(update.object()));
        switch (changing(() -> feed.writer().update(update, before, Origin.HUB))) {
            case DONE, UNCHANGED -> {}
            case CONFLICT -> throw new ConnectorException(
                    new Failure.Unreachable("The note '" + update.object() + "' was changed in the same moment: again soon"));
            case GONE -> throw gone(update.object());
        }
    }

    @Override
    public void delete(Activity.Delete delete) throws ConnectorException {
        if (alive(delete.object()).isPresent()) {
            changing(() -> feed.writer().delete(delete, groupId, Origin.HUB));
        }
    }

    @Override
    public void like(Activity.Like like) throws ConnectorException {
        FeedNote note = alive(like.object()).orElseThrow(() -> gone(like.object()));
        Activity.Like ours = looking(() -> ours(like, note));
        if (changing(() -> feed.writer().like(ours, groupId, Origin.HUB)) == Outcome.GONE) {
            throw gone(like.object());
        }
    }

    @Override
    public void unlike(Activity.Like like) throws ConnectorException {
        Optional<FeedNote> note = alive(like.object());
        if (note.isPresent()) {
            Activity.Like ours = looking(() -> ours(like, note.get()));
            var undo = new Activity.Undo(ours.actor(), ours, feed.writer().now());
            changing(() -> feed.writer().unlike(undo, groupId, Origin.HUB));
        }
    }

    private Event event(Change change) {
        Activity activity = switch (change.activity()) {
            case Activity.Create create -> new Activity.Create(create.object(), narrowed(create.note()));
            case Activity.Update update ->
                new Activity.Update(update.actor(), update.object(), narrowed(update.note()), update.published());
            case Activity other -> other;
        };
        Set<Event.Mark> marks = change.origin() == Origin.HUB ? Set.of(Event.Mark.LOOP) : Set.of();
        return new Event(new EventKey(groupId + "/" + change.sequence()), activity, marks, Optional.empty());
    }

    private Note narrowed(Note note) {
        return note.withAudience(note.audience().narrowedTo(audience));
    }

    private Group group() throws FeedException {
        return feed.store()
                .group(groupId)
                .orElseThrow(() -> new FeedException(
                        Reason.MISSING, "'group' is " + groupId + "; there is no such group on the feed: make it, or name another"));
    }

    /** The note answered, or else the nearest above it that is here; without any, the answer begins a thread. */
    private Optional<FeedNote> parent(Note note) {
        return note.inReplyTo().stream()
                .flatMap(answered -> Stream.concat(Stream.of(answered.note()), answered.ancestors().stream()))
                .flatMap(above -> here(above).stream())
                .findFirst();
    }

    private Optional<FeedNote> here(NoteRef note) {
        return note instanceof ExternalId id
                ? feed.store().note(id).filter(found -> found.group().equals(groupId))
                : Optional.empty();
    }

    private Optional<FeedNote> alive(NoteRef note) throws ConnectorException {
        return looking(() -> here(note).filter(found -> !found.deleted()));
    }

    private static ConnectorException gone(NoteRef note) {
        return new ConnectorException(new Failure.Rejected("The note '" + note + "' is not in this group, or was taken back"));
    }

    /** The same like as one of the feed: by the person, if it is one, and with an emoji, whatever the other network had instead. */
    private Activity.Like ours(Activity.Like like, FeedNote note) {
        Actor actor = Wording.actor(like.actor());
        AccountId account = Account.folded(actor.account());
        Account person = feed.store().accounts(Set.of(account)).get(account);
        Actor liker = person == null ? new Actor(account, actor.name(), actor.page()) : person.actor();
        return new Activity.Like(liker, note.id(), emoji(like.emoji()), Wording.time(like.published()));
    }

    private static String emoji(String theirs) {
        try {
            return Wording.emoji(theirs);
        } catch (FeedException noEmoji) {
            return Activity.Like.THUMBS_UP;
        }
    }

    private static ExternalId id(Post post) {
        return new ExternalId(post.token());
    }

    private static Published published(FeedNote note) {
        return new Published(note.id(), Optional.empty(), note.added());
    }

    private static <T> T looking(Work<T> work) throws ConnectorException {
        return failing(work, Failure.Unreachable::new);
    }

    private static <T> T changing(Work<T> work) throws ConnectorException {
        return failing(work, Failure.Uncertain::new);
    }

    private static <T> T failing(Work<T> work, Function<String, Failure> away) throws ConnectorException {
        try {
            return work.done();
        } catch (UncheckedIOException storage) {
            throw new ConnectorException(away.apply("The feed's storage cannot be used now: " + storage.getMessage()), storage);
        } catch (FeedException refused) {
            throw new ConnectorException(new Failure.Rejected(refused.getMessage()), refused);
        }
    }

    private interface Work<T> {
        T done() throws FeedException, ConnectorException;
    }
}
