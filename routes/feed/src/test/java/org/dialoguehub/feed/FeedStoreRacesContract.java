package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.feed.FeedSamples.ANNA;
import static org.dialoguehub.feed.FeedSamples.BEN;
import static org.dialoguehub.feed.FeedSamples.NOON;
import static org.dialoguehub.feed.FeedSamples.PARENTS;
import static org.dialoguehub.feed.FeedSamples.activities;
import static org.dialoguehub.feed.FeedSamples.add;
import static org.dialoguehub.feed.FeedSamples.answer;
import static org.dialoguehub.feed.FeedSamples.deletion;
import static org.dialoguehub.feed.FeedSamples.first;
import static org.dialoguehub.feed.FeedSamples.like;
import static org.dialoguehub.feed.FeedSamples.note;
import static org.dialoguehub.feed.FeedSamples.parents;
import static org.dialoguehub.feed.FeedSamples.update;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every storage of the feed must keep in order when many use it at once. */
public interface FeedStoreRacesContract {
    /** The same store throughout one test, empty at its beginning. */
    FeedStore store();

    @Test @Timeout(30)
    default void showsChangesInTheOrderOfTheirNumbersToAReaderAmongWriters() throws Exception {
        parents(store());
        FeedNote root = add(store(), "root");
        int writers = 8;
        int notes = 30;

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Future<?>>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "w" + writer + "-";
                work.add(threads.submit(() -> IntStream.range(0, notes).forEach(number -> {
                    FeedNote note = answer(store(), name + number, root);
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
        parents(store());

        List<Added> added = together(16, () -> store().add(first("n1", note("one")), Origin.HUB));

        assertThat(added).filteredOn(Added::fresh).hasSize(1);
        assertThat(added).extracting(Added::note).containsOnly(store().note(new ExternalId("n1")).orElseThrow());
        assertThat(store().changes(PARENTS, 0, 100)).hasSize(1);
    }

    @Test @Timeout(30)
    default void letsOneWinWhenManyChangeTheSameVersion() throws Exception {
        parents(store());
        FeedNote note = add(store(), "n1");

        List<Outcome> outcomes = together(16, () -> store().update(update(note, "mine", NOON), 1, Origin.PERSON));

        assertThat(outcomes).filteredOn(outcome -> outcome == Outcome.DONE).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> outcome == Outcome.CONFLICT).hasSize(15);
        assertThat(store().note(note.id()).orElseThrow().version()).isEqualTo(2);
        assertThat(store().history(note.id(), 0, 100)).hasSize(2);
    }

    @Test @Timeout(30)
    default void countsALikeOnceWhenItComesManyTimesTogether() throws Exception {
        parents(store());
        FeedNote note = add(store(), "n1");

        List<Outcome> outcomes = together(16, () -> store().like(like(note, ANNA, "\uD83D\uDC4D"), Origin.PERSON));

        assertThat(outcomes).filteredOn(outcome -> outcome == Outcome.DONE).hasSize(1);
        assertThat(store().likes(Set.of(note.id()), BEN.id()).get(note.id()))
                .containsExactly(new LikeCount("\uD83D\uDC4D", 1, false));
    }

    @Test @Timeout(30)
    default void leavesNoLikeOnANoteTakenBackMeanwhile() throws Exception {
        parents(store());
        for (int round = 0; round < 10; round++) {
            FeedNote note = add(store(), "n" + round);
            together(4, () -> {
                store().like(like(note, ANNA, "\uD83D\uDC4D"), Origin.PERSON);
                return store().delete(deletion(note), Origin.PERSON);
            });
            assertThat(store().likes(Set.of(note.id()), ANNA.id()).getOrDefault(note.id(), List.of())).isEmpty();
        }
        assertThat(activities(store())).hasSize(10).allMatch(activity -> activity instanceof Activity.Delete);
    }

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
}
