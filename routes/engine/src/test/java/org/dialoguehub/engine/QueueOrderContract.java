package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.after;
import static org.dialoguehub.engine.Samples.note;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dialoguehub.engine.Queue.Item;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the {@link Queue} promises of what is due when, and in which order. */
public interface QueueOrderContract extends QueueUnderTest {
    @Test
    default void givesWhatWaitsOldestFirst() {
        subscribe(MAIL, "feed");
        put("feed", 3, 1);
        put("feed", 1, 2);
        put("feed", 20, 1);
        put("feed", 2, 3);

        assertThat(due("feed", NOW)).containsExactly(1L, 2L, 3L, 20L);
        assertThat(items("feed", NOW, 2)).extracting(Item::sequence).containsExactly(1L, 2L);
        assertThat(items("feed", NOW, 0)).isEmpty();
    }

    @Test
    default void isDueAtOnceWhateverTheClockSays() {
        subscribe(MAIL, "feed");
        put("feed", 1, 7);

        Item item = items("feed", Instant.parse("1971-01-01T00:00:00Z"), 10).getFirst();

        assertThat(item.thread()).isEqualTo(note(7));
        assertThat(item.attempts()).isZero();
        assertThat(item.reason()).isEmpty();
        assertThat(item.subscription()).isEqualTo("feed");
        assertThat(nextOf("feed").orElseThrow()).isBefore(Instant.parse("1971-01-01T00:00:00Z"));
    }

