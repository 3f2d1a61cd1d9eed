package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.activities;
import static org.dialoguehub.engine.Samples.longText;
import static org.dialoguehub.engine.Samples.note;
import static org.dialoguehub.engine.Samples.oddTexts;
import static org.dialoguehub.engine.Samples.received;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;

/** What the {@link Inbox} promises. */
public interface InboxContract extends StoreUnderTest {
    @Test
    default void numbersEventsOverAllChannels() {
        Received first = receive(received(MAIL, "1"));
        Received second = receive(received(FEED, "1").numbered(first.sequence()));
        Received third = receive(received(MAIL, "2").numbered(-5));

        assertThat(first.sequence()).isPositive();
        assertThat(second.sequence()).isGreaterThan(first.sequence());
        assertThat(third.sequence()).isGreaterThan(second.sequence());
        assertThat(second).isEqualTo(received(FEED, "1").numbered(second.sequence()));
    }

    @Test
    default void knowsWhichKeysAChannelHas() {
        receive(received(MAIL, "1"));
        receive(received(FEED, "2"));

        assertThat(known(MAIL, List.of(new EventKey("1"), new EventKey("2"), new EventKey("1")))).containsExactly(new EventKey("1"));
        assertThat(known(FEED, List.of(new EventKey("1"), new EventKey("2")))).containsExactly(new EventKey("2"));
        assertThat(known(MAIL, List.of())).isEmpty();
    }

