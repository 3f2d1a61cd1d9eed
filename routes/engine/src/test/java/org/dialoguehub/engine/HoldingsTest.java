package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.engine.Delivery.State;
import org.junit.jupiter.api.Test;

/** What networks still grant is known through restarts, and nobody asks for more. */
class HoldingsTest {
    @Test
    void sendsNothingWhileNothingIsLeftNotEvenAfterARestart() {
        Stage stage = BudgetTest.costing("1");
        stage.receive();
        Instant reset = stage.now().plus(Duration.ofHours(2));
        stage.right.budget().left(new Allowance("posts", Covers.SENDING, false, 0, 100, reset));
        stage.left.tell(Stage.create("one", "Patience"));

        stage.work();
        stage.crash();
        stage.work();
        assertThat(stage.right.requests()).isZero();
        assertThat(stage.deliveries("right")).extracting(Delivery::state).containsExactly(State.PLANNED);
        assertThat(BudgetTest.means(stage).shortages()).singleElement().asString().contains("none is left until " + reset);
        stage.advance(Duration.ofHours(2));
        stage.work();

        assertThat(stage.right.posts()).hasSize(1);
        assertThat(BudgetTest.means(stage).allowances()).isEmpty();
    }

    @Test
    void countsThroughRestartsAndNeverTakesMoreThanThereIs() {
        Stage stage = BudgetTest.costing("1");
        Allowance whole = new Allowance("calls", Covers.EVERYTHING, true, 200, 200, stage.now().plus(Duration.ofHours(1)));
        int taken = 0;
        for (int life = 0; life < 30; life++) {
            stage.crash();
            for (int call = 0; call < 7 && stage.outlet("right").purse().take(whole); call++) {
                taken++;
            }
        }

        assertThat(taken).as("a part is lost with each life").isBetween(150, 200);
        assertThat(stage.outlet("right").purse().take(whole)).isFalse();
        assertThat(stage.outlet("left").purse().take(whole)).as("it is another account").isTrue();
        stage.receive();
        assertThat(stage.right.asked()).as("the others are held as well").isEmpty();
    }

    @Test
    void storesOfAnAllowanceOnlyWhatMatters() {
        Stage stage = BudgetTest.costing("1");
        Purse purse = stage.outlet("right").purse();
        stage.store().failNext(1);

        purse.left(posts(stage, 100));
        purse.left(posts(stage, 95));

        assertThat(BudgetTest.means(stage).allowances()).extracting(Allowance::left).containsExactly(95L);
        stage.store().failNext(0);
        purse.left(posts(stage, 80));
        purse.left(posts(stage, 75));
        stage.crash();
        assertThat(BudgetTest.means(stage).allowances()).extracting(Allowance::left).containsExactly(80L);
    }

    private static Allowance posts(Stage stage, int left) {
        return new Allowance("posts", Covers.SENDING, false, left, 100, stage.now().plus(Duration.ofHours(1)));
    }
}
