package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.testkit.NetworkUnderTest.Trouble;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.junit.jupiter.api.Test;

/** What every {@link Deleter} does. It is tried on our own posts, so it needs a publisher beside it. */
public interface DeleterContract extends ConnectorContract {
    @Test
    default void takesBackOurNoteAndNoOther() {
        try (Stage stage = Stage.of(this)) {
            ExternalId id = stage.publish("Pool opens at 8").id();
            ExternalId other = stage.network().say("Thanks");

            delete(stage, id);

            assertThat(stage.network().out()).extracting(NetworkUnderTest.Out::id).containsExactly(other);
        }
    }

    @Test
    default void isContentWithANoteThatIsGoneAlready() {
        try (Stage stage = Stage.of(this)) {
            ExternalId id = stage.publish("Pool opens at 8").id();

            delete(stage, id);
            delete(stage, id);

            assertThat(stage.network().out()).isEmpty();
        }
    }

    @Test
    default void callsALostAnswerToADeletionUncertain() {
        try (Stage stage = Stage.of(this)) {
            ExternalId id = stage.publish("Pool opens at 8").id();
            long before = stage.network().requests(Work.CHANGE);
            stage.cause(Trouble.ANSWER_LOST, Work.CHANGE);

            assertThat(Stage.failureOf(() -> deleted(stage, id))).isInstanceOf(Failure.Uncertain.class);
            assertThat(stage.network().requests(Work.CHANGE) - before).as("requests").isEqualTo(1);

            delete(stage, id);
            assertThat(stage.network().out()).isEmpty();
        }
    }

    private static void delete(Stage stage, ExternalId id) {
        Stage.calling(() -> deleted(stage, id));
    }

    private static ExternalId deleted(Stage stage, ExternalId id) throws ConnectorException {
        stage.session(Deleter.class).delete(new Activity.Delete(Stage.us(), id, stage.network().clock().instant()));
        return id;
    }
}
