package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Money;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Operations.Verdict;
import org.dialoguehub.engine.Spending.Bill;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody spends more than there is, nothing is paid twice, and what did not happen is not paid. */
class BudgetTest {
    private static final Money PRICE = dollars("0.04");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

    @Test
    void waitsForTheNextMonthWhenTheMoneyIsSpent() {
        Stage stage = costing("0.10");
        stage.left.tell(Stage.create("one", "First"));
        stage.left.tell(Stage.create("two", "Second"));
        stage.left.tell(Stage.create("three", "Third"));

        stage.work();

        assertThat(stage.right.posts()).hasSize(2);
        assertThat(spent(stage)).isEqualTo(dollars("0.08"));
        Delivery waiting = waiting(stage);
        assertThat(waiting.progress().next()).isEqualTo(APRIL);
        assertThat(waiting.progress().attempt()).isZero();
        assertThat(waiting.progress().reason()).contains("0.04 USD", "0.08 USD of 0.10 USD", "'monthly-limit' of 'right'");
        assertThat(means(stage).shortages()).singleElement().asString().contains("monthly-limit");

        stage.advance(Duration.between(stage.now(), APRIL));
        stage.work();

        assertThat(stage.right.requests()).isEqualTo(3);
        assertThat(spent(stage, YearMonth.of(2026, 4))).isEqualTo(PRICE);
        assertThat(spent(stage, YearMonth.of(2026, 3))).isEqualTo(dollars("0.08"));
        assertThat(means(stage).shortages()).isEmpty();
    }

    @Test
    void keepsTheOrderOfAThreadThatTheMoneyDidNotReachFor() {
        Stage stage = costing("0.09");
        stage.left.tell(Stage.create("one", "1 of 4"));
        stage.left.tell(Stage.reply("two", "2 of 4", "one"));
        stage.left.tell(Stage.reply("three", "3 of 4", "two", "one"));
        stage.left.tell(Stage.reply("four", "4 of 4", "three", "two", "one"));

        stage.work();
        assertThat(texts(stage)).containsExactly("1 of 4", "2 of 4");
        stage.crash();
        stage.advance(Duration.between(stage.now(), APRIL));
        stage.work();

        assertThat(texts(stage)).containsExactly("1 of 4", "2 of 4", "3 of 4", "4 of 4");
        assertThat(stage.right.requests()).isEqualTo(4);
    }

    @Test
    void holdsUpNothingThatCostsLess() {
        Stage stage = costing("0.09");
        stage.left.tell(Stage.create("one", "First"));
        stage.left.tell(Stage.create("two", "Second"));
        stage.left.tell(Stage.create("three", "Third"));
        stage.work();

        stage.right.tell(Stage.create("answer", "From the right"));
        stage.left.tell(new Activity.Delete(Stage.ANNA, new ExternalId("one"), stage.now()));
        stage.work();

        assertThat(stage.left.posts().values()).extracting(note -> note.body().plainText()).contains("From the right");
        assertThat(stage.right.done()).hasSize(1);
        assertThat(spent(stage)).isEqualTo(dollars("0.09"));
    }

    @Test
    void goesOnAtOnceWhenTheLimitIsRaised() {
        Stage stage = costing("0.05");
        stage.left.tell(Stage.create("one", "First"));
        stage.left.tell(Stage.create("two", "Second"));
        stage.work();
        assertThat(stage.right.posts()).hasSize(1);

        stage.limit(dollars("0.08"));
        stage.work();

        assertThat(stage.right.posts()).hasSize(2);
        assertThat(spent(stage)).isEqualTo(dollars("0.08"));
    }

    @Test
    void isOverdueWhenItsDeadlineIsOverWhileItWaits() {
        Stage stage = costing("0.01");
        stage.left.tell(Stage.create("one", "First"));
        stage.work();

        stage.advance(Duration.ofMinutes(16));

        Status status = stage.operations().status(new Principal.TheHub());
        assertThat(status.overdue()).hasSize(1);
        assertThat(status.held()).hasSize(1);
    }

