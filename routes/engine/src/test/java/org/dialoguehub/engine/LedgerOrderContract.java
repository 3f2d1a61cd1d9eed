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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.ChannelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the {@link Ledger} promises of what is due when. Something is due at its time, not only after it; a lease and a deadline are over at
 * theirs. Within a thread, and within a channel, what has the smaller id was planned first.
 */
public interface LedgerOrderContract extends LedgerUnderTest {
    @Test
    default void isDueAtItsTimeAndNotBefore() {
        planned(MAIL, 1, 1, State.PLANNED, after(10));
        planned(MAIL, 2, 2, State.WAITING, after(11));

        assertThat(dueNumbers(MAIL, after(10).minusMillis(1))).isEmpty();
        assertThat(dueNumbers(MAIL, after(10))).containsExactly(1);
        assertThat(dueNumbers(MAIL, after(11))).containsExactly(1, 2);
        assertThat(dueNumbers(FEED, after(11))).isEmpty();
    }

    @Test
    default void givesWhatWasPlannedFirstFirstWhateverItsTime() {
        planned(MAIL, 5, 1, State.PLANNED, after(3));
        planned(MAIL, 6, 2, State.WAITING, after(2));
        planned(MAIL, 7, 3, State.PLANNED, after(1));

        assertThat(dueNumbers(MAIL, after(9))).containsExactly(5, 6, 7);
        assertThat(due(MAIL, after(9), 2)).hasSize(2);
        assertThat(due(MAIL, after(9), 0)).isEmpty();
    }

    @Test
    default void givesFirstWhoseTurnItIs() {
        plan(delivery(MAIL, 1, 1).with(new Turn(1_001)));
        plan(delivery(MAIL, 2, 2).with(new Turn(1_000)));
        plan(delivery(MAIL, 3, 3).with(new Turn(0)));
        plan(delivery(MAIL, 4, 1).with(new Turn(0)));
        plan(delivery(MAIL, 5, 5).with(new Turn(0)));

        assertThat(dueNumbers(MAIL, after(9))).containsExactly(3, 5, 2, 1);
    }

    @Test
    default void givesOnlyTheFirstOpenOneOfEachThread() {
        planned(MAIL, 1, 1, State.PLANNED, NOW);
        planned(MAIL, 2, 1, State.PLANNED, NOW);
        planned(MAIL, 3, 2, State.PLANNED, NOW);
        planned(MAIL, 4, 1, State.PLANNED, NOW);
        planned(FEED, 5, 1, State.PLANNED, NOW);

        assertThat(dueNumbers(MAIL, NOW)).containsExactly(1, 3);
        assertThat(dueNumbers(FEED, NOW)).containsExactly(5);
    }

    @Test
    default void holdsUpAThreadWhoseFirstIsNotDueYet() {
        planned(MAIL, 1, 1, State.WAITING, after(60));
        planned(MAIL, 2, 1, State.PLANNED, NOW);
        planned(MAIL, 3, 2, State.PLANNED, NOW);

        assertThat(dueNumbers(MAIL, NOW)).containsExactly(3);
        assertThat(dueNumbers(MAIL, after(60))).containsExactly(1, 3);
    }

    @ParameterizedTest @EnumSource(State.class)
    default void holdsUpItsOwnThreadAsLongAsItIsOpen(State state) {
        planned(MAIL, 1, 1, state, after(60));
        planned(MAIL, 2, 1, State.PLANNED, NOW);
        planned(MAIL, 3, 2, State.PLANNED, NOW);

        assertThat(dueNumbers(MAIL, NOW)).isEqualTo(state.open() ? List.of(3) : List.of(2, 3));
    }

    @ParameterizedTest @EnumSource(State.class)
    default void holdsUpItsOwnThreadWhenItBecomesOpen(State state) {
        Delivery first = planned(MAIL, 1, 1, State.DELIVERED, NOW);
        planned(MAIL, 2, 1, State.PLANNED, NOW);
        planned(MAIL, 3, 2, State.PLANNED, NOW);

        move(first, state, after(60));

        assertThat(dueNumbers(MAIL, NOW)).isEqualTo(state.open() ? List.of(3) : List.of(2, 3));
    }

    @Test
    default void goesOnWithAThreadOnceItsFirstIsDone() {
        Delivery first = planned(MAIL, 1, 1, State.PLANNED, NOW);
        Delivery second = planned(MAIL, 2, 1, State.PLANNED, NOW);
        planned(MAIL, 3, 1, State.PLANNED, NOW);

        move(first, State.ARMED, after(60));
        assertThat(dueNumbers(MAIL, NOW)).isEmpty();
        move(first, State.UNCERTAIN, NOW);
        assertThat(dueNumbers(MAIL, NOW)).isEmpty();
        move(first, State.UNKNOWN, NOW);
        assertThat(dueNumbers(MAIL, NOW)).isEmpty();
        move(first, State.DELIVERED, NOW);
        assertThat(dueNumbers(MAIL, NOW)).containsExactly(2);
        move(second, State.CANCELLED, NOW);
        assertThat(dueNumbers(MAIL, NOW)).containsExactly(3);
    }

