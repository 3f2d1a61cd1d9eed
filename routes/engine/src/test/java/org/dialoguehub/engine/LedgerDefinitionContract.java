package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.engine.Samples.FEED;
import static org.dialoguehub.engine.Samples.MAIL;
import static org.dialoguehub.engine.Samples.NOW;
import static org.dialoguehub.engine.Samples.STATES;
import static org.dialoguehub.engine.Samples.after;
import static org.dialoguehub.engine.Samples.armed;
import static org.dialoguehub.engine.Samples.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is due in the {@link Ledger} after random changes is what the definition in words says, computed from all rows. */
public interface LedgerDefinitionContract extends LedgerUnderTest {
    @ParameterizedTest @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    default void isDueAsItsDefinitionSaysWhateverWasChanged(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            write(in -> IntStream.range(0, 10).forEach(step -> disturb(in, random)));
            List<Delivery> all = read(in -> in.ledger().list(EnumSet.allOf(State.class), Integer.MAX_VALUE)).reversed();
            for (int seconds = -1; seconds <= 10; seconds += 2) {
                asDefined(all, after(seconds));
            }
            Map<ChannelId, Map<State, Long>> counts = read(in -> in.ledger().counts());
            assertThat(sums(counts)).isEqualTo(counted(all));
        }
    }

    private void asDefined(List<Delivery> all, Instant now) {
        for (ChannelId channel : List.of(MAIL, FEED)) {
            List<Delivery> rows = some(all, row -> row.channel().equals(channel));
            List<Delivery> heads = some(heads(rows), LedgerDefinitionContract::maybeDue);
            List<Delivery> doubts = some(rows, row -> row.state() == State.UNCERTAIN);
            List<Delivery> due = some(heads, row -> over(row, now)).stream()
                    .sorted(Comparator.comparingInt((Delivery row) -> row.turn().value()).thenComparingLong(Delivery::id)).toList();
            assertThat(due(channel, now, 3)).isEqualTo(due.stream().limit(3).toList());
            assertThat(due(channel, now, 1_000)).isEqualTo(due);
            assertThat(doubtful(channel, now, 1_000)).containsExactlyInAnyOrderElementsOf(some(doubts, row -> over(row, now)));
            assertThat(next(channel)).isEqualTo(Stream.concat(heads.stream(), doubts.stream())
                    .map(row -> row.progress().next())
                    .min(Comparator.naturalOrder()));
        }
        assertThat(orphans(2, now, 1_000)).containsExactlyInAnyOrderElementsOf(
                some(all, row -> row.state() == State.ARMED && (row.progress().epoch() < 2 || over(row, now))));
        assertThat(overdue(now, 1_000)).isEqualTo(some(all, row -> row.state().open() && !row.deadline().isAfter(now)).stream()
                .sorted(Comparator.comparing(Delivery::deadline).thenComparingLong(Delivery::id))
                .toList());
    }

    private static void disturb(Transaction in, Random random) {
        ChannelId channel = random.nextBoolean() ? MAIL : FEED;
        int source = random.nextInt(40);
        State state = STATES.get(random.nextInt(STATES.size()));
        Progress progress = armed(Progress.begin(NOW), random.nextInt(4)).to(state, after(random.nextInt(10)), "");
        switch (random.nextInt(5)) {
            case 0, 1 -> in.ledger().plan(
                    delivery(channel, source, source % 4, after(random.nextInt(10)), progress).with(new Turn(random.nextInt(3))));
            case 2 -> in.ledger().wake(channel, after(random.nextInt(10)));
            default -> in.ledger().find(delivery(channel, source, 0).key()).ifPresent(row -> in.ledger().replace(row.with(progress)));
        }
    }

    private static List<Delivery> heads(List<Delivery> rows) {
        Set<NoteId> threads = new HashSet<>();
        return some(rows, row -> row.state().open() && threads.add(row.thread()));
    }

    private static List<Delivery> some(List<Delivery> rows, Predicate<Delivery> which) {
        return rows.stream().filter(which).toList();
    }

    private static boolean maybeDue(Delivery row) {
        return row.state() == State.PLANNED || row.state() == State.WAITING;
    }

    private static boolean over(Delivery row, Instant now) {
        return !row.progress().next().isAfter(now);
    }

    private static Map<String, Long> counted(List<Delivery> all) {
        return some(all, row -> row.state().open() || row.state() == State.REJECTED).stream()
                .collect(Collectors.groupingBy(row -> row.channel() + " " + row.state(), Collectors.counting()));
    }

    private static Map<String, Long> sums(Map<ChannelId, Map<State, Long>> counts) {
        return counts.entrySet().stream()
                .flatMap(channel -> channel.getValue().entrySet().stream()
                        .filter(state -> state.getValue() > 0)
                        .map(state -> Map.entry(channel.getKey() + " " + state.getKey(), state.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
