package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Post;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in between: every note is on the other side once. */
class ExactlyOnceTest {

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void carriesNotesToTheOtherSideAndNotBack(boolean keyed) {
        var stage = new Stage(keyed);
        stage.left.tell(Stage.create("one", "Who can bring the stopwatches?"));
        stage.left.tell(Stage.reply("two", "I can.", "one"));

        stage.work();

        assertThat(texts(stage.right)).containsExactly("Who can bring the stopwatches?", "I can.");
        assertThat(stage.left.posts()).hasSize(2);
        assertThat(stage.left.requests()).isZero();
    }

    @Test
    void tellsTheOtherSideWhichHubsANoteCameThrough() {
        var stage = new Stage(true);
        stage.left.tell(new Event(
                new EventKey("one"), Stage.create("one", "A question"), Set.of(), Optional.empty(), Set.of("another.example")));
        stage.left.tell(Stage.reply("two", "An answer", "one"));

        stage.work();

        assertThat(stage.right.published()).extracting(Post::hops).containsExactly(Set.of("another.example"), Set.of());
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void survivesAFailedWriteAtEveryStep(boolean keyed) {
        for (int writes = 0; writes < 25; writes++) {
            var stage = new Stage(keyed);
            stage.left.tell(Stage.create("one", "A question"));
            stage.left.tell(Stage.reply("two", "An answer", "one"));
            stage.store().dieAfter(writes);

            workUntilDead(stage);
            stage.crash();
            stage.work();

            assertThat(texts(stage.right)).as("killed at write %d", writes).containsExactlyInAnyOrder("A question", "An answer");
            assertThat(stage.left.posts()).as("killed at write %d", writes).hasSize(2);
            assertThat(stage.deliveries("right")).extracting(Delivery::state).containsOnly(State.DELIVERED);
        }
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void survivesTwoCrashesInARow(boolean keyed) {
        for (int first = 0; first < 14; first++) {
            for (int second = 0; second < 8; second++) {
                var stage = new Stage(keyed);
                stage.left.tell(Stage.create("one", "A question"));
                stage.store().dieAfter(first);
                workUntilDead(stage);
                stage.crash();
                stage.store().dieAfter(second);
                workUntilDead(stage);
                stage.crash();

                stage.work();

                assertThat(texts(stage.right)).as("killed at write %d, then %d", first, second).containsExactly("A question");
            }
        }
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void looksBeforeTryingAgainWhenThePostMayBeOut(boolean keyed) {
        var stage = new Stage(keyed);
        stage.right.next(true, new Failure.Uncertain("The answer was lost"));
        stage.left.tell(Stage.create("one", "Only once"));

        stage.work();

        assertThat(texts(stage.right)).containsExactly("Only once");
        assertThat(stage.right.requests()).isEqualTo(1);
        assertThat(stage.deliveries("right")).extracting(Delivery::state).containsExactly(State.DELIVERED);
    }

    @Test
    void takesALookThatWentWellAsProofThatTheNetworkIsThere() {
        var stage = new Stage(true);
        stage.right.next(true, new Failure.Uncertain("The answer was lost"));
        stage.left.tell(Stage.create("one", "Only once"));

        stage.round();
        stage.round(); // in which it is asked for news, delivered to, and looked at

        assertThat(stage.deliveries("right").getFirst().progress().proof()).contains(Proof.LOOK);
        assertThat(stage.outlet("right").standing().way()).isEqualTo(Standing.Way.UP);
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void sendsAgainOnlyAfterTheSecondLookInVain(boolean keyed) {
        var stage = new Stage(keyed);
        stage.right.next(false, new Failure.Uncertain("The connection broke"));
        stage.left.tell(Stage.create("one", "Not out yet"));

        for (int round = 0; round < 8; round++) {
            stage.round();
        }
        assertThat(stage.right.requests()).as("while it may still come").isEqualTo(1);
        stage.work();

        assertThat(stage.right.requests()).isEqualTo(2);
        assertThat(texts(stage.right)).containsExactly("Not out yet");
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void givesATextUpThatTheNetworkRefusesForLastMonthsSake(boolean keyed) {
        var stage = new Stage(keyed);
        stage.right.next(false, new Failure.Duplicate("We have this"));
        stage.left.tell(Stage.create("one", "Pool opens at 8"));

        stage.work();

        assertThat(stage.right.requests()).isEqualTo(1);
        Progress progress = stage.deliveries("right").getFirst().progress();
        assertThat(progress.state()).isEqualTo(State.REJECTED);
        assertThat(progress.reason()).contains("in other words");
    }

    @Test
    void findsThePostOfAnEarlierRequestForWhichThisOneWasRefused() {
        var stage = new Stage(true);
        stage.right.next(true, new Failure.Duplicate("We have this"));
        stage.left.tell(Stage.create("one", "Pool opens at 8"));

        stage.work();

        assertThat(stage.deliveries("right")).extracting(Delivery::state).containsExactly(State.DELIVERED);
        assertThat(texts(stage.right)).containsExactly("Pool opens at 8");
    }

    @Test
    void takesItsOwnPostComingBackAsProof() {
        var stage = new Stage(true);
        stage.right.next(true, new Failure.Uncertain("The answer was lost"));
        stage.left.tell(Stage.create("one", "Seen again"));

        stage.round();
        stage.round();
        stage.round();

        assertThat(stage.deliveries("right").getFirst().progress().proof().orElseThrow()).isIn(Proof.ECHO, Proof.LOOK);
        assertThat(stage.left.requests()).isZero();
    }

    @Test
    void sendsTheSameTextTwiceIfItWasSaidTwice() {
        var stage = new Stage(false);
        stage.left.tell(Stage.create("one", "Thanks!"));
        stage.left.tell(Stage.create("two", "Thanks!"));

        stage.work();

        assertThat(texts(stage.right)).containsExactly("Thanks!", "Thanks!");
        assertThat(stage.left.requests()).isZero();
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void waitsUntilTheNetworkAllows(boolean keyed) {
        var stage = new Stage(keyed);
        stage.right.next(false, new Failure.Throttled(stage.now().plusSeconds(100), "Too many requests"));
        stage.left.tell(Stage.create("one", "Patience"));

        for (int round = 0; round < 5; round++) {
            stage.round();
        }
        assertThat(stage.right.requests()).isEqualTo(1);
        stage.work();

        assertThat(texts(stage.right)).containsExactly("Patience");
        assertThat(stage.right.requests()).isEqualTo(2);
    }

    @Test
    void keepsWhatWasRejectedForAPersonToSee() {
        var stage = new Stage(true);
        stage.right.next(false, new Failure.Rejected("Too long"));
        stage.left.tell(Stage.create("one", "A very long text"));

        stage.work();

        assertThat(stage.right.posts()).isEmpty();
        assertThat(stage.deliveries("right").getFirst().state()).isEqualTo(State.REJECTED);
        assertThat(stage.deliveries("right").getFirst().progress().reason()).isEqualTo("Too long");
    }

    static void workUntilDead(Stage stage) {
        try {
            stage.work();
        } catch (StoreException dead) {
            assertThat(dead).isNotNull();
        }
    }

    private static List<String> texts(ToyNetwork network) {
        return network.posts().entrySet().stream()
                .map(Map.Entry::getValue)
                .map(Note::body)
                .map(body -> body.plainText())
                .collect(Collectors.toList());
    }
}
