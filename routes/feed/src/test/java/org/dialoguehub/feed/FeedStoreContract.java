package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.feed.FeedStore.Added;
import org.dialoguehub.feed.FeedStore.Outcome;
import org.dialoguehub.feed.Group.Kind;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every storage of the feed must do. An implementation's test gives an empty store and inherits the rest. */
public interface FeedStoreContract {
    Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    GroupId PARENTS = new GroupId("parents");
    GroupId TRAINERS = new GroupId("trainers");
    Account ANNA = new Account(new AccountId("feed:anna"), "Anna", Set.of(new AccountId("mailto:anna@example.org")));
    Account BEN = Account.of("feed:ben", "Ben");

    /** The same store throughout one test, empty at its beginning. */
    FeedStore store();

    // Groups and people

    @Test
    default void keepsAGroupAsItWasAdded() {
        Group parents = new Group(PARENTS, "Eltern & \u00C4lteste \uD83C\uDFCA", Kind.CLOSED, NOON);

        assertThat(store().addGroup(parents, Set.of())).isTrue();

        assertThat(store().group(PARENTS)).contains(parents);
        assertThat(store().group(TRAINERS)).isEmpty();
    }

    @Test
    default void addsAGroupOnce() {
        Group parents = group(PARENTS, Kind.CLOSED);
        store().addGroup(parents, Set.of());
        enrol(ANNA);

        assertThat(store().addGroup(new Group(PARENTS, "Others", Kind.OPEN, NOON), Set.of(ANNA.id()))).isFalse();

        assertThat(store().group(PARENTS)).contains(parents);
        assertThat(store().members(PARENTS, 10)).isEmpty();
    }

    @Test
    default void renamesAGroup() {
        store().addGroup(group(PARENTS, Kind.CLOSED), Set.of());

        store().renameGroup(PARENTS, "Families");

        assertThat(store().group(PARENTS)).contains(new Group(PARENTS, "Families", Kind.CLOSED, NOON));
    }

    @Test
    default void findsAPersonByEachOfTheirAccounts() {
        enrol(ANNA);
        AccountId mail = new AccountId("mailto:anna@example.org");

        Map<AccountId, Account> found = store().accounts(Set.of(ANNA.id(), mail, BEN.id()));

        assertThat(found).isEqualTo(Map.of(ANNA.id(), ANNA, mail, ANNA));
        assertThat(store().accounts(Set.of())).isEmpty();
    }

    @Test
    default void findsManyPeopleAtOnce() {
        List<Account> people = IntStream.range(0, 1_000).mapToObj(number -> Account.of("feed:" + number, "N" + number)).toList();
        people.subList(0, 20).forEach(this::enrol);
        Set<AccountId> asked = new HashSet<>(people.stream().map(Account::id).toList());

        assertThat(store().accounts(asked).values()).containsExactlyInAnyOrderElementsOf(people.subList(0, 20));
    }

    @Test
    default void replacesWhatIsKnownOfAPerson() {
        enrol(ANNA);
        Account changed = new Account(ANNA.id(), "Anna K.", Set.of(new AccountId("mailto:anna@example.com")));

        assertThat(store().putAccount(changed)).isTrue();

        assertThat(store().accounts(Set.of(ANNA.id()))).containsEntry(ANNA.id(), changed);
        assertThat(store().accounts(ANNA.linked())).isEmpty();
    }

    @Test
    default void givesNoAccountToTwoPeople() {
        enrol(ANNA);
        enrol(BEN);

        assertThat(store().putAccount(new Account(BEN.id(), "Anna?", ANNA.linked()))).isFalse();
        assertThat(store().putAccount(new Account(BEN.id(), "Anna?", Set.of(ANNA.id())))).isFalse();
        assertThat(store().putAccount(new Account(new AccountId("mailto:anna@example.org"), "Anna?", Set.of()))).isFalse();

        assertThat(store().accounts(Set.of(BEN.id()))).containsEntry(BEN.id(), BEN);
        assertThat(store().accounts(ANNA.linked()).values()).containsExactly(ANNA);
    }

