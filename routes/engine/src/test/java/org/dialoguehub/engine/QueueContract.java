package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.after;
import static org.dialoguehub.engine.Samples.longText;
import static org.dialoguehub.engine.Samples.note;
import static org.dialoguehub.engine.Samples.oddTexts;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dialoguehub.engine.Queue.Item;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;

/** What the {@link Queue} promises of what waits; {@link QueueOrderContract} has when it is due. */
public interface QueueContract extends QueueUnderTest {
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
        write(in -> in.queue().dead(QueueUnderTest.item(in, "feed", 2), "broken"));

        write(in -> in.queue().unsubscribe("feed"));
        write(in -> in.queue().unsubscribe("never-was"));

        assertThat(subscriptions(MAIL)).containsExactly("archive");
        assertThat(waiting()).isEqualTo(Map.of("archive", 1L));
        assertThat(deadItems()).isEmpty();
        subscribe(MAIL, "feed");
        assertThat(due("feed", LAST)).isEmpty();
    }

    @Test
    default void keepsWhatIsPutTwiceOnce() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);
        put("feed", 2, 1);
        write(in -> in.queue().later(QueueUnderTest.item(in, "feed", 1), after(60), "busy"));
        write(in -> in.queue().dead(QueueUnderTest.item(in, "feed", 2), "broken"));

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
        write(in -> in.queue().later(QueueUnderTest.item(in, "Feed", 2), after(60), "busy"));

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
    default void countsAttempts() {
        subscribe(MAIL, "feed");
        put("feed", 1, 1);

        for (int attempt = 1; attempt <= 3; attempt++) {
            int seconds = attempt;
            write(in -> in.queue().later(QueueUnderTest.item(in, "feed", 1), after(seconds), "busy " + seconds));
            assertThat(item("feed", 1)).isEqualTo(new Item("feed", 1, note(1), attempt, after(attempt), "busy " + attempt));
        }
        write(in -> in.queue().dead(QueueUnderTest.item(in, "feed", 1), "broken"));

        assertThat(deadItems().getFirst().attempts()).isEqualTo(4);
        assertThat(deadItems().getFirst().reason()).isEqualTo("broken");
    }

    @Test
    default void listsTheDeadOfAllSubscriptionsNewestFirst() {
        subscribe(MAIL, "feed");
        subscribe(FEED, "list");
        for (long number = 1; number <= 3; number++) {
            put("feed", number * 2, 1);
            put("list", number * 2 + 1, 1);
        }

        write(in -> LongStream.of(4, 2, 6).forEach(number -> in.queue().dead(QueueUnderTest.item(in, "feed", number), "broken " + number)));
        write(in -> in.queue().dead(QueueUnderTest.item(in, "list", 5), "broken too"));

        assertThat(deadItems()).extracting(Item::sequence).containsExactly(6L, 5L, 4L, 2L);
        assertThat(deadItems()).extracting(Item::reason).containsExactly("broken 6", "broken too", "broken 4", "broken 2");
        List<Item> two = read(in -> in.queue().dead(2));
        assertThat(two).extracting(Item::sequence).containsExactly(6L, 5L);
    }

    @Test
    default void revivesADeadItemInItsPlace() {
        subscribe(MAIL, "feed");
        LongStream.rangeClosed(1, 3).forEach(number -> put("feed", number, 1));
        write(in -> in.queue().dead(QueueUnderTest.item(in, "feed", 2), "broken"));

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
        write(in -> in.queue().dead(QueueUnderTest.item(in, "feed", 2), "broken"));

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
        write(in -> in.queue().dead(QueueUnderTest.item(in, "feed", 1), "broken"));

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
    default void keepsOddSubscriptionsThreadsAndReasonsApart() {
        for (String odd : oddTexts()) {
            subscribe(MAIL, odd);
            write(in -> {
                in.queue().put(odd, 1, new NoteId(odd));
                in.queue().put(odd, 2, new NoteId(odd + (odd.length() < 2_000 ? " " : "")));
                in.queue().later(QueueUnderTest.item(in, odd, 1), after(60), odd);
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

        write(in -> in.queue().later(QueueUnderTest.item(in, "feed", 1), NOW, "zero \u0000 half \uD83D end" + longText(1, 20_000)));
        write(in -> in.queue().dead(QueueUnderTest.item(in, "feed", 2), "zero \u0000 half \uD83D end"));

        assertThat(item("feed", 1).reason()).startsWith("zero ").contains(" half ");
        assertThat(deadItems().getFirst().reason()).startsWith("zero ").endsWith(" end");
    }
}
