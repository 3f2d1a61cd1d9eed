package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.testkit.NetworkUnderTest.Trouble;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Receiver} does. */
public interface ReceiverContract extends ConnectorContract {
    @Test
    default void receivesWhatOthersSay() {
        try (Stage stage = Stage.of(this)) {
            ExternalId id = stage.network().say("Pool opens at 8");

            List<Event> events = stage.receiveAll(Cursor.START, 10);

            assertThat(events).hasSize(1);
            Activity.Create created = (Activity.Create) events.getFirst().activity();
            assertThat(created.object()).isEqualTo(id);
            assertThat(created.note().body().plainText()).isEqualTo("Pool opens at 8");
            assertThat(stage.host().audience().includes(created.note().audience())).as("the channel's audience, or a narrower one")
                    .isTrue();
            assertThat(created.published()).isBetween(now(stage).minus(Duration.ofDays(1)), now(stage).plus(Duration.ofDays(1)));
        }
    }

    @Test
    default void receivesNothingWhereNothingIs() {
        try (Stage stage = Stage.of(this)) {
            Batch batch = Stage.receive(stage.session(), Cursor.START, 10);

            assertThat(batch.events()).isEmpty();
            assertThat(batch.more()).isFalse();
        }
    }

    @Test
    default void receivesAllInPagesOldestFirst() {
        try (Stage stage = Stage.of(this)) {
            List<ExternalId> said = IntStream.range(0, 7).mapToObj(each -> stage.network().say("note " + each)).toList();

            assertThat(objects(stage.receiveAll(Cursor.START, 3))).isEqualTo(said);
            assertThat(Stage.receive(stage.session(), Cursor.START, 3).events()).hasSizeBetween(1, 3);
        }
    }

    @Test
    default void losesNothingWithPagesOfAnySize() {
        try (Stage stage = Stage.of(this)) {
            List<ExternalId> said = IntStream.range(0, 5).mapToObj(each -> stage.network().say("note " + each)).toList();

            for (int limit : new int[]{1, 2, 4, 5, 6, 1_000}) {
                assertThat(objects(stage.receiveAll(Cursor.START, limit))).as("pages of %d", limit).isEqualTo(said);
            }
        }
    }

    @Test
    default void givesTheSameAfterTheSameCursor() {
        try (Stage stage = Stage.of(this)) {
            IntStream.range(0, 4).forEach(each -> stage.network().say("note " + each));
            Batch first = Stage.receive(stage.session(), Cursor.START, 2);
            Batch second = Stage.receive(stage.session(), first.next(), 2);

            assertThat(objects(Stage.receive(stage.session(), first.next(), 2).events())).isEqualTo(objects(second.events()));
            assertThat(objects(Stage.receive(stage.session(), Cursor.START, 2).events())).isEqualTo(objects(first.events()));
        }
    }

    @Test
    default void keepsNoPlaceInTheSession() {
        try (Stage stage = Stage.of(this)) {
            IntStream.range(0, 4).forEach(each -> stage.network().say("note " + each));
            Batch first = Stage.receive(stage.session(), Cursor.START, 2);
            Batch second = Stage.receive(stage.session(), first.next(), 2);

            Session later = stage.open();

            assertThat(objects(Stage.receive(later, first.next(), 2).events())).isEqualTo(objects(second.events()));
        }
    }

    @Test
    default void goesOnWhereItEnded() {
        try (Stage stage = Stage.of(this)) {
            stage.network().say("before");
            Batch before = Stage.receive(stage.session(), Cursor.START, 10);
            Batch none = Stage.receive(stage.session(), before.next(), 10);
            ExternalId after = stage.network().say("after");

            assertThat(none.events()).isEmpty();
            assertThat(objects(stage.receiveAll(none.next(), 10))).containsExactly(after);
            assertThat(objects(stage.receiveAll(before.next(), 10))).containsExactly(after);
        }
    }