    @Test
    default void tellsWhatAPersonIsToAGroup() {
        enrol(ANNA);
        enrol(BEN);
        Group parents = group(PARENTS, Kind.CLOSED);
        store().addGroup(parents, Set.of(ANNA.id()));

        assertThat(store().access(PARENTS, ANNA.id())).contains(new Access(parents, ANNA, Optional.of(Role.ADMIN)));
        assertThat(store().access(PARENTS, new AccountId("mailto:anna@example.org")))
                .contains(new Access(parents, ANNA, Optional.of(Role.ADMIN)));
        assertThat(store().access(PARENTS, BEN.id())).contains(new Access(parents, BEN, Optional.empty()));
        assertThat(store().access(PARENTS, new AccountId("feed:nobody"))).isEmpty();
        assertThat(store().access(TRAINERS, ANNA.id())).isEmpty();
    }

    @Test
    default void changesAndEndsAMembership() {
        enrol(BEN);
        Group parents = group(PARENTS, Kind.CLOSED);
        store().addGroup(parents, Set.of());

        store().putMember(PARENTS, BEN.id(), Role.MEMBER);
        store().putMember(PARENTS, BEN.id(), Role.ADMIN);
        assertThat(store().members(PARENTS, 10)).containsExactly(new Member(BEN, Role.ADMIN));

        store().removeMember(PARENTS, BEN.id());
        store().removeMember(PARENTS, BEN.id());
        assertThat(store().members(PARENTS, 10)).isEmpty();
        assertThat(store().access(PARENTS, BEN.id())).contains(new Access(parents, BEN, Optional.empty()));
    }

    @Test
    default void listsTheGroupsThatAPersonMayRead() {
        enrol(ANNA);
        enrol(BEN);
        Group parents = group(PARENTS, Kind.CLOSED);
        Group trainers = group(TRAINERS, Kind.OPEN);
        store().addGroup(parents, Set.of(ANNA.id()));
        store().addGroup(trainers, Set.of());

        assertThat(store().groupsOf(new AccountId("mailto:anna@example.org")))
                .containsExactlyInAnyOrder(
                        new Access(parents, ANNA, Optional.of(Role.ADMIN)), new Access(trainers, ANNA, Optional.empty()));
        assertThat(store().groupsOf(BEN.id())).containsExactly(new Access(trainers, BEN, Optional.empty()));
        assertThat(store().groupsOf(new AccountId("feed:nobody"))).isEmpty();
    }

    @Test
    default void pagesThroughMembersEvenWhenTheLastOneSeenHasLeft() {
        store().addGroup(group(PARENTS, Kind.CLOSED), Set.of());
        List<Account> people = IntStream.range(0, 25).mapToObj(number -> Account.of("feed:p" + number, "P" + number)).toList();
        people.forEach(person -> {
            enrol(person);
            store().putMember(PARENTS, person.id(), Role.MEMBER);
        });

        var seen = new ArrayList<>(store().members(PARENTS, 10));
        for (List<Member> page = seen; !page.isEmpty();) {
            AccountId last = page.getLast().account().id();
            store().removeMember(PARENTS, last);
            page = store().membersAfter(PARENTS, last, 10);
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            seen.addAll(page);
        }

        assertThat(seen.stream().map(Member::account)).containsExactlyInAnyOrderElementsOf(people);
    }

    // Notes

    @Test
    default void keepsEveryPartOfANote() {
        group(Kind.CLOSED);
        NewNote added = first("n1", everything());

        Added result = store().add(added, Origin.HUB);

        assertThat(result.fresh()).isTrue();
        assertThat(result.note()).isEqualTo(added.added(result.note().sequence()));
        assertThat(store().note(added.id())).contains(result.note());
        assertThat(store().changes(PARENTS, 0, 10))
                .containsExactly(new Change(
                        result.note().sequence(), Origin.HUB, new Activity.Create(added.id(), added.note())));
    }