    @Test
    default void refusesASecondEventUnderOneKeyWithItsWholeUnit() {
        receive(received(MAIL, "1"));

        assertThatThrownBy(() -> write(in -> {
            in.inbox().add(received(MAIL, "2"));
            in.inbox().add(received(MAIL, "1"));
        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(known(MAIL, List.of(new EventKey("1"), new EventKey("2")))).containsExactly(new EventKey("1"));
    }

    @Test
    default void findsAnEventByItsKey() {
        Received kept = receive(received(MAIL, "1"));

        assertThat(event(MAIL, "1")).contains(kept);
        assertThat(event(FEED, "1")).isEmpty();
        assertThat(event(MAIL, "2")).isEmpty();
    }

    @Test
    default void findsEventsByTheirNumbersAndLeavesOutWhatIsNotThere() {
        Received one = receive(received(MAIL, "1"));
        Received two = receive(received(MAIL, "2"));

        assertThat(events(List.of(two.sequence(), one.sequence(), one.sequence(), two.sequence() + 1_000, -1L)))
                .isEqualTo(Map.of(one.sequence(), one, two.sequence(), two));
        assertThat(events(List.of())).isEmpty();
    }

    @Test
    default void givesTheLatestEventsOfAChannelNewestFirst() {
        Received one = receive(received(MAIL, "2"));
        Received two = receive(received(MAIL, "1"));
        receive(received(FEED, "3"));
        Received three = receive(received(MAIL, "3"));

        assertThat(latest(MAIL, 10)).containsExactly(three, two, one);
        assertThat(latest(MAIL, 2)).containsExactly(three, two);
        assertThat(latest(MAIL, 0)).isEmpty();
        assertThat(latest(new ChannelId("c-other"), 10)).isEmpty();
    }

    @Test
    default void costsNoMoreToGiveTheLatestOfMany() {
        write(in -> IntStream.range(0, 10_000).forEach(number -> in.inbox().add(received(MAIL, "k" + number))));
        write(in -> IntStream.range(0, 20).forEach(number -> in.inbox().add(received(FEED, "k" + number))));

        Cost.of(this, in -> in.inbox().latest(MAIL, 5)).isLike(Cost.of(this, in -> in.inbox().latest(FEED, 5)));
    }

    @Test
    default void findsEventsOfItsOwnUnit() {
        boolean found = store().write(in -> {
            Received kept = in.inbox().add(received(MAIL, "1"));
            return in.inbox().known(MAIL, List.of(kept.key())).contains(kept.key())
                    && in.inbox().find(MAIL, kept.key()).equals(Optional.of(kept))
                    && in.inbox().find(List.of(kept.sequence())).containsValue(kept);
        });

        assertThat(found).isTrue();
    }

    @Test
    default void findsFiveThousandEventsAtOnce() {
        List<EventKey> keys = IntStream.range(0, 5_000).mapToObj(number -> new EventKey("k" + number)).toList();
        List<Received> kept = store().write(in -> keys.stream()
                .map(key -> in.inbox().add(received(MAIL, key.value())))
                .toList());

        assertThat(events(kept.stream().map(Received::sequence).toList()))
                .isEqualTo(kept.stream().collect(Collectors.toMap(Received::sequence, Function.identity())));
        assertThat(known(MAIL, keys)).hasSize(5_000);
        assertThat(known(FEED, keys)).isEmpty();
    }

    @Test
    default void keepsEveryKindOfActivityAsItWas() {
        int number = 0;
        for (Activity activity : activities()) {
            Received kept = receive(received(MAIL, "k" + number++, activity));

            assertThat(events(List.of(kept.sequence())).get(kept.sequence())).isEqualTo(kept);
            assertThat(kept.activity()).isEqualTo(activity);
        }
    }

    @Test
    default void keepsMarksAndTheRawForm() {
        var raw = Optional.of(new BlobId("0123456789abcdef".repeat(4)));
        var full = new Received(
                0, MAIL, new EventKey("1"), NOW, activities().getFirst(), note(1), note(2), EnumSet.allOf(Mark.class), raw);

        Received kept = receive(full);

        assertThat(event(MAIL, "1")).contains(full.numbered(kept.sequence()));
    }

    @Test
    default void keepsTheHubsThatAnEventHadPassedThrough() {
        Received plain = received(MAIL, "1");
        var travelled = new Received(
                0, MAIL, plain.key(), NOW, plain.activity(), note(1), note(1), Set.of(), Optional.empty(),
                Set.of("a.example", "b.example"));

        Received kept = receive(travelled);
        Received other = receive(received(MAIL, "2"));

        assertThat(event(MAIL, "1")).contains(kept);
        assertThat(hops(kept.sequence())).containsExactlyInAnyOrder("a.example", "b.example");
        assertThat(hops(other.sequence())).isEmpty();
        assertThat(hops(other.sequence() + 1)).isEmpty();
    }

    private Set<String> hops(long sequence) {
        return store().read(transaction -> transaction.inbox().hops(sequence));
    }

    @Test
    default void keepsOddEventKeysApart() {
        List<String> keys = oddTexts(500);
        keys.forEach(key -> receive(received(MAIL, key)));

        assertThat(known(MAIL, keys.stream().map(EventKey::new).toList())).hasSize(keys.size());
        assertThat(keys).allSatisfy(key -> assertThat(event(MAIL, key).orElseThrow().key().value()).isEqualTo(key));
    }

    @Test
    default void keepsLongIdsOfChannelsNotesAndThreads() {
        var channel = new ChannelId(longText(1, 2_000));
        var long1 = new NoteId(longText(2, 2_000));
        var long2 = new NoteId(longText(3, 2_000));
        var full = new Received(
                0, channel, new EventKey(longText(4, 500)), NOW, activities().getFirst(), long1, long2, Set.of(), Optional.empty());

        Received kept = receive(full);

        assertThat(event(channel, longText(4, 500))).contains(kept);
    }

    @Test
    default void keepsTheTimeToTheMillisecond() {
        for (String time : List.of("0001-01-01T00:00:00.001Z", "1969-12-31T23:59:59.999Z", "2026-11-22T10:00:00.123456789Z",
                "9999-12-31T23:59:59.999Z")) {
            Instant at = Instant.parse(time);
            Received plain = received(MAIL, time);
            receive(new Received(0, MAIL, plain.key(), at, plain.activity(), note(1), note(1), Set.of(), Optional.empty()));

            Instant kept = event(MAIL, time).orElseThrow().at();
            assertThat(kept).isBetween(at.truncatedTo(ChronoUnit.MILLIS), at);
        }
    }

    @Test
    default void neverShowsASmallerNumberAfterAGreaterOne() {
        long base = receive(received(MAIL, "base")).sequence();
        var writing = new AtomicInteger(4);

        List<Set<Long>> late = Crowd.of(5).each(number -> number == 0 ? late(base, writing) : writeMany(number, writing));

        assertThat(late.getFirst()).isEmpty();
        assertThat(visible(base, base + 2_000)).hasSize(4 * 60 + 1);
    }

    @Test
    default void goesOnNumberingInTheNextLife() {
        long before = receive(received(MAIL, "1")).sequence();

        reopen();

        assertThat(receive(received(MAIL, "2")).sequence()).isGreaterThan(before);
    }

    @Test
    default void doesNotGiveTheNumberOfAKeptEventAgainAfterAFailure() {
        long before = receive(received(MAIL, "1")).sequence();
        assertThatThrownBy(() -> write(in -> {
            in.inbox().add(received(MAIL, "2"));
            throw new IllegalArgumentException("planted");
        }))
                .isInstanceOf(IllegalArgumentException.class);

        Received after = receive(received(MAIL, "3"));

        assertThat(after.sequence()).isGreaterThan(before);
        assertThat(events(List.of(before)).keySet()).containsExactly(before);
    }

    /** Numbers that became visible after a greater one was. */
    private Set<Long> late(long base, AtomicInteger writing) {
        Set<Long> late = new HashSet<>();
        TreeSet<Long> before = new TreeSet<>(Set.of(base));
        boolean more = true;
        while (more) {
            more = writing.get() > 0;
            TreeSet<Long> now = new TreeSet<>(visible(base, base + 2_000));
            now.headSet(before.last()).stream().filter(number -> !before.contains(number)).forEach(late::add);
            before.addAll(now);
        }
        return late;
    }

    private Set<Long> writeMany(int writer, AtomicInteger writing) {
        try {
            for (int number = 0; number < 60; number++) {
                receive(received(MAIL, writer + "-" + number));
            }
            return Set.of();
        } finally {
            writing.decrementAndGet();
        }
    }

    @Test
    default void findsTheEventsAboutANote() {
        Received first = receive(received(MAIL, "1"));
        Received other = receive(received(FEED, "2"));
        Received second = receive(received(FEED, "3"));

        List<Received> about = read(in -> in.inbox().about(List.of(second.note(), first.note())));

        assertThat(about).containsAll(List.of(first, second)).isSortedAccordingTo(Comparator.comparingLong(Received::sequence));
        assertThat(this.<List<Received>>read(in -> in.inbox().about(List.of(new NoteId("none"))))).isEmpty();
        assertThat(this.<List<Received>>read(in -> in.inbox().about(List.of(other.note())))).contains(other);
    }

    private Set<Long> visible(long from, long to) {
        return events(LongStream.range(from, to).boxed().toList()).keySet();
    }

    private Received receive(Received received) {
        return store().write(in -> in.inbox().add(received));
    }

    private Set<EventKey> known(ChannelId channel, Collection<EventKey> keys) {
        return read(in -> in.inbox().known(channel, keys));
    }

    private Optional<Received> event(ChannelId channel, String key) {
        return read(in -> in.inbox().find(channel, new EventKey(key)));
    }

    private List<Received> latest(ChannelId channel, int limit) {
        return read(in -> in.inbox().latest(channel, limit));
    }

    private Map<Long, Received> events(Collection<Long> sequences) {
        return read(in -> in.inbox().find(sequences));
    }
}
