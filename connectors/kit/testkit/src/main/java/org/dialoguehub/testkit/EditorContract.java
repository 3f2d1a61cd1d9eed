package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.testkit.NetworkUnderTest.Trouble;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.junit.jupiter.api.Test;

/** What every {@link Editor} does. It is tried on our own posts, so it needs a publisher beside it. */
public interface EditorContract extends ConnectorContract {
    @Test
    default void makesOurNoteSaySomethingElse() {
        try (Stage stage = Stage.of(this)) {
            ExternalId id = stage.publish("Pool opens at 8").id();

            edit(stage, id, "Pool opens at 9");

            assertThat(stage.out(id)).hasValueSatisfying(note -> assertThat(note.text().strip()).isEqualTo("Pool opens at 9"));
            assertThat(stage.network().out()).hasSize(1);
        }
    }

    @Test
    default void leavesANoteAsItIsWhenEditedToTheSame() {
        try (Stage stage = Stage.of(this)) {
            ExternalId id = stage.publish("Pool opens at 8").id();

            edit(stage, id, "Pool opens at 9");
            edit(stage, id, "Pool opens at 9");

            assertThat(stage.out("Pool opens at 9")).hasSize(1);
            assertThat(stage.network().out()).hasSize(1);
        }
    }

    @Test
    default void callsALostAnswerToAnEditUncertain() {
        try (Stage stage = Stage.of(this)) {
            ExternalId id = stage.publish("Pool opens at 8").id();
            long before = stage.network().requests(Work.CHANGE);
            stage.cause(Trouble.ANSWER_LOST, Work.CHANGE);

            assertThat(Stage.failureOf(() -> edited(stage, id, "Pool opens at 9"))).isInstanceOf(Failure.Uncertain.class);
            assertThat(stage.network().requests(Work.CHANGE) - before).as("requests").isEqualTo(1);

            edit(stage, id, "Pool opens at 9");
            assertThat(stage.out("Pool opens at 9")).hasSize(1);
        }
    }

    private static void edit(Stage stage, ExternalId id, String text) {
        Stage.calling(() -> edited(stage, id, text));
    }

    private static ExternalId edited(Stage stage, ExternalId id, String text) throws org.dialoguehub.connector.ConnectorException {
        stage.session(Editor.class).edit(new Activity.Update(Stage.us(), id, stage.note(text), stage.network().clock().instant()));
        return id;
    }
}