    @Test
    default void addsANoteOnce() {
        group(Kind.CLOSED);
        FeedNote first = store().add(first("n1", note("one")), Origin.HUB).note();

        Added again = store().add(first("n1", note("other")), Origin.HUB);

        assertThat(again).isEqualTo(new Added(first, false));
        assertThat(store().note(first.id())).contains(first);
        assertThat(store().changes(PARENTS, 0, 10)).hasSize(1);
    }

    @Test
    default void bringsNoNoteBackThatWasTakenBack() {
        group(Kind.CLOSED);
        FeedNote first = add("n1");
        store().delete(deletion(first), Origin.PERSON);

        Added again = store().add(first("n1", note("again")), Origin.HUB);

        assertThat(again.fresh()).isFalse();
        assertThat(again.note().deleted()).isTrue();
        assertThat(store().note(first.id()).map(FeedNote::deleted)).contains(true);
    }

    @Test
    default void changesANoteAndKeepsWhatItSaid() {
        group(Kind.CLOSED);
        FeedNote before = add("n1");
        Activity.Update update = update(before, "two", NOON.plusSeconds(5));

        assertThat(store().update(update, 1, Origin.PERSON)).isEqualTo(Outcome.DONE);

        assertThat(store().note(before.id())).contains(before.edited(update.note(), NOON.plusSeconds(5)));
        assertThat(store().thread(before.id(), 0, 10)).containsExactly(before.edited(update.note(), NOON.plusSeconds(5)));
        assertThat(store().history(before.id(), 0, 10))
                .containsExactly(
                        new Version(1, before.note().author(), NOON, before.note()),
                        new Version(2, BEN.actor(), NOON.plusSeconds(5), update.note()));
        assertThat(store().history(before.id(), 1, 10)).extracting(Version::number).containsExactly(2);
        assertThat(store().history(before.id(), 0, 1)).extracting(Version::number).containsExactly(1);
        assertThat(activities(0)).containsExactly(new Activity.Create(before.id(), before.note()), update);
    }

    @Test
    default void refusesAChangeOfAnOlderVersion() {
        group(Kind.CLOSED);
        FeedNote before = add("n1");
        store().update(update(before, "two", NOON), 1, Origin.PERSON);

        assertThat(store().update(update(before, "late", NOON), 1, Origin.PERSON)).isEqualTo(Outcome.CONFLICT);

        assertThat(store().note(before.id()).orElseThrow().note().body()).isEqualTo(RichText.of("two"));
        assertThat(store().changes(PARENTS, 0, 10)).hasSize(2);
    }

    @Test
    default void leavesATombstoneOfANoteTakenBack() {
        group(Kind.CLOSED);
        FeedNote first = store().add(first("n1", everything()), Origin.PERSON).note();
        FeedNote answer = answer("n2", first);
        store().update(update(first, "two", NOON), 1, Origin.PERSON);
        store().like(like(first, ANNA, "\uD83D\uDC4D"), Origin.PERSON);
        FeedNote before = store().note(first.id()).orElseThrow();
        Activity.Delete delete = deletion(first);

        assertThat(store().delete(delete, Origin.PERSON)).isEqualTo(Outcome.DONE);

        FeedNote left = store().note(first.id()).orElseThrow();
        assertThat(left).isEqualTo(before.tombstone(delete.published()));
        assertThat(left.note().body().isEmpty()).isTrue();
        assertThat(store().history(first.id(), 0, 10)).isEmpty();
        assertThat(store().likes(Set.of(first.id()), ANNA.id()).getOrDefault(first.id(), List.of())).isEmpty();
        assertThat(store().thread(first.id(), 0, 10)).containsExactly(left, answer);
        assertThat(activities(0)).containsExactly(new Activity.Create(answer.id(), answer.note()), delete);
    }

