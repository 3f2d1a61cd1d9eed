package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.after;
import static org.dialoguehub.engine.Samples.longText;
import static org.dialoguehub.engine.Samples.note;
import static org.dialoguehub.engine.Samples.oddTexts;

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
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the {@link Queue} promises. */
public interface QueueContract extends StoreUnderTest {
    /** Later than anything in these tests. */
    Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    @Test
    default void hasNoSubscriptionAtFirst() {
        assertThat(subscriptions(MAIL)).isEmpty();
        assertThat(waiting()).isEmpty();
        assertThat(due("feed", NOW)).isEmpty();
        assertThat(nextOf("feed")).isEmpty();
    }

    @Test
    default void subscribesOnceHoweverOftenItIsAsked() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);

        subscribe(MAIL, "feed");
        subscribe(MAIL, "archive");
        subscribe(FEED, "list");

        assertThat(subscriptions(MAIL)).containsExactlyInAnyOrder("feed", "archive");
        assertThat(subscriptions(FEED)).containsExactly("list");
        assertThat(due("feed", NOW)).containsExactly(1L);
    }

    @Test
    default void movesASubscriptionToAnotherChannelWithAllThatWaits() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);

        subscribe(FEED, "feed");

        assertThat(subscriptions(MAIL)).isEmpty();
        assertThat(subscriptions(FEED)).containsExactly("feed");
        assertThat(due("feed", NOW)).containsExactly(1L);
    }

    @Test
    default void forgetsASubscriptionWithAllThatWaitsForIt() {
        subscribe(MAIL, "feed");
        subscribe(MAIL, "archive");
        put("feed", 1, 1);
        put("feed", 2, 2);
        put("archive", 1, 1);
        write(in -> in.queue().dead(item(in, "feed", 2), "broken"));

        write(in -> in.queue().unsubscribe("feed"));
        write(in -> in.queue().unsubscribe("never-was"));

        assertThat(subscriptions(MAIL)).containsExactly("archive");
        assertThat(waiting()).isEqualTo(Map.of("archive", 1L));
        assertThat(deadItems()).isEmpty();
        subscribe(MAIL, "feed");
        assertThat(due("feed", LAST)).isEmpty();
    }

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
    default void keepsWhatIsPutTwiceOnce() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);
        put("feed", 2, 1);
        write(in -> in.queue().later(item(in, "feed", 1), after(60), "busy"));
        write(in -> in.queue().dead(item(in, "feed", 2), "broken"));

        put("feed", 1, 1);
        put("feed", 2, 1);

        assertThat(due("feed", after(59))).isEmpty();
        assertThat(waiting()).isEqualTo(Map.of("feed", 1L));
        assertThat(deadItems()).hasSize(1);
    }

    @Test
    default void keepsSubscriptionsApart() {
        subscribe(MAIL, "feed");
        subscribe(MAIL, "Feed");
        put("feed", 1, 1);
        put("Feed", 1, 1);
        put("Feed", 2, 1);

        done("Feed", 1);
        write(in -> in.queue().later(item(in, "Feed", 2), after(60), "busy"));

        assertThat(due("feed", NOW)).containsExactly(1L);
        assertThat(due("Feed", NOW)).isEmpty();
        assertThat(nextOf("Feed")).contains(after(60));
    }

    @Test
    default void forgetsWhatIsDone() {
        subscribe(MAIL, "feed");
        subscribe(MAIL, "archive");
        IntStream.range(0, 6).forEach(number -> put("feed", number, number));

        done("feed", 4, 0, 2, 2, 99);
        done("feed");

        assertThat(due("feed", NOW)).containsExactly(1L, 3L, 5L);
        assertThat(waiting()).isEqualTo(Map.of("feed", 3L, "archive", 0L));
    }

    @Test
    default void waitsWithAThreadWhileItsFirstWaits() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);
        put("feed", 2, 2);
        put("feed", 3, 1);
        put("feed", 4, 2);

        write(in -> in.queue().later(item(in, "feed", 1), after(60), "busy"));

        assertThat(due("feed", after(59))).containsExactly(2L, 4L);
        assertThat(due("feed", after(60))).containsExactly(1L, 2L, 3L, 4L);
        Item again = items("feed", after(60), 1).getFirst();
        assertThat(again).isEqualTo(new Item("feed", 1, note(1), 1, after(60), "busy"));
    }

    @Test
    default void holdsUpOnlyWhatStandsBehindAnItemThatWaits() {
        subscribe(MAIL, "feed");
        LongStream.rangeClosed(1, 5).forEach(number -> put("feed", number, 1));

        write(in -> in.queue().later(item(in, "feed", 3), after(60), "busy"));

        assertThat(due("feed", NOW)).containsExactly(1L, 2L);
        done("feed", 3);
        assertThat(due("feed", NOW)).containsExactly(1L, 2L, 4L, 5L);
    }

    @Test
    default void countsAttempts() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);

        for (int attempt = 1; attempt <= 3; attempt++) {
            int seconds = attempt;
            write(in -> in.queue().later(item(in, "feed", 1), after(seconds), "busy " + seconds));
            assertThat(item("feed", 1)).isEqualTo(new Item("feed", 1, note(1), attempt, after(attempt), "busy " + attempt));
        }
        write(in -> in.queue().dead(item(in, "feed", 1), "broken"));

        assertThat(deadItems().getFirst().attempts()).isEqualTo(4);
        assertThat(deadItems().getFirst().reason()).isEqualTo("broken");
    }

    @Test
    default void saysWhenTheNextIsDue() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);
        put("feed", 2, 2);
        put("feed", 3, 1);
        write(in -> {
            in.queue().later(item(in, "feed", 1), after(60), "busy");
            in.queue().later(item(in, "feed", 2), after(30), "busy");
            in.queue().later(item(in, "feed", 3), after(10), "busy");
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
        write(in -> in.queue().later(item(in, "feed", 1), after(60), "busy"));

        write(in -> in.queue().dead(item(in, "feed", 1), "broken"));

        assertThat(due("feed", NOW)).containsExactly(2L, 3L);
        assertThat(waiting()).isEqualTo(Map.of("feed", 2L));
        done("feed", 2, 3);
        assertThat(nextOf("feed")).isEmpty();
        assertThat(due("feed", LAST)).isEmpty();
    }

    @Test
    default void listsTheDeadOfAllSubscriptionsNewestFirst() {
        subscribe(MAIL, "feed");
        subscribe(FEED, "list");
        for (long number = 1; number <= 3; number++) {
            put("feed", number * 2, 1);
            put("list", number * 2 + 1, 1);
        }

        write(in -> LongStream.of(4, 2, 6).forEach(number -> in.queue().dead(item(in, "feed", number), "broken " + number)));
        write(in -> in.queue().dead(item(in, "list", 5), "broken too"));

        assertThat(deadItems()).extracting(Item::sequence).containsExactly(6L, 5L, 4L, 2L);
        assertThat(deadItems()).extracting(Item::reason).containsExactly("broken 6", "broken too", "broken 4", "broken 2");
        List<Item> two = read(in -> in.queue().dead(2));
        assertThat(two).extracting(Item::sequence).containsExactly(6L, 5L);
    }

    @Test
    default void revivesADeadItemInItsPlace() {
        subscribe(MAIL, "feed");
        LongStream.rangeClosed(1, 3).forEach(number -> put("feed", number, 1));
        write(in -> in.queue().dead(item(in, "feed", 2), "broken"));

        assertThat(revive("feed", 2, after(5))).isTrue();

        assertThat(deadItems()).isEmpty();
        assertThat(due("feed", after(4))).containsExactly(1L);
        assertThat(due("feed", after(5))).containsExactly(1L, 2L, 3L);
        assertThat(item("feed", 2)).isEqualTo(new Item("feed", 2, note(1), 0, after(5), ""));
    }

    @Test
    default void revivesOnlyTheDead() {
        subscribe(MAIL, "feed");
        subscribe(MAIL, "archive");
        put("feed", 1, 1);
        put("feed", 2, 1);
        write(in -> in.queue().dead(item(in, "feed", 2), "broken"));

        assertThat(revive("feed", 1, NOW)).isFalse();
        assertThat(revive("archive", 2, NOW)).isFalse();
        assertThat(revive("feed", 3, NOW)).isFalse();

        assertThat(revive("feed", 2, NOW)).isTrue();
        assertThat(revive("feed", 2, NOW)).isFalse();
    }

    @Test
    default void forgetsADeadItemThatIsDone() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);
        write(in -> in.queue().dead(item(in, "feed", 1), "broken"));

        done("feed", 1);

        assertThat(deadItems()).isEmpty();
        assertThat(revive("feed", 1, NOW)).isFalse();
    }

    @Test
    default void doesNotBringBackWhatIsGone() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);
        put("feed", 2, 1);
        Item gone = item("feed", 1);
        Item dead = item("feed", 2);
        done("feed", 1);
        write(in -> in.queue().dead(dead, "broken"));

        write(in -> in.queue().later(gone, after(1), "busy"));
        write(in -> in.queue().dead(gone, "broken"));
        write(in -> in.queue().later(dead, after(1), "busy"));

        assertThat(due("feed", LAST)).isEmpty();
        assertThat(deadItems()).extracting(Item::sequence).containsExactly(2L);
    }

    @Test
    default void seesItsOwnChangesInTheSameUnit() {
        subscribe(MAIL, "feed");
        List<Long> seen = store().write(in -> {
            LongStream.rangeClosed(1, 4).forEach(number -> in.queue().put("feed", number, note(1)));
            in.queue().done("feed", List.of(1L));
            in.queue().later(item(in, "feed", 3), after(60), "busy");
            return in.queue().due("feed", NOW, 10).stream().map(Item::sequence).toList();
        });

        assertThat(seen).containsExactly(2L);
    }

    @Test
    default void keepsOddSubscriptionsThreadsAndReasonsApart() {
        for (String odd : oddTexts()) {
            subscribe(MAIL, odd);
            write(in -> {
                in.queue().put(odd, 1, new NoteId(odd));
                in.queue().put(odd, 2, new NoteId(odd + (odd.length() < 2_000 ? " " : "")));
                in.queue().later(item(in, odd, 1), after(60), odd);
            });
        }

        assertThat(subscriptions(MAIL)).containsExactlyInAnyOrderElementsOf(oddTexts());
        assertThat(waiting()).hasSize(oddTexts().size());
        assertThat(oddTexts()).allSatisfy(odd -> assertThat(item(odd, 1))
                .isEqualTo(new Item(odd, 1, new NoteId(odd), 1, after(60), odd)));
        assertThat(oddTexts().stream().filter(odd -> odd.length() < 2_000))
                .allSatisfy(odd -> assertThat(due(odd, NOW)).containsExactly(2L));
    }

    @Test
    default void keepsAReasonThatHoldsWhatNoTextMayHold() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);
        put("feed", 2, 2);

        write(in -> in.queue().later(item(in, "feed", 1), NOW, "zero \u0000 half \uD83D end" + longText(1, 20_000)));
        write(in -> in.queue().dead(item(in, "feed", 2), "zero \u0000 half \uD83D end"));

        assertThat(item("feed", 1).reason()).startsWith("zero ").contains(" half ");
        assertThat(deadItems().getFirst().reason()).startsWith("zero ").endsWith(" end");
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

    private void subscribe(ChannelId channel, String subscription) {
        write(in -> in.queue().subscribe(channel, subscription));
    }

    private Set<String> subscriptions(ChannelId channel) {
        return read(in -> in.queue().subscriptions(channel));
    }

    private void put(String subscription, long sequence, int thread) {
        write(in -> in.queue().put(subscription, sequence, note(thread)));
    }

    private void done(String subscription, long... sequences) {
        write(in -> in.queue().done(subscription, LongStream.of(sequences).boxed().toList()));
    }

    private boolean revive(String subscription, long sequence, Instant now) {
        return store().write(in -> in.queue().revive(subscription, sequence, now));
    }

    private List<Long> due(String subscription, Instant now) {
        return items(subscription, now, 100).stream().map(Item::sequence).toList();
    }

    private List<Item> items(String subscription, Instant now, int limit) {
        return read(in -> in.queue().due(subscription, now, limit));
    }

    private Item item(String subscription, long sequence) {
        return read(in -> item(in, subscription, sequence));
    }

    private static Item item(Transaction in, String subscription, long sequence) {
        return in.queue().due(subscription, LAST, 1_000).stream()
                .filter(item -> item.sequence() == sequence)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Instant> nextOf(String subscription) {
        return read(in -> in.queue().next(subscription));
    }

    private Map<String, Long> waiting() {
        return read(in -> in.queue().waiting());
    }

    private List<Item> deadItems() {
        return read(in -> in.queue().dead(100));
    }
}