    @Test
    default void holdsUpNothingBehindOneThatIsDoneInTheMiddle() {
        planned(MAIL, 1, 1, State.PLANNED, after(60));
        Delivery second = planned(MAIL, 2, 1, State.PLANNED, NOW);
        planned(MAIL, 3, 1, State.PLANNED, NOW);

        move(second, State.CANCELLED, NOW);

        assertThat(dueNumbers(MAIL, NOW)).isEmpty();
        assertThat(dueNumbers(MAIL, after(60))).containsExactly(1);
    }

    @Test
    default void seesItsOwnPlansInTheSameUnit() {
        List<Integer> seen = store().write(in -> {
            Delivery first = in.ledger().plan(delivery(MAIL, 1, 1));
            in.ledger().plan(delivery(MAIL, 2, 1));
            in.ledger().replace(first.with(first.progress().to(State.CANCELLED, NOW, "")));
            return numbers(in.ledger().due(MAIL, NOW, 10));
        });

        assertThat(seen).containsExactly(2);
    }

    @Test
    default void givesDoubtsWhoseLookIsDue() {
        planned(MAIL, 1, 1, State.UNCERTAIN, after(10));
        planned(MAIL, 2, 1, State.UNCERTAIN, after(5));
        planned(MAIL, 3, 2, State.UNCERTAIN, after(7));
        planned(FEED, 4, 2, State.UNCERTAIN, NOW);
        STATES.stream().filter(state -> state != State.UNCERTAIN)
                .forEach(state -> planned(MAIL, 10 + STATES.indexOf(state), 3, state, NOW));

        assertThat(numbers(doubtful(MAIL, after(7), 10))).containsExactlyInAnyOrder(2, 3);
        assertThat(numbers(doubtful(MAIL, after(10), 10))).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(doubtful(MAIL, after(10), 2)).hasSize(2);
        assertThat(doubtful(MAIL, after(4), 10)).isEmpty();
    }

    @Test
    default void saysWhenSomethingWillBeDue() {
        assertThat(next(MAIL)).isEmpty();

        Delivery first = planned(MAIL, 1, 1, State.PLANNED, after(60));
        planned(MAIL, 2, 1, State.PLANNED, after(-60));
        planned(FEED, 3, 1, State.PLANNED, after(1));
        assertThat(next(MAIL)).contains(after(60));

        planned(MAIL, 4, 2, State.WAITING, after(30));
        assertThat(next(MAIL)).contains(after(30));

        planned(MAIL, 5, 1, State.UNCERTAIN, after(20));
        assertThat(next(MAIL)).contains(after(20));

        move(first, State.DELIVERED, NOW);
        assertThat(next(MAIL)).contains(after(-60));
    }

    @ParameterizedTest @EnumSource(State.class)
    default void saysThatNothingWillBeDueBehindWhatOnlyAnAnswerCanEnd(State state) {
        planned(MAIL, 1, 1, state, after(5));

        boolean comes = state == State.PLANNED || state == State.WAITING || state == State.UNCERTAIN;
        assertThat(next(MAIL)).isEqualTo(comes ? Optional.of(after(5)) : Optional.empty());

        planned(MAIL, 2, 1, State.PLANNED, after(3));
        assertThat(next(MAIL)).isEqualTo(comes ? Optional.of(after(5)) : state.open() ? Optional.empty() : Optional.of(after(3)));
    }

    @Test
    default void givesTheArmedOfEarlierLivesAndThoseWhoseLeaseIsOver() {
        armedIn(1, 3, after(100));
        armedIn(2, 4, after(100));
        armedIn(3, 5, after(100));
        armedIn(4, 5, after(10));
        Delivery done = armedIn(5, 1, after(10));
        move(done, State.DELIVERED, NOW);

        assertThat(numbers(orphans(5, after(9), 10))).containsExactlyInAnyOrder(1, 2);
        assertThat(numbers(orphans(5, after(10), 10))).containsExactlyInAnyOrder(1, 2, 4);
        assertThat(numbers(orphans(6, NOW, 10))).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(numbers(orphans(3, NOW, 10))).isEmpty();
        assertThat(orphans(6, NOW, 3)).hasSize(3);
    }

    @Test
    default void givesOpenDeliveriesWhoseDeadlineIsOverTheMostOverdueFirst() {
        int source = 0;
        for (State state : STATES) {
            source++;
            plan(delivery(MAIL, source, source, after(-source), Progress.begin(NOW).to(state, after(60), "")));
        }
        plan(delivery(FEED, 50, 50, after(-50), Progress.begin(NOW)));
        plan(delivery(FEED, 51, 51, NOW, Progress.begin(NOW)));
        plan(delivery(FEED, 52, 52, NOW.plusMillis(1), Progress.begin(NOW)));

        assertThat(numbers(overdue(NOW, 100))).containsExactly(50, 5, 4, 3, 2, 1, 51);
        assertThat(numbers(overdue(NOW, 2))).containsExactly(50, 5);
    }