    @Test
    default void takesANoteBackOnce() {
        group(Kind.CLOSED);
        FeedNote first = add("n1");
        store().delete(deletion(first), Origin.PERSON);

        assertThat(store().delete(deletion(first), Origin.PERSON)).isEqualTo(Outcome.UNCHANGED);

        assertThat(store().note(first.id()).orElseThrow().version()).isEqualTo(2);
        assertThat(store().changes(PARENTS, 0, 10)).hasSize(1);
    }

    @Test
    default void changesNothingThatIsGoneOrNeverWas() {
        group(Kind.CLOSED);
        FeedNote gone = add("n1");
        store().delete(deletion(gone), Origin.PERSON);
        FeedNote never = first("n2", note("never")).added(99);
        List<Activity> before = activities(0);

        for (FeedNote note : List.of(gone, never)) {
            assertThat(store().update(update(note, "x", NOON), 2, Origin.PERSON)).isEqualTo(Outcome.GONE);
            assertThat(store().like(like(note, ANNA, "\uD83D\uDC4D"), Origin.PERSON)).isEqualTo(Outcome.GONE);
            assertThat(store().unlike(undo(like(note, ANNA, "\uD83D\uDC4D")), Origin.PERSON)).isEqualTo(Outcome.GONE);
        }
        assertThat(store().delete(deletion(never), Origin.PERSON)).isEqualTo(Outcome.GONE);
        assertThat(store().note(never.id())).isEmpty();
        assertThat(activities(0)).isEqualTo(before);
    }

    @Test
    default void countsOneLikeForEachPersonAndEmoji() {
        group(Kind.CLOSED);
        FeedNote note = add("n1");
        FeedNote other = add("n2");
        Activity.Like thumb = like(note, ANNA, "\uD83D\uDC4D");

        assertThat(store().like(thumb, Origin.PERSON)).isEqualTo(Outcome.DONE);
        assertThat(store().like(like(note, ANNA, "\uD83D\uDC4D"), Origin.HUB)).isEqualTo(Outcome.UNCHANGED);
        assertThat(store().like(like(note, BEN, "\uD83D\uDC4D"), Origin.PERSON)).isEqualTo(Outcome.DONE);
        assertThat(store().like(like(note, BEN, "\u2764\uFE0F"), Origin.PERSON)).isEqualTo(Outcome.DONE);
        assertThat(store().like(like(note, BEN, "\uD83C\uDF89"), Origin.PERSON)).isEqualTo(Outcome.DONE);

        assertThat(store().likes(Set.of(note.id(), other.id()), ANNA.id()).get(note.id()))
                .containsExactlyInAnyOrder(
                        new LikeCount("\uD83D\uDC4D", 2, true),
                        new LikeCount("\u2764\uFE0F", 1, false),
                        new LikeCount("\uD83C\uDF89", 1, false));
        assertThat(store().likes(Set.of(other.id()), ANNA.id()).getOrDefault(other.id(), List.of())).isEmpty();
        assertThat(activities(2)).hasSize(4).startsWith(thumb);
    }

    @Test
    default void takesALikeBack() {
        group(Kind.CLOSED);
        FeedNote note = add("n1");
        store().like(like(note, ANNA, "\uD83D\uDC4D"), Origin.PERSON);
        Activity.Undo undo = undo(like(note, ANNA, "\uD83D\uDC4D"));

        assertThat(store().unlike(undo(like(note, ANNA, "\uD83C\uDF89")), Origin.PERSON)).isEqualTo(Outcome.UNCHANGED);
        assertThat(store().unlike(undo(like(note, BEN, "\uD83D\uDC4D")), Origin.PERSON)).isEqualTo(Outcome.UNCHANGED);
        assertThat(store().unlike(undo, Origin.HUB)).isEqualTo(Outcome.DONE);
        assertThat(store().unlike(undo, Origin.HUB)).isEqualTo(Outcome.UNCHANGED);

        assertThat(store().likes(Set.of(note.id()), ANNA.id()).getOrDefault(note.id(), List.of())).isEmpty();
        List<Change> changes = store().changes(PARENTS, 0, 10);
        assertThat(changes).hasSize(3);
        assertThat(changes.getLast().activity()).isEqualTo(undo);
        assertThat(changes.getLast().origin()).isEqualTo(Origin.HUB);
    }