    @ParameterizedTest @MethodSource("nothingHappened")
    void paysNothingForWhatDidNotHappen(Failure failure) {
        Stage stage = costing("0.05");
        stage.right.next(false, failure);
        stage.left.tell(Stage.create("one", "First"));

        stage.round();
        stage.round();
        assertThat(stage.right.requests()).isEqualTo(1);
        assertThat(spent(stage).isNothing()).isTrue();
        stage.advance(Duration.ofMinutes(10));
        stage.work();

        boolean out = !(failure instanceof Failure.Rejected);
        assertThat(stage.right.posts()).hasSize(out ? 1 : 0);
        assertThat(spent(stage)).isEqualTo(out ? PRICE : dollars("0"));
    }

    static List<Failure> nothingHappened() {
        return List.of(
                new Failure.Throttled(Instant.parse("2026-03-01T12:01:00Z"), "Too many requests"),
                new Failure.Unreachable("Connection refused"),
                new Failure.Unauthorized("The token was taken back"),
                new Failure.Rejected("Too long"));
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void paysOnceForADoubtHoweverItEnds(boolean isOut) {
        Stage stage = costing("0.05");
        stage.right.next(isOut, new Failure.Uncertain("The answer was lost"));
        stage.left.tell(Stage.create("one", "First"));

        stage.round();
        stage.round();
        assertThat(spent(stage)).as("while it is not known").isEqualTo(PRICE);
        stage.work();

        assertThat(stage.right.posts()).hasSize(1);
        assertThat(stage.right.requests()).isEqualTo(isOut ? 1 : 2);
        assertThat(spent(stage)).isEqualTo(PRICE);
    }

    @Test
    void paysOnceWhenItIsKilledBetweenTheBookingAndTheRequest() {
        Stage stage = costing("0.05");
        stage.right.killBeforeTheNextRequest();
        stage.left.tell(Stage.create("one", "First"));
        stage.round();
        stage.round();
        assertThat(stage.deliveries("right")).extracting(Delivery::state).containsExactly(State.ARMED);
        assertThat(spent(stage)).isEqualTo(PRICE);

        stage.crash();
        stage.work();

        assertThat(stage.right.posts()).hasSize(1);
        assertThat(spent(stage)).isEqualTo(PRICE);
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void paysOnceForEachPostWhereverItIsKilled(boolean fits) {
        for (int writes = 0; writes < 25; writes++) {
            Stage stage = costing(fits ? "1" : "0.05");
            stage.left.tell(Stage.create("one", "A question"));
            stage.left.tell(Stage.reply("two", "An answer", "one"));
            stage.store().dieAfter(writes);
            try {
                stage.work();
            } catch (StoreException dead) {
                assertThat(dead).isNotNull();
            }
            stage.crash();

            stage.work();

            assertThat(stage.right.posts()).as("killed at write %d", writes).hasSize(fits ? 2 : 1);
            assertThat(spent(stage)).as("killed at write %d", writes).isEqualTo(PRICE.times(fits ? 2 : 1));
        }
    }

    @Test
    void paysNothingWhenAPersonHasSeenThatItIsNotOut() {
        Stage stage = costing("0.05");
        stage.right.next(false, new Failure.Uncertain("The answer was lost"));
        stage.left.tell(Stage.create("one", "First"));
        stage.round();
        stage.round();
        Delivery doubt = stage.deliveries("right").getFirst();

        stage.operations().settle(new Principal.TheHub(), doubt.id(), Verdict.ABSENT);

        assertThat(spent(stage).isNothing()).isTrue();
        stage.work();
        assertThat(spent(stage)).isEqualTo(PRICE);
    }

    @Test
    void beginsAnewWhenTheMonthTurnsInUtc() {
        Stage stage = costing("0.04");
        stage.advance(Duration.between(stage.now(), APRIL.minusSeconds(30)));
        stage.left.tell(Stage.create("one", "On the last evening"));
        stage.round();
        stage.round();
        stage.left.tell(Stage.create("two", "After midnight"));
        stage.round();
        stage.round();
        assertThat(stage.right.posts()).hasSize(1);

        stage.advance(Duration.ofSeconds(30));
        stage.round();

        assertThat(stage.now()).isEqualTo(APRIL);
        assertThat(stage.right.posts()).hasSize(2);
        assertThat(spent(stage, YearMonth.of(2026, 4))).isEqualTo(PRICE);
    }

    @Test
    void spendsTheMoneyOfAnAccountTogetherAndEachChannelToItsOwnLimit() {
        var network = new ToyNetwork("toy", true);
        network.costs(Map.of(Capability.PUBLISH, PRICE), "club");
        var store = new MemoryStore();
        var tokens = new Tokens(() -> Instant.parse("2026-03-01T12:00:00Z"), new Random(1));
        var outlets = Outlets.of(
                List.of(
                        Stage.setup("news", network, Stage.CLOSED, Optional.of(dollars("0.08"))),
                        Stage.setup("answers", network, Stage.CLOSED, Optional.of(dollars("0.12")))),
                store, tokens, Duration.ofSeconds(1), Keyring.passing(new Random(2)), "toy-hub");

        assertThat(books(store, outlets, "answers", 1)).isTrue();
        assertThat(books(store, outlets, "news", 2)).isTrue();
        assertThat(books(store, outlets, "news", 3)).as("what the other has spent counts").isFalse();
        assertThat(books(store, outlets, "answers", 4)).isTrue();
        assertThat(books(store, outlets, "answers", 5)).isFalse();
        outlets.named("news").purse().left(new Allowance("calls", Covers.EVERYTHING, true, 0, 10, APRIL));
        assertThat(outlets.named("answers").purse().sending(APRIL.minusSeconds(1))).isPresent();
    }

    private static boolean books(Store store, Outlets outlets, String channel, int source) {
        Outlet outlet = outlets.named(channel);
        Delivery delivery = Samples.delivery(outlet.id(), source, 1);
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        return store.write(transaction -> {
            Delivery planned = transaction.ledger().plan(delivery);
            return outlet.purse().book(transaction, planned, 1, PRICE, now).isEmpty();
        });
    }

    @Test
    void asksForNoNewsWhenThatMightTakeTheLastOfTheMoney() {
        Stage stage = costing("0.10", Map.of(Capability.PUBLISH, PRICE, Capability.RECEIVE, dollars("0.05")));
        stage.receive();
        stage.right.budget().spent(dollars("0.05"));
        stage.receive();
        int asked = stage.right.asked().size();

        stage.right.budget().spent(dollars("0.000001"));
        stage.receive();

        assertThat(stage.right.asked()).hasSize(asked);
        assertThat(means(stage).shortages()).singleElement().asString().contains("asks for no news", "0.050001 USD of 0.10 USD");
        stage.left.tell(Stage.create("one", "There is still enough for this"));
        stage.work();
        assertThat(stage.right.posts()).hasSize(1);
        stage.advance(Duration.between(stage.now(), APRIL));
        stage.receive();
        assertThat(stage.right.asked()).hasSize(asked + 1);
        assertThat(means(stage).shortages()).isEmpty();
    }

    @Test
    void preparesNothingThatCostsOnceNothingIsLeftAtAll() {
        Stage stage = costing("0.04");
        stage.left.tell(Stage.create("one", "First"));
        stage.work();
        int prepared = stage.right.prepared();

        stage.left.tell(Stage.create("two", "Second"));
        stage.left.tell(new Activity.Like(Stage.ANNA, new ExternalId("one"), "👍", stage.now()));
        stage.work();

        assertThat(stage.right.prepared()).isEqualTo(prepared);
        assertThat(waiting(stage).progress().next()).isEqualTo(APRIL);
        assertThat(stage.right.done()).as("what costs nothing goes on").hasSize(1);
    }

    static Stage costing(String limit) {
        return costing(limit, Map.of(Capability.PUBLISH, PRICE, Capability.DELETE, dollars("0.01")));
    }

    private static Stage costing(String limit, Map<Capability, Money> prices) {
        var stage = new Stage(true);
        stage.right.costs(prices, "right club");
        stage.limit(dollars(limit));
        return stage;
    }

    private static Delivery waiting(Stage stage) {
        List<Delivery> waiting = stage.deliveries("right").stream().filter(delivery -> delivery.state() == State.WAITING).toList();
        assertThat(waiting).hasSize(1);
        return waiting.getFirst();
    }

    static Means means(Stage stage) {
        return stage.operations().status(new Principal.TheHub()).channels().getLast().means();
    }

    private static List<String> texts(Stage stage) {
        return stage.right.posts().values().stream().map(note -> note.body().plainText()).toList();
    }

    private static Money spent(Stage stage) {
        return spent(stage, YearMonth.of(2026, 3));
    }

    private static Money spent(Stage stage, YearMonth month) {
        return stage.store().read(transaction -> transaction.spending().spent(new Bill("right club", month), SpendingContract.DOLLARS));
    }

    private static Money dollars(String amount) {
        return Money.of(amount, "USD");
    }
}
