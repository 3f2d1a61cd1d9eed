package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.testkit.NetworkUnderTest.Trouble;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.dialoguehub.text.TextRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Publisher} does. */
public interface PublisherContract extends ConnectorContract {
    @Test
    default void publishesOnce() {
        try (Stage stage = Stage.of(this)) {
            Instant before = stage.network().clock().instant();

            Published published = stage.publish("Pool opens at 8");

            assertThat(stage.out("Pool opens at 8")).hasSize(1).allMatch(NetworkUnderTest.Out::ours);
            assertThat(stage.out("Pool opens at 8").getFirst().id()).isEqualTo(published.id());
            assertThat(published.at()).isBetween(before.minus(Duration.ofDays(1)), before.plus(Duration.ofDays(1)));
        }
    }

    @Test
    default void answersTheNoteThatItIsTold() {
        try (Stage stage = Stage.of(this)) {
            ExternalId asked = stage.network().say("When does the pool open?");
            Post reply = new Post(Stage.TOKEN, stage.note("At 8").answering(InReplyTo.note(asked)));

            Prepared.Ready ready = stage.prepare(reply);
            Stage.calling(() -> stage.session(Publisher.class).publish(reply, ready));

            assertThat(stage.out("At 8")).singleElement().satisfies(note -> assertThat(note.inReplyTo()).hasValue(asked));
        }
    }

    @Test
    default void showsNothingWhilePreparing() {
        try (Stage stage = Stage.of(this)) {
            stage.prepare(stage.post("Pool opens at 8"));

            assertThat(stage.network().out()).isEmpty();
            assertThat(stage.network().requests(Work.PUBLISH)).isZero();
        }
    }

    @Test
    default void expectsTheSameIdOnEveryAttempt() {
        try (Stage stage = Stage.of(this)) {
            Post post = stage.post("Pool opens at 8");
            Prepared.Ready first = stage.prepare(post);
            stage.network().pass(Duration.ofMinutes(1));

            assertThat(stage.prepare(post).expected()).isEqualTo(first.expected());
            assertThat(stage.prepare(stage.open(), post).expected()).isEqualTo(first.expected());
        }
    }

    @Test
    default void publishesWhatAnotherSessionHasPrepared() {
        try (Stage stage = Stage.of(this)) {
            Post post = stage.post("Pool opens at 8");
            Prepared.Ready ready = stage.prepare(post);
            Session later = stage.open();

            Published published = Stage.calling(() -> ((Publisher) later).publish(post, ready));

            assertThat(stage.out("Pool opens at 8")).hasSize(1);
            ready.expected().ifPresent(expected -> assertThat(published.id()).isEqualTo(expected));
        }
    }

    @Test
    default void isHeardUnderTheIdItWasGiven() {
        try (Stage stage = Stage.of(this)) {
            assumeTrue(stage.session() instanceof Receiver, "It does not receive");

            Published published = stage.publish("Pool opens at 8");

            assertThat(stage.receiveAll(Cursor.START, 10)).extracting(event -> event.activity().object()).contains(published.id());
        }
    }

    @Test
    default void refusesWhatIsTooLongBeforeAnythingIsOut() {
        try (Stage stage = Stage.of(this)) {
            TextRules rules = stage.connector().spec().text();
            assumeTrue(rules.limit() <= 1_000_000, "It has no limit that people meet");
            Post post = stage.post("x".repeat((int) rules.limit() + 1));

            assertThat(Stage.failureOf(() -> stage.session(Publisher.class).prepare(post))).isInstanceOf(Failure.Rejected.class);

            Post longest = stage.post("x".repeat((int) rules.limit()));
            assertThat(stage.prepare(longest)).isNotNull();
        }
    }

    @Test
    default void callsARefusedConnectionUnreachable() {
        try (Stage stage = Stage.of(this)) {
            assertThat(failure(stage, Trouble.REFUSED)).isInstanceOf(Failure.Unreachable.class);
            assertThat(stage.network().out()).isEmpty();
        }
    }

    @ParameterizedTest @EnumSource(names = {"REQUEST_LOST", "ANSWER_LOST", "ANSWER_HALF", "SERVER_FAILS", "TIMED_OUT"})
    default void callsALostAnswerUncertain(Trouble trouble) {
        try (Stage stage = Stage.of(this)) {
            assertThat(failure(stage, trouble)).isInstanceOf(Failure.Uncertain.class);
        }
    }

    @Test
    default void callsALateAnswerUncertain() {
        try (Stage stage = Stage.ofTheImpatient(this)) {
            assertThat(failure(stage, Trouble.ANSWER_LATE)).isInstanceOf(Failure.Uncertain.class);
            assertThat(stage.network().requests(Work.PUBLISH)).as("requests").isEqualTo(1);
        }
    }

    @ParameterizedTest @EnumSource(names = {"REFUSED", "REQUEST_LOST", "ANSWER_LOST", "ANSWER_HALF", "SERVER_FAILS", "TIMED_OUT",
            "OVERLOADED", "THROTTLED", "REVOKED"})
    default void sendsOnceWhateverComesOfIt(Trouble trouble) {
        try (Stage stage = Stage.of(this)) {
            failure(stage, trouble);

            assertThat(stage.network().requests(Work.PUBLISH)).as("requests").isLessThanOrEqualTo(1);
        }
    }

    @Test
    default void sendsOnceOnAConnectionThatIsDead() throws ConnectorException {
        try (Stage stage = Stage.of(this)) {
            Post post = stage.post("Pool opens at 8");
            Prepared.Ready ready = stage.prepare(post);
            Stage.calling(stage.session()::check); // leaves a connection to reuse
            stage.cause(Trouble.STALE_CONNECTION, Work.PUBLISH);

            ConnectorException failed = catchThrowableOfType(
                    ConnectorException.class, () -> stage.session(Publisher.class).publish(post, ready));

            assertThat(stage.network().requests(Work.PUBLISH)).as("requests").isEqualTo(1);
            if (failed != null) {
                assertThat(failed.failure()).isInstanceOf(Failure.Uncertain.class);
            }
        }
    }

    @Test
    default void stopsPublishingAsLongAsItIsTold() {
        try (Stage stage = Stage.of(this)) {
            Instant from = stage.network().clock().instant();

            assertThat(failure(stage, Trouble.THROTTLED))
                    .isInstanceOfSatisfying(Failure.Throttled.class, it -> Stage.assertThatWaitIsOver(it, from));
        }
    }

    @Test
    default void saysWhenAPersonMustSignInToPublish() {
        try (Stage stage = Stage.of(this)) {
            assertThat(failure(stage, Trouble.REVOKED)).isInstanceOf(Failure.Unauthorized.class);
            assertThat(stage.network().out()).isEmpty();
        }
    }

    /** What publishing ends with when its one request meets that trouble. */
    private static Failure failure(Stage stage, Trouble trouble) {
        Post post = stage.post("Pool opens at 8");
        Prepared.Ready ready = stage.prepare(post);
        Session fresh = stage.open();
        stage.cause(trouble, Work.PUBLISH);
        return Stage.failureOf(() -> ((Publisher) fresh).publish(post, ready));
    }
}