    @Test
    default void waitsWithAThreadWhileItsFirstWaits() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);
        put("feed", 2, 2);
        put("feed", 3, 1);
        put("feed", 4, 2);

        write(in -> in.queue().later(QueueUnderTest.item(in, "feed", 1), after(60), "busy"));

        assertThat(due("feed", after(59))).containsExactly(2L, 4L);
        assertThat(due("feed", after(60))).containsExactly(1L, 2L, 3L, 4L);
        Item again = items("feed", after(60), 1).getFirst();
        assertThat(again).isEqualTo(new Item("feed", 1, note(1), 1, after(60), "busy"));
    }

    @Test
    default void holdsUpOnlyWhatStandsBehindAnItemThatWaits() {
        subscribe(MAIL, "feed");
        LongStream.rangeClosed(1, 5).forEach(number -> put("feed", number, 1));

        write(in -> in.queue().later(QueueUnderTest.item(in, "feed", 3), after(60), "busy"));

        assertThat(due("feed", NOW)).containsExactly(1L, 2L);
        done("feed", 3);
        assertThat(due("feed", NOW)).containsExactly(1L, 2L, 4L, 5L);
    }

    @Test
    default void saysWhenTheNextIsDue() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);
        put("feed", 2, 2);
        put("feed", 3, 1);
        write(in -> {
            in.queue().later(QueueUnderTest.item(in, "feed", 1), after(60), "busy");
            in.queue().later(QueueUnderTest.item(in, "feed", 2), after(30), "busy");
            in.queue().later(QueueUnderTest.item(in, "feed", 3), after(10), "busy");
        });

        assertThat(nextOf("feed")).contains(after(30));
        done("feed", 2);
        assertThat(nextOf("feed")).contains(after(60));
        done("feed", 1);
        assertThat(nextOf("feed")).contains(after(10));
        done("feed", 3);
        assertThat(nextOf("feed")).isEmpty();
    }

    @Test
    default void isNotHeldUpByTheDead() {
        subscribe(MAIL, "feed");
        LongStream.rangeClosed(1, 3).forEach(number -> put("feed", number, 1));
        write(in -> in.queue().later(QueueUnderTest.item(in, "feed", 1), after(60), "busy"));

        write(in -> in.queue().dead(QueueUnderTest.item(in, "feed", 1), "broken"));

        assertThat(due("feed", NOW)).containsExactly(2L, 3L);
        assertThat(waiting()).isEqualTo(Map.of("feed", 2L));
        done("feed", 2, 3);
        assertThat(nextOf("feed")).isEmpty();
        assertThat(due("feed", LAST)).isEmpty();
    }

    @Test
    default void seesItsOwnChangesInTheSameUnit() {
        subscribe(MAIL, "feed");
        List<Long> seen = store().write(in -> {
            LongStream.rangeClosed(1, 4).forEach(number -> in.queue().put("feed", number, note(1)));
            in.queue().done("feed", List.of(1L));
            in.queue().later(QueueUnderTest.item(in, "feed", 3), after(60), "busy");
            return in.queue().due("feed", NOW, 10).stream().map(Item::sequence).toList();
        });

        assertThat(seen).containsExactly(2L);
    }

    @Test
    default void emptiesALongThreadInOrder() {
        subscribe(MAIL, "feed");
        write(in -> LongStream.rangeClosed(1, 10_000).forEach(number -> in.queue().put("feed", number, note((int) (number % 3)))));

        List<Long> seen = new ArrayList<>();
        List<Item> some = items("feed", NOW, 500);
        while (!some.isEmpty()) {
            List<Long> sequences = some.stream().map(Item::sequence).toList();
            seen.addAll(sequences);
            write(in -> in.queue().done("feed", sequences));
            some = items("feed", NOW, 500);
        }

        assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, 10_000).boxed().toList());
    }

    @Test
    default void costsNoMoreWhenMuchWaitsBehind() {
        subscribe(MAIL, "few");
        subscribe(MAIL, "many");
        write(in -> LongStream.rangeClosed(1, 20).forEach(number -> in.queue().put("few", number, note(1))));
        write(in -> LongStream.rangeClosed(1, 10_000).forEach(number -> in.queue().put("many", number, note(1))));

        Cost.of(this, in -> in.queue().due("many", NOW, 10)).isLike(Cost.of(this, in -> in.queue().due("few", NOW, 10)));
    }

    @ParameterizedTest @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    default void isDueAsTheDefinitionSaysWhateverWasDone(long seed) {
        var random = new Random(seed);
        subscribe(MAIL, "feed");
        for (int round = 0; round < 25; round++) {
            write(in -> IntStream.range(0, 8).forEach(step -> disturb(in, random)));
            List<Item> all = items("feed", LAST, Integer.MAX_VALUE);
            for (int seconds = -1; seconds <= 10; seconds++) {
                Instant now = after(seconds);
                assertThat(items("feed", now, Integer.MAX_VALUE)).isEqualTo(due(all, now));
                assertThat(items("feed", now, 3)).isEqualTo(due(all, now).stream().limit(3).toList());
            }
            assertThat(nextOf("feed")).isEqualTo(next(all));
            assertThat(waiting()).isEqualTo(Map.of("feed", (long) all.size()));
        }
    }

    private static void disturb(Transaction in, Random random) {
        List<Item> all = in.queue().due("feed", LAST, Integer.MAX_VALUE);
        long sequence = random.nextInt(60);
        switch (random.nextInt(6)) {
            case 0, 1 -> in.queue().put("feed", sequence, note((int) sequence % 5));
            case 2 -> in.queue().done("feed", List.of(sequence));
            case 3 -> in.queue().revive("feed", sequence, after(random.nextInt(10)));
            default -> {
                if (!all.isEmpty()) {
                    Item item = all.get(random.nextInt(all.size()));
                    if (random.nextInt(6) == 0) {
                        in.queue().dead(item, "broken");
                    } else {
                        in.queue().later(item, after(random.nextInt(10)), "busy");
                    }
                }
            }
        }
    }

    private static List<Item> due(List<Item> all, Instant now) {
        Set<NoteId> held = new HashSet<>();
        List<Item> due = new ArrayList<>();
        for (Item item : all) {
            if (item.next().isAfter(now)) {
                held.add(item.thread());
            } else if (!held.contains(item.thread())) {
                due.add(item);
            }
        }
        return due;
    }

    private static Optional<Instant> next(List<Item> all) {
        Map<NoteId, Instant> heads = new LinkedHashMap<>();
        all.forEach(item -> heads.putIfAbsent(item.thread(), item.next()));
        return heads.values().stream().min(Comparator.naturalOrder());
    }
}
