package org.dialoguehub.feed;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.feed.FeedException.Reason;
import org.dialoguehub.feed.FeedStore.Outcome;
import org.dialoguehub.feed.Gate.Seen;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;

/**
 * What people say on the feed. {@code acting} is the account of whom the work is done for, and must be known for sure: it decides what they
 * may see.
 *
 * <p>What is said in a closed group does not exist for those who are not its members: what they ask of it is {@link Reason#MISSING}. Texts may
 * have {@value Wording#LONGEST} characters, and pages 1 to {@value Gate#LARGEST_PAGE} items. Safe for use by many threads. Throws {@link
 * java.io.UncheckedIOException} if the storage cannot be used now.
 */
public final class Feed {
    /** Where pages begin that go from new to old. */
    public static final long NEWEST = Long.MAX_VALUE;

    /** Where pages begin that go from old to new. */
    public static final long OLDEST = 0;

    private final FeedStore store;
    private final Ids ids;
    private final Gate gate;
    private final Bells bells = new Bells();
    private final Writer writer;

    /** @param random safe for use by many threads, and hard to guess, as {@link java.security.SecureRandom} is */
    public Feed(FeedStore store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.ids = new Ids(random);
        this.gate = new Gate(store);
        this.writer = new Writer(store, clock, bells);
    }

    /** Begins a thread. */
    public ShownNote post(AccountId acting, GroupId group, Draft draft) throws FeedException {
        Access access = gate.reader(acting, group);
        Note note = note(access, draft);
        var added = writer.begin(new ExternalId(ids.next()), access.group(), note, Origin.PERSON);
        return shown(access.account(), added.note());
    }

    /** Answers a note; one that was taken back can still be answered, so that nothing said in a thread is lost. */
    public ShownNote reply(AccountId acting, ExternalId to, Draft draft) throws FeedException {
        Seen parent = gate.note(acting, to);
        Note note = note(parent.access(), draft);
        var added = writer.answer(
                new ExternalId(ids.next()), parent.note(), parent.access().group(), note, Origin.PERSON);
        return shown(parent.access().account(), added.note());
    }

    /**
     * Changes one's own note; what it said before is kept.
     *
     * @param version the version the person saw and changed
     * @throws FeedException {@link Reason#CONFLICT} if it has changed since, {@link Reason#GONE} if it was taken back
     */
    public ShownNote edit(AccountId acting, ExternalId id, int version, Draft draft) throws FeedException {
        Seen seen = gate.note(acting, id);
        if (!isBy(seen.access().account(), seen.note())) {
            throw new FeedException(Reason.FORBIDDEN, "Only its author may change a note");
        }
        requireAlive(seen.note());
        if (seen.note().version() != version) {
            throw changedMeanwhile();
        }
        Note said = note(seen.access(), draft);
        var update = new Activity.Update(seen.access().account().actor(), id, said, writer.now());
        return switch (writer.update(update, seen.note(), Origin.PERSON)) {
            case DONE, UNCHANGED -> note(acting, id);
            case CONFLICT -> throw changedMeanwhile();
            case GONE -> throw gone();
        };
    }

    /** Takes back a note: authors may, and admins of the group. Once more changes nothing. The thread stays whole. */
    public void delete(AccountId acting, ExternalId id) throws FeedException {
        Seen seen = gate.note(acting, id);
        if (!isBy(seen.access().account(), seen.note()) && !seen.access().admin()) {
            throw new FeedException(
                    Reason.FORBIDDEN, "Only its author and admins of '" + seen.access().group().name() + "' may take back a note");
        }
        var delete = new Activity.Delete(seen.access().account().actor(), id, writer.now());
        writer.delete(delete, seen.note().group(), Origin.PERSON);
    }

    /** Likes a note, once with each emoji; once more changes nothing. */
    public void like(AccountId acting, ExternalId id, String emoji) throws FeedException {
        Seen seen = gate.note(acting, id);
        var like = new Activity.Like(seen.access().account().actor(), id, Wording.emoji(emoji), writer.now());
        if (writer.like(like, seen.note().group(), Origin.PERSON) == Outcome.GONE) {
            throw gone();
        }
    }

    /** Takes back a like; one that is not there is gone already. */
    public void unlike(AccountId acting, ExternalId id, String emoji) throws FeedException {
        Seen seen = gate.note(acting, id);
        Instant now = writer.now();
        Actor actor = seen.access().account().actor();
        var undo = new Activity.Undo(actor, new Activity.Like(actor, id, Wording.emoji(emoji), now), now);
        writer.unlike(undo, seen.note().group(), Origin.PERSON);
    }

