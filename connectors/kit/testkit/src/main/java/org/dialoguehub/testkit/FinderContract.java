package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import java.util.List;
import org.dialoguehub.connector.ConnectorSpec.Settling;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Finder.Candidate;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.testkit.NetworkUnderTest.Out;
import org.dialoguehub.testkit.NetworkUnderTest.Trouble;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Finder} does. It is tried on posts whose answer is lost, so it needs a {@link Publisher} beside it. One whose connector settles
 * {@link Settling#NONE} has no place to look, and is passed over.
 */
public interface FinderContract extends ConnectorContract {
    @Test
    default void findsAPostWhoseAnswerWasLost() {
        try (Stage stage = Stage.of(this)) {
            stage.network().say("Something else");
            Doubt doubt = Doubt.after(Trouble.ANSWER_LOST, stage);
            ExternalId ours = stage.out("Pool opens at 8").getFirst().id();

            List<Candidate> candidates = doubt.look();

            assertThat(candidates).isNotEmpty();
            assertThat(candidates.getFirst().published().id()).isEqualTo(ours);
            assertThat(candidates.getFirst().text().strip()).isEqualTo("Pool opens at 8");
        }
    }

    @Test
    default void findsAPostAmongManyOthers() {
        try (Stage stage = Stage.of(this)) {
            Doubt doubt = Doubt.after(Trouble.ANSWER_LOST, stage);
            ExternalId ours = stage.out("Pool opens at 8").getFirst().id();
            for (int other = 0; other < 150; other++) {
                stage.network().say("note " + other);
            }

            assertThat(doubt.look()).extracting(candidate -> candidate.published().id()).contains(ours);
        }
    }

    @Test
    default void doesNotTakeAStrangersPostForOurs() {
        try (Stage stage = Stage.of(this)) {
            Doubt doubt = Doubt.after(Trouble.REQUEST_LOST, stage);
            ExternalId strangers = stage.network().say("Pool opens at 8");

            assertThat(doubt.look()).noneMatch(candidate -> candidate.published().id().equals(strangers));
        }
    }

    @Test
    default void isNotCertainOfAPostThatNeverWentOut() {
        try (Stage stage = Stage.of(this)) {
            Doubt doubt = Doubt.after(Trouble.REQUEST_LOST, stage);

            assertThat(doubt.look()).noneMatch(candidate -> candidate.certain() || candidate.text().strip().equals("Pool opens at 8"));
        }
    }

    @Test
    default void findsAPostOnceItIsVisible() {
        try (Stage stage = Stage.of(this)) {
            assumeTrue(hasAPlaceToLook(stage), "It has no place to look");
            assumeTrue(stage.network().pass(java.time.Duration.ZERO), "The network cannot let time pass");
            Post post = stage.post("Pool opens at 8");
            Prepared.Ready ready = stage.prepare(post);
            Instant armed = stage.network().clock().instant();
            stage.cause(Trouble.HIDDEN, Work.PUBLISH);
            Stage.calling(() -> stage.session(Publisher.class).publish(post, ready));
            ExternalId ours = stage.out("Pool opens at 8").getFirst().id();

            stage.network().pass(stage.connector().spec().visibleAfter());

            assertThat(new Doubt(stage, post, ready, armed).look()).extracting(candidate -> candidate.published().id()).contains(ours);
        }
    }

    @Test
    default void changesNothingByLookingAndMayLookAgain() {
        try (Stage stage = Stage.of(this)) {
            Doubt doubt = Doubt.after(Trouble.ANSWER_LOST, stage);
            List<Out> before = stage.network().out();
            long requests = stage.network().requests(Work.PUBLISH) + stage.network().requests(Work.CHANGE);

            assertThat(doubt.look()).isEqualTo(doubt.look());

            assertThat(stage.network().out()).isEqualTo(before);
            assertThat(stage.network().requests(Work.PUBLISH) + stage.network().requests(Work.CHANGE)).isEqualTo(requests);
        }
    }

    @Test
    default void doesNotTakeALookThatFailedForAnEmptyPlace() {
        try (Stage stage = Stage.of(this)) {
            Doubt doubt = Doubt.after(Trouble.ANSWER_LOST, stage);
            stage.cause(Trouble.SERVER_FAILS, Work.READ);

            assertThat(Stage.failureOf(doubt::find)).isInstanceOf(Failure.Unreachable.class);
        }
    }

    private static boolean hasAPlaceToLook(Stage stage) {
        return stage.connector().spec().settling() != Settling.NONE;
    }

    /** A post whose fate the hub does not know. */
    record Doubt(Stage stage, Post post, Prepared.Ready ready, Instant armed) {
        static Doubt after(Trouble trouble, Stage stage) {
            assumeTrue(hasAPlaceToLook(stage), "It has no place to look");
            Post post = stage.post("Pool opens at 8");
            Prepared.Ready ready = stage.prepare(post);
            Instant armed = stage.network().clock().instant();
            stage.cause(trouble, Work.PUBLISH);
            assertThat(Stage.failureOf(() -> stage.session(Publisher.class).publish(post, ready))).isInstanceOf(Failure.Uncertain.class);
            return new Doubt(stage, post, ready, armed);
        }

        Sighting find() throws org.dialoguehub.connector.ConnectorException {
            return ((Finder) stage.session()).find(post, ready, armed);
        }

        List<Candidate> look() {
            Sighting sighting = Stage.calling(this::find);
            assertThat(sighting).isInstanceOf(Sighting.Seen.class);
            return ((Sighting.Seen) sighting).candidates();
        }
    }
}