    @Test
    default void showsThreadsWithTheNewestNoteFirst() {
        group(Kind.CLOSED);
        otherGroup();
        FeedNote a = add("a");
        FeedNote b = add("b");
        FeedNote c = add("c");
        FeedNote answer = answer("a1", a);
        FeedNote deeper = answer("a2", answer);

        List<ThreadHead> all = store().threads(PARENTS, Long.MAX_VALUE, 10);

        assertThat(all)
                .containsExactly(
                        new ThreadHead(a, 2, deeper.sequence()),
                        new ThreadHead(c, 0, c.sequence()),
                        new ThreadHead(b, 0, b.sequence()));
        assertThat(store().threads(PARENTS, Long.MAX_VALUE, 1)).isEqualTo(all.subList(0, 1));
        assertThat(store().threads(PARENTS, all.getFirst().last(), 1)).isEqualTo(all.subList(1, 2));
        assertThat(store().threads(PARENTS, all.get(1).last(), 5)).isEqualTo(all.subList(2, 3));
        assertThat(store().threads(PARENTS, all.getLast().last(), 5)).isEmpty();
    }

    @Test
    default void pagesThroughAThreadOfManyNotes() {
        group(Kind.CLOSED);
        FeedNote last = add("n0");
        add("unrelated");
        var all = new ArrayList<>(List.of(last));
        for (int number = 1; number <= 120; number++) {
            last = answer("n" + number, last);
            all.add(last);
        }

        var seen = new ArrayList<FeedNote>();
        for (List<FeedNote> page = store().thread(all.getFirst().id(), 0, 50); !page.isEmpty();) {
            assertThat(page).hasSizeLessThanOrEqualTo(50);
            seen.addAll(page);
            page = store().thread(all.getFirst().id(), page.getLast().sequence(), 50);
        }

        assertThat(seen).isEqualTo(all);
        assertThat(seen.getLast().depth()).isEqualTo(120);
        assertThat(store().threads(PARENTS, Long.MAX_VALUE, 1).getFirst().replies()).isEqualTo(120);
    }

    @Test
    default void countsWhatIsInAGroup() {
        group(Kind.CLOSED);
        otherGroup();
        store().putMember(PARENTS, ANNA.id(), Role.MEMBER);
        FeedNote first = add("n1");
        answer("n2", first);
        add("n3");
        store().delete(deletion(first), Origin.PERSON);

        assertThat(store().counts(PARENTS)).isEqualTo(new Counts(1, 2, 2));
        assertThat(store().counts(TRAINERS)).isEqualTo(new Counts(0, 1, 1));
    }

    @Test
    default void keepsTheChangesOfGroupsApart() {
        group(Kind.CLOSED);
        otherGroup();
        FeedNote note = add("n1");

        assertThat(activities(0)).containsExactly(new Activity.Create(note.id(), note.note()));
        assertThat(store().changes(TRAINERS, 0, 10)).hasSize(1);
    }

    @Test
    default void readsChangesFromAnyPlaceOn() {
        group(Kind.CLOSED);
        List<Long> sequences = IntStream.range(0, 10).mapToObj(number -> add("n" + number).sequence()).toList();

        assertThat(sequences).isSorted().doesNotHaveDuplicates().allMatch(sequence -> sequence > 0);
        assertThat(store().changes(PARENTS, sequences.get(3), 4))
                .extracting(Change::sequence)
                .isEqualTo(sequences.subList(4, 8));
        assertThat(store().changes(PARENTS, sequences.getLast(), 4)).isEmpty();
    }

    // Many at once