    /** One note. */
    public ShownNote note(AccountId acting, ExternalId id) throws FeedException {
        Seen seen = gate.note(acting, id);
        return shown(seen.access().account(), seen.note());
    }

    /** What a note said, from its first version on; nothing for a note that was taken back. */
    public Page<Version> history(AccountId acting, ExternalId id, int after, int limit) throws FeedException {
        gate.note(acting, id);
        return Page.of(store.history(id, after, Gate.checked(limit) + 1), limit, version -> (long) version.number());
    }

    /**
     * The threads of a group, that with the newest note first. A thread that is answered between two pages moves to the top, and so out of
     * the pages to come.
     *
     * @param before {@link #NEWEST} or {@link Page#next()}
     */
    public Page<ShownThread> threads(AccountId acting, GroupId group, long before, int limit) throws FeedException {
        Access access = gate.reader(acting, group);
        Page<ThreadHead> page = Page.of(store.threads(group, before, Gate.checked(limit) + 1), limit, ThreadHead::last);
        List<ShownNote> first = shown(access.account(), page.items().stream().map(ThreadHead::first).toList());
        return page.with(IntStream.range(0, first.size())
                .mapToObj(index -> new ShownThread(first.get(index), page.items().get(index).replies()))
                .toList());
    }

    /**
     * The thread of a note, oldest note first, whatever answers what: {@link FeedNote#depth()} and {@link Note#inReplyTo()} tell.
     *
     * @param id any note of the thread
     * @param after {@link #OLDEST} or {@link Page#next()}
     */
    public Page<ShownNote> thread(AccountId acting, ExternalId id, long after, int limit) throws FeedException {
        Seen seen = gate.note(acting, id);
        Page<FeedNote> page = Page.of(store.thread(seen.note().thread(), after, Gate.checked(limit) + 1), limit, FeedNote::sequence);
        return page.with(shown(seen.access().account(), page.items()));
    }

    FeedStore store() {
        return store;
    }

    Writer writer() {
        return writer;
    }

    Bells bells() {
        return bells;
    }

    private Note note(Access access, Draft draft) throws FeedException {
        Note note = Note.of(access.account().actor(), draft.body(), access.group().audience(), writer.now())
                .withAttachments(draft.attachments());
        Note whole = Wording.note(draft.subject().map(note::withSubject).orElse(note));
        if (draft.isEmpty()) {
            throw new FeedException(Reason.INVALID, "The note is empty: write something, or attach a file");
        }
        return whole;
    }

    private static boolean isBy(Account account, FeedNote note) {
        return account.identities().contains(Account.folded(note.note().author().account()));
    }

    private static void requireAlive(FeedNote note) throws FeedException {
        if (note.deleted()) {
            throw gone();
        }
    }

    private static FeedException gone() {
        return new FeedException(Reason.GONE, "This note was taken back");
    }

    private static FeedException changedMeanwhile() {
        return new FeedException(Reason.CONFLICT, "The note was changed meanwhile: look at it as it is now, and change that");
    }

    private ShownNote shown(Account reader, FeedNote note) {
        return shown(reader, List.of(note)).getFirst();
    }

    private List<ShownNote> shown(Account reader, List<FeedNote> notes) {
        Set<ExternalId> shownIds = notes.stream().map(FeedNote::id).collect(Collectors.toSet());
        Map<ExternalId, List<LikeCount>> likes = store.likes(shownIds, reader.id());
        Map<AccountId, Account> people = store.accounts(notes.stream().map(Feed::author).collect(Collectors.toSet()));
        return notes.stream()
                .map(note -> shown(
                        reader, note, Optional.ofNullable(people.get(author(note))), likes.getOrDefault(note.id(), List.of())))
                .toList();
    }

    private static ShownNote shown(Account reader, FeedNote note, Optional<Account> person, List<LikeCount> likes) {
        List<LikeCount> mostFirst = likes.stream()
                .sorted(Comparator.comparingInt(LikeCount::count).reversed().thenComparing(LikeCount::emoji))
                .toList();
        Actor author = person.map(Account::actor).orElse(note.note().author());
        return new ShownNote(note, author, person.isPresent(), isBy(reader, note), mostFirst);
    }

    private static AccountId author(FeedNote note) {
        return Account.folded(note.note().author().account());
    }
}