    @Test
    default void wakesAllThatWaitOnTheChannel() {
        Delivery first = planned(MAIL, 1, 1, State.WAITING, after(60));
        planned(MAIL, 2, 1, State.WAITING, after(60));
        planned(FEED, 3, 1, State.WAITING, after(60));
        planned(MAIL, 4, 2, State.PLANNED, after(60));
        planned(MAIL, 5, 3, State.UNCERTAIN, after(60));

        write(in -> in.ledger().wake(MAIL, after(5)));

        assertThat(dueNumbers(MAIL, after(5))).containsExactly(1);
        assertThat(dueNumbers(FEED, after(5))).isEmpty();
        assertThat(next(MAIL)).contains(after(5));
        assertThat(row(first.id()).progress()).isEqualTo(first.progress().to(State.WAITING, after(5), "because"));
        move(first, State.CANCELLED, NOW);
        assertThat(dueNumbers(MAIL, after(5))).containsExactly(2);
    }

    @Test
    default void doesNotLoseACallToSomeoneWhoIsJustAboutToWaitOn() {
        Delivery read = planned(MAIL, 1, 1, State.WAITING, after(-1));

        write(in -> in.ledger().wake(MAIL, NOW));

        boolean replaced = store().write(in -> in.ledger().replace(read.with(read.progress().to(State.WAITING, after(60), "The parent"))));
        assertThat(replaced).isFalse();
        assertThat(dueNumbers(MAIL, NOW)).containsExactly(1);
    }

    @Test
    default void emptiesAThreadOfFiveThousandInOrderAtACostThatDoesNotGrow() {
        write(in -> IntStream.rangeClosed(1, 5_000).forEach(source -> in.ledger().plan(delivery(MAIL, source, 1))));
        write(in -> IntStream.rangeClosed(1, 5).forEach(source -> in.ledger().plan(delivery(FEED, source, 1))));
        Cost full = Cost.of(this, in -> in.ledger().due(MAIL, NOW, 1));
        Cost fullNext = Cost.of(this, in -> in.ledger().next(MAIL));

        List<Integer> seen = new ArrayList<>();
        for (int unit = 0; unit < 50; unit++) {
            write(in -> IntStream.range(0, 100).forEach(step -> seen.addAll(numbers(finishFirst(in)))));
        }

        assertThat(seen).containsExactlyElementsOf(IntStream.rangeClosed(1, 5_000).boxed().toList());
        Cost few = Cost.of(this, in -> in.ledger().due(FEED, NOW, 1));
        full.isLike(few);
        fullNext.isLike(few);
        Cost.of(this, in -> in.ledger().due(MAIL, NOW, 1)).isLike(few);
        Cost.of(this, in -> in.ledger().next(MAIL)).isLike(few);
    }

    @Test
    default void costsNoMoreWhenMuchIsDoneElsewhere() {
        Progress done = Progress.begin(NOW).to(State.DELIVERED, NOW, "");
        write(in -> IntStream.rangeClosed(1, 10_000).forEach(source -> in.ledger().plan(delivery(MAIL, source, source, done))));
        write(in -> {
            in.ledger().plan(delivery(MAIL, 20_000, 1));
            in.ledger().plan(delivery(FEED, 1, 1));
        });

        Cost.of(this, in -> in.ledger().due(MAIL, NOW, 10)).isLike(Cost.of(this, in -> in.ledger().due(FEED, NOW, 10)));
        Cost.of(this, in -> in.ledger().next(MAIL)).isLike(Cost.of(this, in -> in.ledger().next(FEED)));
        Cost.of(this, in -> in.ledger().doubtful(MAIL, NOW, 10)).isLike(Cost.of(this, in -> in.ledger().doubtful(FEED, NOW, 10)));
    }

    private static List<Delivery> finishFirst(Transaction in) {
        List<Delivery> first = in.ledger().due(MAIL, NOW, 10);
        first.forEach(row -> in.ledger().replace(row.with(row.progress().to(State.DELIVERED, NOW, ""))));
        return first;
    }

    private static List<Integer> numbers(List<Delivery> rows) {
        return rows.stream().map(row -> (int) row.key().source()).toList();
    }

    private Delivery planned(ChannelId channel, int source, int thread, State state, Instant next) {
        return plan(delivery(channel, source, thread, Progress.begin(NOW).to(state, next, "because")));
    }

    private Delivery armedIn(int source, long epoch, Instant lease) {
        return plan(delivery(MAIL, source, source, armed(Progress.begin(NOW), epoch).to(State.ARMED, lease, "")));
    }

    private void move(Delivery delivery, State state, Instant next) {
        Delivery now = row(delivery.id());
        boolean moved = store().write(in -> in.ledger().replace(now.with(now.progress().to(state, next, "because"))));
        assertThat(moved).isTrue();
    }

    private List<Integer> dueNumbers(ChannelId channel, Instant now) {
        return numbers(due(channel, now, 100));
    }
}