    @Test @Timeout(30)
    default void showsChangesInTheOrderOfTheirNumbersToAReaderAmongWriters() throws Exception {
        group(Kind.CLOSED);
        FeedNote root = add("root");
        int writers = 8;
        int notes = 30;

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Future<?>>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "w" + writer + "-";
                work.add(threads.submit(() -> IntStream.range(0, notes).forEach(number -> {
                    FeedNote note = answer(name + number, root);
                    store().like(like(note, ANNA, "\uD83D\uDC4D"), Origin.PERSON);
                })));
            }
            List<Long> seen = readUntil(1 + writers * notes * 2);
            finish(work);

            assertThat(seen).isSorted().doesNotHaveDuplicates();
            assertThat(store().changes(PARENTS, 0, 10_000)).extracting(Change::sequence).isEqualTo(seen);
        }
    }

    @Test @Timeout(30)
    default void addsANoteOnceWhenManyAddItTogether() throws Exception {
        group(Kind.CLOSED);

        List<Added> added = together(16, () -> store().add(first("n1", note("one")), Origin.HUB));

        assertThat(added).filteredOn(Added::fresh).hasSize(1);
        assertThat(added).extracting(Added::note).containsOnly(store().note(new ExternalId("n1")).orElseThrow());
        assertThat(store().changes(PARENTS, 0, 100)).hasSize(1);
    }

    @Test @Timeout(30)
    default void letsOneWinWhenManyChangeTheSameVersion() throws Exception {
        group(Kind.CLOSED);
        FeedNote note = add("n1");

        List<Outcome> outcomes = together(16, () -> store().update(update(note, "mine", NOON), 1, Origin.PERSON));

        assertThat(outcomes).filteredOn(outcome -> outcome == Outcome.DONE).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> outcome == Outcome.CONFLICT).hasSize(15);
        assertThat(store().note(note.id()).orElseThrow().version()).isEqualTo(2);
        assertThat(store().history(note.id(), 0, 100)).hasSize(2);
    }

    @Test @Timeout(30)
    default void countsALikeOnceWhenItComesManyTimesTogether() throws Exception {
        group(Kind.CLOSED);
        FeedNote note = add("n1");

        List<Outcome> outcomes = together(16, () -> store().like(like(note, ANNA, "\uD83D\uDC4D"), Origin.PERSON));

        assertThat(outcomes).filteredOn(outcome -> outcome == Outcome.DONE).hasSize(1);
        assertThat(store().likes(Set.of(note.id()), BEN.id()).get(note.id()))
                .containsExactly(new LikeCount("\uD83D\uDC4D", 1, false));
    }

    @Test @Timeout(30)
    default void leavesNoLikeOnANoteTakenBackMeanwhile() throws Exception {
        group(Kind.CLOSED);
        for (int round = 0; round < 10; round++) {
            FeedNote note = add("n" + round);
            together(4, () -> {
                store().like(like(note, ANNA, "\uD83D\uDC4D"), Origin.PERSON);
                return store().delete(deletion(note), Origin.PERSON);
            });
            assertThat(store().likes(Set.of(note.id()), ANNA.id()).getOrDefault(note.id(), List.of())).isEmpty();
        }
        assertThat(activities(0)).hasSize(10).allMatch(activity -> activity instanceof Activity.Delete);
    }

    // What the tests are made of

    private List<Long> readUntil(int total) {
        var seen = new ArrayList<Long>();
        while (seen.size() < total && !Thread.currentThread().isInterrupted()) {
            long last = seen.isEmpty() ? 0 : seen.getLast();
            store().changes(PARENTS, last, 7).forEach(change -> seen.add(change.sequence()));
            Thread.onSpinWait();
        }
        return seen;
    }

    private static void finish(List<Future<?>> work) throws InterruptedException, ExecutionException {
        for (Future<?> done : work) {
            done.get();
        }
    }

    private static <T> List<T> together(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> done : threads.invokeAll(Collections.nCopies(times, work), 25, TimeUnit.SECONDS)) {
                results.add(done.get());
            }
            return results;
        }
    }

    private void enrol(Account account) {
        assertThat(store().putAccount(account)).isTrue();
    }

    private void group(Kind kind) {
        enrol(ANNA);
        enrol(BEN);
        store().addGroup(group(PARENTS, kind), Set.of());
    }

    private static Group group(GroupId id, Kind kind) {
        return new Group(id, "Group " + id, kind, NOON);
    }

    private void otherGroup() {
        store().addGroup(group(TRAINERS, Kind.OPEN), Set.of());
        store().add(new NewNote(new ExternalId("other"), TRAINERS, new ExternalId("other"), 0, NOON, note("other")), Origin.PERSON);
    }

    private List<Activity> activities(long after) {
        return store().changes(PARENTS, 0, 1_000).stream()
                .map(Change::activity)
                .skip(after)
                .toList();
    }

    private FeedNote add(String id) {
        return store().add(first(id, note("one")), Origin.PERSON).note();
    }

    private FeedNote answer(String id, FeedNote parent) {
        Note note = note("answer").answering(InReplyTo.note(parent.id()));
        var added = new NewNote(new ExternalId(id), PARENTS, parent.thread(), parent.depth() + 1, NOON, note);
        return store().add(added, Origin.PERSON).note();
    }

    private static NewNote first(String id, Note note) {
        return new NewNote(new ExternalId(id), PARENTS, new ExternalId(id), 0, NOON, note);
    }

    private static Note note(String text) {
        return Note.of(ANNA.actor(), RichText.of(text), group(PARENTS, Kind.CLOSED).audience(), NOON);
    }

    private static Activity.Update update(FeedNote note, String text, Instant at) {
        return new Activity.Update(BEN.actor(), note.id(), note.note().withBody(RichText.of(text)), at);
    }

    private static Activity.Delete deletion(FeedNote note) {
        return new Activity.Delete(BEN.actor(), note.id(), NOON.plusSeconds(60));
    }

    private static Activity.Like like(FeedNote note, Account by, String emoji) {
        return new Activity.Like(by.actor(), note.id(), emoji, NOON);
    }

    private static Activity.Undo undo(Activity.Like like) {
        return new Activity.Undo(like.actor(), like, NOON.plusSeconds(1));
    }

    /** A note in which every part is there, with text that is hard on storage. */
    private static Note everything() {
        String hard = "O'Brien; DROP TABLE \"notes\"; -- \\ % _ \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \u05E9\u05DC\u05D5\u05DD \uFFFD \t e\u0301";
        BlobId blob = new BlobId("0123456789abcdef".repeat(4));
        RichText body = new RichText(List.of(
                new Block.Heading(2, List.of(new Span.Text(hard))),
                new Block.Quote(List.of(new Block.Paragraph(List.of(
                        new Span.Styled(Span.Style.STRONG, List.of(new Span.Text("bold"), new Span.Break())),
                        new Span.Link(List.of(new Span.Text("here")), URI.create("https://example.org/a?b=c&d=%20")),
                        new Span.Mention(BEN.id(), "Ben"),
                        new Span.Hashtag("swimming"),
                        new Span.Image(blob, "a pool"))))),
                new Block.Items(true, List.of(List.of(new Block.Code("x = 1;\n", Optional.of("java"))), List.of())),
                new Block.Folded(Block.Folded.Kind.SIGNATURE, RichText.of("Anna").blocks())));
        return new Note(
                new Actor(new AccountId("mailto:Stranger+x@example.com"), hard, Optional.of(URI.create("https://example.com/s"))),
                Optional.of(hard),
                body,
                Optional.empty(),
                List.of(new Attachment("plan.pdf", "application/pdf", 5_000_000_000L, Optional.of("the plan"), blob, true)),
                group(PARENTS, Kind.CLOSED).audience(),
                NOON.minusSeconds(86_400),
                Optional.of(Locale.forLanguageTag("sv-FI")),
                Optional.of(URI.create("https://example.org/notes/1")));
    }
}
