package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.feed.FeedSamples.ANNA;
import static org.dialoguehub.feed.FeedSamples.BEN;
import static org.dialoguehub.feed.FeedSamples.NOON;
import static org.dialoguehub.feed.FeedSamples.PARENTS;
import static org.dialoguehub.feed.FeedSamples.TRAINERS;
import static org.dialoguehub.feed.FeedSamples.activities;
import static org.dialoguehub.feed.FeedSamples.add;
import static org.dialoguehub.feed.FeedSamples.answer;
import static org.dialoguehub.feed.FeedSamples.deletion;
import static org.dialoguehub.feed.FeedSamples.everything;
import static org.dialoguehub.feed.FeedSamples.first;
import static org.dialoguehub.feed.FeedSamples.like;
import static org.dialoguehub.feed.FeedSamples.note;
import static org.dialoguehub.feed.FeedSamples.otherGroup;
import static org.dialoguehub.feed.FeedSamples.parents;
import static org.dialoguehub.feed.FeedSamples.undo;
import static org.dialoguehub.feed.FeedSamples.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.feed.FeedStore.Added;
import org.dialoguehub.feed.FeedStore.Outcome;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.RichText;
import org.junit.jupiter.api.Test;

/** What every storage of the feed must do with notes, likes and changes. */
public interface FeedStoreNotesContract {
    /** The same store throughout one test, empty at its beginning. */
    FeedStore store();

    @Test
    default void keepsEveryPartOfANote() {
        parents(store());
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
        parents(store());
        FeedNote first = store().add(first("n1", note("one")), Origin.HUB).note();

        Added again = store().add(first("n1", note("other")), Origin.HUB);

        assertThat(again).isEqualTo(new Added(first, false));
        assertThat(store().note(first.id())).contains(first);
        assertThat(store().changes(PARENTS, 0, 10)).hasSize(1);
    }

    @Test
    default void bringsNoNoteBackThatWasTakenBack() {
        parents(store());
        FeedNote first = add(store(), "n1");
        store().delete(deletion(first), Origin.PERSON);

        Added again = store().add(first("n1", note("again")), Origin.HUB);

        assertThat(again.fresh()).isFalse();
        assertThat(again.note().deleted()).isTrue();
        assertThat(store().note(first.id()).map(FeedNote::deleted)).contains(true);
    }

    @Test
    default void changesANoteAndKeepsWhatItSaid() {
        parents(store());
        FeedNote before = add(store(), "n1");
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
        assertThat(activities(store())).containsExactly(new Activity.Create(before.id(), before.note()), update);
    }

    @Test
    default void refusesAChangeOfAnOlderVersion() {
        parents(store());
        FeedNote before = add(store(), "n1");
        store().update(update(before, "two", NOON), 1, Origin.PERSON);

        assertThat(store().update(update(before, "late", NOON), 1, Origin.PERSON)).isEqualTo(Outcome.CONFLICT);

        assertThat(store().note(before.id()).orElseThrow().note().body()).isEqualTo(RichText.of("two"));
        assertThat(store().changes(PARENTS, 0, 10)).hasSize(2);
    }

    @Test
    default void leavesATombstoneOfANoteTakenBack() {
        parents(store());
        FeedNote first = store().add(first("n1", everything()), Origin.PERSON).note();
        FeedNote answer = answer(store(), "n2", first);
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
        assertThat(activities(store())).containsExactly(new Activity.Create(answer.id(), answer.note()), delete);
    }

    @Test
    default void takesANoteBackOnce() {
        parents(store());
        FeedNote first = add(store(), "n1");
        store().delete(deletion(first), Origin.PERSON);

        assertThat(store().delete(deletion(first), Origin.PERSON)).isEqualTo(Outcome.UNCHANGED);

        assertThat(store().note(first.id()).orElseThrow().version()).isEqualTo(2);
        assertThat(store().changes(PARENTS, 0, 10)).hasSize(1);
    }

    @Test
    default void changesNothingThatIsGoneOrNeverWas() {
        parents(store());
        FeedNote gone = add(store(), "n1");
        store().delete(deletion(gone), Origin.PERSON);
        FeedNote never = first("n2", note("never")).added(99);
        List<Activity> before = activities(store());

        for (FeedNote note : List.of(gone, never)) {
            assertThat(store().update(update(note, "x", NOON), 2, Origin.PERSON)).isEqualTo(Outcome.GONE);
            assertThat(store().like(like(note, ANNA, "\uD83D\uDC4D"), Origin.PERSON)).isEqualTo(Outcome.GONE);
            assertThat(store().unlike(undo(like(note, ANNA, "\uD83D\uDC4D")), Origin.PERSON)).isEqualTo(Outcome.GONE);
        }
        assertThat(store().delete(deletion(never), Origin.PERSON)).isEqualTo(Outcome.GONE);
        assertThat(store().note(never.id())).isEmpty();
        assertThat(activities(store())).isEqualTo(before);
    }

    @Test
    default void countsOneLikeForEachPersonAndEmoji() {
        parents(store());
        FeedNote note = add(store(), "n1");
        FeedNote other = add(store(), "n2");
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
        assertThat(activities(store()).subList(2, 6)).hasSize(4).startsWith(thumb);
    }

    @Test
    default void takesALikeBack() {
        parents(store());
        FeedNote note = add(store(), "n1");
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
        parents(store());
        otherGroup(store());
        FeedNote a = add(store(), "a");
        FeedNote b = add(store(), "b");
        FeedNote c = add(store(), "c");
        FeedNote answer = answer(store(), "a1", a);
        FeedNote deeper = answer(store(), "a2", answer);

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
        parents(store());
        FeedNote last = add(store(), "n0");
        add(store(), "unrelated");
        var all = new ArrayList<>(List.of(last));
        for (int number = 1; number <= 120; number++) {
            last = answer(store(), "n" + number, last);
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
        parents(store());
        otherGroup(store());
        store().putMember(PARENTS, ANNA.id(), Role.MEMBER);
        FeedNote first = add(store(), "n1");
        answer(store(), "n2", first);
        add(store(), "n3");
        store().delete(deletion(first), Origin.PERSON);

        assertThat(store().counts(PARENTS)).isEqualTo(new Counts(1, 2, 2));
        assertThat(store().counts(TRAINERS)).isEqualTo(new Counts(0, 1, 1));
    }

    @Test
    default void keepsTheChangesOfGroupsApart() {
        parents(store());
        otherGroup(store());
        FeedNote note = add(store(), "n1");

        assertThat(activities(store())).containsExactly(new Activity.Create(note.id(), note.note()));
        assertThat(store().changes(TRAINERS, 0, 10)).hasSize(1);
    }

    @Test
    default void readsChangesFromAnyPlaceOn() {
        parents(store());
        List<Long> sequences = IntStream.range(0, 10).mapToObj(number -> add(store(), "n" + number).sequence()).toList();

        assertThat(sequences).isSorted().doesNotHaveDuplicates().allMatch(sequence -> sequence > 0);
        assertThat(store().changes(PARENTS, sequences.get(3), 4))
                .extracting(Change::sequence)
                .isEqualTo(sequences.subList(4, 8));
        assertThat(store().changes(PARENTS, sequences.getLast(), 4)).isEmpty();
    }
}