    @Test
    default void givesAnEventTheSameKeyEachTime() {
        try (Stage stage = Stage.of(this)) {
            stage.network().say("one");
            stage.network().say("two");
            List<EventKey> keys = keys(stage.receiveAll(Cursor.START, 10));

            assertThat(keys(Stage.receive(stage.open(), Cursor.START, 10).events())).isEqualTo(keys);
            assertThat(keys(stage.receiveAll(Cursor.START, 1))).isEqualTo(keys);
            assertThat(keys).doesNotHaveDuplicates();
        }
    }

    @Test
    default void neitherSkipsWhatItCannotReadNorStopsAtIt() {
        try (Stage stage = Stage.of(this)) {
            ExternalId before = stage.network().say("before");
            assumeTrue(stage.network().sayUnreadable(), "The network has nothing that is unreadable");
            ExternalId after = stage.network().say("after");

            List<Event> events = stage.receiveAll(Cursor.START, 10);

            assertThat(events).hasSize(3);
            assertThat(keys(events)).doesNotHaveDuplicates();
            assertThat(events.getFirst().activity().object()).isEqualTo(before);
            assertThat(events.getLast().activity().object()).isEqualTo(after);
            assertThat(events.get(1).raw()).as("the raw form of what cannot be read").isPresent();
        }
    }

    @ParameterizedTest @EnumSource(names = {"REFUSED", "REQUEST_LOST", "ANSWER_LOST", "ANSWER_HALF", "SERVER_FAILS", "TIMED_OUT"})
    default void callsALostReadingUnreachableAndLosesNothing(Trouble trouble) {
        try (Stage stage = Stage.of(this)) {
            ExternalId said = stage.network().say("Pool opens at 8");
            stage.cause(trouble, Work.READ);

            assertThat(Stage.failureOf(receiving(stage))).isInstanceOf(Failure.Unreachable.class);

            stage.network().recover();
            assertThat(objects(Stage.receive(stage.open(), Cursor.START, 10).events())).containsExactly(said);
        }
    }

    @Test
    default void waitsForALateAnswerNoLongerThanTheLimit() {
        try (Stage stage = Stage.ofTheImpatient(this)) {
            stage.cause(Trouble.ANSWER_LATE, Work.READ);

            assertThat(Stage.failureOf(receiving(stage))).isInstanceOf(Failure.Unreachable.class);
        }
    }

    @ParameterizedTest @EnumSource(names = {"REFUSED", "REQUEST_LOST", "ANSWER_LOST", "SERVER_FAILS", "TIMED_OUT", "OVERLOADED",
            "THROTTLED", "REVOKED"})
    default void asksOnceWhateverComesOfIt(Trouble trouble) {
        try (Stage stage = Stage.of(this)) {
            stage.cause(trouble, Work.READ);
            long before = stage.network().requests(Work.READ);

            Stage.failureOf(receiving(stage));

            assertThat(stage.network().requests(Work.READ) - before).as("requests").isLessThanOrEqualTo(1);
        }
    }

    @Test
    default void stopsReadingAsLongAsItIsTold() {
        try (Stage stage = Stage.of(this)) {
            stage.cause(Trouble.THROTTLED, Work.READ);

            assertThat(Stage.failureOf(receiving(stage)))
                    .isInstanceOfSatisfying(Failure.Throttled.class, it -> Stage.assertThatWaitIsOver(it, now(stage)));
        }
    }

    @Test
    default void saysWhenAPersonMustSignInToRead() {
        try (Stage stage = Stage.of(this)) {
            stage.cause(Trouble.REVOKED, Work.READ);

            assertThat(Stage.failureOf(receiving(stage))).isInstanceOf(Failure.Unauthorized.class);
        }
    }

    private static Stage.Call<Batch> receiving(Stage stage) {
        return () -> stage.session(Receiver.class).receive(Cursor.START, 10);
    }

    private static Instant now(Stage stage) {
        return stage.network().clock().instant();
    }

    private static List<ExternalId> objects(List<Event> events) {
        return events.stream().map(event -> (ExternalId) event.activity().object()).toList();
    }

    private static List<EventKey> keys(List<Event> events) {
        return events.stream().map(Event::key).toList();
    }
}
