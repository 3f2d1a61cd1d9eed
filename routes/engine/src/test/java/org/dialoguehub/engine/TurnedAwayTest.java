package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.dialoguehub.connector.Failure;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.Audience;
import org.junit.jupiter.api.Test;

/** An answer to what a network refused. */
final class TurnedAwayTest {
    @Test
    void saysNoAnswerAloneToEveryone() {
        var stage = new Stage(true, new Audience.Everyone());
        stage.grant(Stage.CLOSED, "right");
        stage.right.next(false, new Failure.Rejected("Not that"));
        stage.left.tell(Stage.create("root", "Who comes?"));
        stage.left.tell(Stage.reply("answer", "We do!", "root"));

        stage.work();

        assertThat(stage.right.posts()).isEmpty();
        assertThat(stage.deliveries("right")).extracting(Delivery::state).containsOnly(State.REJECTED);
        assertThat(stage.deliveries("right")).extracting(delivery -> delivery.progress().reason())
                .containsExactlyInAnyOrder("Not that",
                        "What it answers never got out on 'right', and alone it would be a post to everyone");
    }

    @Test
    void saysItInACircleWithAStub() {
        var stage = new Stage(true);
        stage.right.next(false, new Failure.Rejected("Not that"));
        stage.left.tell(Stage.create("root", "Who comes?"));
        stage.left.tell(Stage.reply("answer", "We do!", "root"));

        stage.work();

        assertThat(stage.right.posts().values()).singleElement()
                .satisfies(note -> assertThat(note.body().plainText()).contains("Who comes?", "We do!"));
    }
}
