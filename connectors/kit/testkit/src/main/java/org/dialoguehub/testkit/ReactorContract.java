package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Reactor;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.testkit.NetworkUnderTest.Out;
import org.dialoguehub.testkit.NetworkUnderTest.Trouble;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.junit.jupiter.api.Test;

/** What every {@link Reactor} does. */
public interface ReactorContract extends ConnectorContract {
    @Test
    default void likesANoteOnce() {
        try (Stage stage = Stage.of(this)) {
            Activity.Like like = like(stage);

            Stage.calling(() -> liked(stage, like));
            Stage.calling(() -> liked(stage, like));

            assertThat(stage.network().out()).flatExtracting(Out::likes).hasSize(1);
        }
    }

    @Test
    default void takesBackALikeOfWhichThereMayBeNone() {
        try (Stage stage = Stage.of(this)) {
            Activity.Like like = like(stage);
            Stage.calling(() -> liked(stage, like));

            Stage.calling(() -> unliked(stage, like));
            Stage.calling(() -> unliked(stage, like));

            assertThat(stage.network().out()).flatExtracting(Out::likes).isEmpty();
        }
    }

    @Test
    default void callsALostAnswerToALikeUncertain() {
        try (Stage stage = Stage.of(this)) {
            Activity.Like like = like(stage);
            long before = stage.network().requests(Work.CHANGE);
            stage.cause(Trouble.ANSWER_LOST, Work.CHANGE);

            assertThat(Stage.failureOf(() -> liked(stage, like))).isInstanceOf(Failure.Uncertain.class);
            assertThat(stage.network().requests(Work.CHANGE) - before).as("requests").isEqualTo(1);

            Stage.calling(() -> liked(stage, like));
            assertThat(stage.network().out()).flatExtracting(Out::likes).hasSize(1);
        }
    }

    private static Activity.Like like(Stage stage) {
        ExternalId note = stage.network().say("Pool opens at 8");
        return new Activity.Like(Stage.us(), note, Activity.Like.THUMBS_UP, stage.network().clock().instant());
    }

    private static Activity.Like liked(Stage stage, Activity.Like like) throws ConnectorException {
        stage.session(Reactor.class).like(like);
        return like;
    }

    private static Activity.Like unliked(Stage stage, Activity.Like like) throws ConnectorException {
        stage.session(Reactor.class).unlike(like);
        return like;
    }
}
