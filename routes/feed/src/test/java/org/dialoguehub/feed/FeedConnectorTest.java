package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.dialoguehub.feed.FeedSamples.ANNA;
import static org.dialoguehub.feed.FeedSamples.BEN;
import static org.dialoguehub.feed.FeedSamples.NOON;
import static org.dialoguehub.feed.FeedSamples.PARENTS;
import static org.dialoguehub.feed.FeedSamples.TRAINERS;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder.Candidate;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.testkit.MemoryHost;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class FeedConnectorTest {
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Actor MAIL = Actor.of("mailto:anna@example.org", "Anna by mail");
    private static final Actor UNKNOWN = Actor.of("mailto:zoe@example.com", "Zoe");
    private static final String THUMB = "\uD83D\uDC4D";

    private final FaultyFeedStore store = new FaultyFeedStore(new MemoryFeedStore());
    private final Feed feed = new Feed(store, CLOCK, new Random(1));
    private final FeedConnector connector = new FeedConnector(feed);
    private final FeedSession session = session("parents");

    @BeforeEach
    void fill() {
        FeedSamples.parents(store);
        store.putMember(PARENTS, ANNA.id(), Role.MEMBER);
        FeedSamples.otherGroup(store);
    }

    @Test
    void implementsWhatItDeclaresAndNothingElse() {
        for (Capability capability : Capability.values()) {
            assertThat(capability.offeredBy().isInstance(session))
                    .as(capability.name())
                    .isEqualTo(connector.spec().capabilities().contains(capability));
        }
    }

    @Test
    void refusesAGroupIdThatCannotBe() {
        assertThatThrownBy(() -> Settings.read(connector.spec().settings(), Map.of("group", "The Parents")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("'group' is The Parents; a group id has 1 to 64 of a-z and 0-9, in parts joined by single dashes");
    }

    @Test
    void tellsWhatItSees() throws ConnectorException {
        assertThat(session.check()).isEqualTo("group 'Group parents': 1 members, 0 threads, 0 notes");
    }

    @Test
    void saysWhenThereIsNoSuchGroup() {
        FeedSession nowhere = session("nowhere");

        for (ThrowingCallable use : List.<ThrowingCallable>of(
                nowhere::check,
                () -> nowhere.receive(Cursor.START, 1),
                () -> nowhere.prepare(post("t1", "Hello")),
                () -> nowhere.publish(post("t1", "Hello"), ready("t1")))) {
            assertThat(failure(use)).isInstanceOf(Failure.Rejected.class);
            assertThat(failure(use).reason()).contains("'group' is nowhere");
        }
    }

    @Test
    void publishesOnceForOneToken() throws ConnectorException {
        Post post = post("t1", "Who brings towels?");
        Prepared.Ready ready = prepared(post);

        Published first = session.publish(post, ready);
        Published second = session.publish(post, ready);

        assertThat(second).isEqualTo(first);
        assertThat(ready.expected()).contains(first.id());
        assertThat(first.at()).isEqualTo(NOON);
        assertThat(events()).extracting(Event::activity).extracting(Activity::object).containsExactly(first.id());
    }

    @Test @Timeout(20)
    void publishesOnceForOneTokenWhenAskedTogether() throws Exception {
        Callable<Published> publish = () -> session.publish(post("t1", "Hello"), ready("t1"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var published = new ArrayList<Published>();
            for (Future<Published> each : threads.invokeAll(Collections.nCopies(32, publish))) {
                published.add(each.get());
            }
            assertThat(published).hasSize(32).containsOnly(published.getFirst());
        }
        assertThat(events()).hasSize(1);
    }

    @Test
    void findsWhatIsOutByItsKey() throws ConnectorException {
        Post post = post("t1", "Who brings towels?");
        assertThat(session.find(post, ready("t1"), NOON)).isEqualTo(new Sighting.Seen(List.of()));

        Published published = session.publish(post, ready("t1"));

        assertThat(session.find(post, ready("t1"), NOON))
                .isEqualTo(new Sighting.Seen(List.of(new Candidate(published, true, "Who brings towels?"))));
    }

    @Test
    void findsWhatWasTakenBackSinceAndDoesNotBringItBack() throws ConnectorException {
        Post post = post("t1", "Oops");
        Published published = session.publish(post, ready("t1"));
        session.delete(new Activity.Delete(MAIL, published.id(), NOON));

        assertThat(session.find(post, ready("t1"), NOON)).isEqualTo(new Sighting.Seen(List.of(new Candidate(published, true, ""))));
        assertThat(session.publish(post, ready("t1"))).isEqualTo(published);
        assertThat(note(published).deleted()).isTrue();
    }

    @Test
    void showsWhoWroteItElsewhere() throws Exception {
        ExternalId known = session.publish(post("t1", "Hello"), ready("t1")).id();
        Note note = Note.of(UNKNOWN, RichText.of("Hello"), new Audience.Everyone(), NOON);
        ExternalId unknown = session.publish(new Post("t2", note), ready("t2")).id();

        assertThat(feed.note(ANNA.id(), known).author()).isEqualTo(ANNA.actor());
        assertThat(feed.note(ANNA.id(), unknown).author()).isEqualTo(UNKNOWN);
        assertThat(feed.note(ANNA.id(), unknown).member()).isFalse();
    }

    @Test
    void givesNotesTheAudienceOfTheGroupWhateverTheyHadBefore() throws ConnectorException {
        Note open = Note.of(MAIL, RichText.of("Hello"), new Audience.Everyone(), NOON);
        Published published = session.publish(new Post("t1", open), ready("t1"));

        assertThat(note(published).note().audience()).isEqualTo(Audience.circle("parents"));
        assertThat(events()).extracting(event -> ((Activity.Create) event.activity()).note().audience())
                .containsExactly(Audience.circle("swimmers"));
    }

    @Test
    void joinsTheNearestNoteOfTheThreadThatIsHere() throws ConnectorException {
        ExternalId root = session.publish(post("root", "Towels?"), ready("root")).id();
        var lost = new InReplyTo(new ExternalId("lost"), List.of(new ExternalId("other"), new ExternalId("lost-too"), root));

        Published answer = session.publish(answer("t1", lost), ready("t1"));
        Published orphan = session.publish(answer("t2", InReplyTo.note(new ExternalId("lost"))), ready("t2"));

        assertThat(note(answer).thread()).isEqualTo(root);
        assertThat(note(answer).note().inReplyTo()).contains(InReplyTo.note(root));
        assertThat(note(orphan).thread()).isEqualTo(orphan.id());
        assertThat(note(orphan).note().inReplyTo()).isEmpty();
    }

    @Test
    void touchesNoOtherGroup() {
        var other = new ExternalId("other");

        assertThat(failure(() -> session.publish(post("other", "Hello"), ready("other")))).isInstanceOf(Failure.Rejected.class);
        assertThat(failure(() -> session.edit(update(other, "x")))).isInstanceOf(Failure.Rejected.class);
        assertThat(failure(() -> session.like(new Activity.Like(MAIL, other, THUMB, NOON)))).isInstanceOf(Failure.Rejected.class);
        assertThat(thrown(() -> session.delete(new Activity.Delete(MAIL, other, NOON)))).isEmpty();
        assertThat(store.changes(TRAINERS, 0, 10)).hasSize(1);
    }

    @Test
    void editsAndDeletesRepeatably() throws ConnectorException {
        Published published = session.publish(post("t1", "Saturday"), ready("t1"));

        session.edit(update(published.id(), "Sunday"));
        session.edit(update(published.id(), "Sunday"));
        assertThat(note(published).version()).isEqualTo(2);
        assertThat(note(published).note().body()).isEqualTo(RichText.of("Sunday"));

        session.delete(new Activity.Delete(MAIL, published.id(), NOON));
        session.delete(new Activity.Delete(MAIL, published.id(), NOON));
        session.delete(new Activity.Delete(MAIL, new ExternalId("never"), NOON));
        assertThat(note(published).deleted()).isTrue();
        assertThat(failure(() -> session.edit(update(published.id(), "Back")))).isInstanceOf(Failure.Rejected.class);
        assertThat(events()).extracting(Event::activity).hasExactlyElementsOfTypes(Activity.Delete.class);
    }

    @Test
    void likesRepeatablyAndAsTheMemberWhoseAccountItIs() throws Exception {
        ExternalId note = session.publish(post("t1", "Saturday"), ready("t1")).id();
        feed.like(ANNA.id(), note, THUMB);

        session.like(new Activity.Like(MAIL, note, THUMB, NOON));
        session.like(new Activity.Like(UNKNOWN, note, THUMB, NOON));
        session.like(new Activity.Like(UNKNOWN, note, ":thumbsup:", NOON));
        assertThat(feed.note(ANNA.id(), note).likes()).containsExactly(new LikeCount(THUMB, 2, true));

        session.unlike(new Activity.Like(MAIL, note, THUMB, NOON));
        session.unlike(new Activity.Like(MAIL, note, THUMB, NOON));
        assertThat(feed.note(ANNA.id(), note).likes()).containsExactly(new LikeCount(THUMB, 1, false));
    }

    @Test
    void rejectsLikesOfWhatIsGoneAndForgivesTakingThemBack() throws ConnectorException {
        ExternalId note = session.publish(post("t1", "Saturday"), ready("t1")).id();
        session.delete(new Activity.Delete(MAIL, note, NOON));
        var like = new Activity.Like(MAIL, note, THUMB, NOON);

        assertThat(failure(() -> session.like(like))).isInstanceOf(Failure.Rejected.class);
        assertThat(thrown(() -> session.unlike(like))).isEmpty();
        assertThat(thrown(() -> session.unlike(new Activity.Like(MAIL, new ExternalId("never"), THUMB, NOON)))).isEmpty();
    }

    @Test
    void tellsAllThatHappensInOrderAndWhatTheHubDidItself() throws Exception {
        ExternalId mine = session.publish(post("t1", "Towels?"), ready("t1")).id();
        ExternalId answer = feed.reply(BEN.id(), mineReadableBy(BEN, mine), Draft.of("Me")).note().id();
        feed.edit(BEN.id(), answer, 1, Draft.of("Me!"));
        feed.like(ANNA.id(), answer, THUMB);
        feed.unlike(ANNA.id(), answer, THUMB);
        session.like(new Activity.Like(UNKNOWN, answer, THUMB, NOON));
        feed.post(ANNA.id(), PARENTS, Draft.of("Next"));

        List<Event> events = events();

        assertThat(events)
                .extracting(Event::activity)
                .hasExactlyElementsOfTypes(
                        Activity.Create.class,
                        Activity.Create.class,
                        Activity.Update.class,
                        Activity.Like.class,
                        Activity.Undo.class,
                        Activity.Like.class,
                        Activity.Create.class);
        assertThat(events).extracting(event -> event.marks().contains(Mark.LOOP)).containsExactly(true, false, false, false, false, true,
                false);
        assertThat(events).extracting(Event::key).doesNotHaveDuplicates();
        assertThat(((Activity.Create) events.get(1).activity()).note().inReplyTo()).contains(InReplyTo.note(mine));
    }

    @Test
    void goesOnFromAnyCursorWithoutLossOrChange() throws Exception {
        for (int number = 0; number < 10; number++) {
            feed.post(ANNA.id(), PARENTS, Draft.of("" + number));
        }
        List<Event> all = events();
        for (int limit = 1; limit <= 11; limit++) {
            var seen = new ArrayList<Event>();
            Cursor cursor = Cursor.START;
            Batch batch = session.receive(cursor, limit);
            while (!batch.events().isEmpty()) {
                assertThat(batch.more()).isEqualTo(seen.size() + batch.events().size() < all.size());
                assertThat(session.receive(cursor, limit)).isEqualTo(batch);
                seen.addAll(batch.events());
                cursor = batch.next();
                batch = session("parents").receive(cursor, limit);
            }
            assertThat(seen).isEqualTo(all);
            assertThat(batch.next()).isEqualTo(cursor);
        }
    }

    @Test @Timeout(20)
    void ringsWhenSomethingChangesUntilItIsClosed() throws Exception {
        var rung = new Semaphore(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> listening = CompletableFuture.runAsync(() -> session.listen(rung::release), threads);
            rung.acquire();

            feed.post(ANNA.id(), PARENTS, Draft.of("Hello"));
            assertThat(rung.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            feed.post(ANNA.id(), TRAINERS, Draft.of("Elsewhere"));
            session.delete(new Activity.Delete(MAIL, new ExternalId("never"), NOON));
            assertThat(rung.tryAcquire()).isFalse();

            session.close();
            session.close();
            listening.get(10, TimeUnit.SECONDS);
            feed.post(ANNA.id(), PARENTS, Draft.of("Again"));
            assertThat(rung.tryAcquire()).isFalse();
        }
    }

    @Test
    void rejectsATextThatIsTooLongBeforeAnythingHappens() {
        Post huge = post("t1", "x".repeat(100_001));

        assertThat(failure(() -> session.prepare(huge)).reason()).contains("100,001 characters");
        assertThat(failure(() -> session.publish(huge, ready("t1")))).isInstanceOf(Failure.Rejected.class);
        assertThat(store.note(new ExternalId("t1"))).isEmpty();
    }

    @Test
    void saysWhetherSomethingMayHaveHappenedWhenTheStorageIsAway() {
        ExternalId note = FeedSamples.add(store, "n1").id();
        List<ThrowingCallable> uses = List.of(
                () -> session.publish(post("t1", "Hello"), ready("t1")),
                () -> session.edit(update(note, "x")),
                () -> session.like(new Activity.Like(MAIL, note, THUMB, NOON)),
                () -> session.unlike(new Activity.Like(MAIL, note, THUMB, NOON)),
                () -> session.delete(new Activity.Delete(MAIL, note, NOON)));

        for (ThrowingCallable use : uses) {
            store.away(true);
            assertThat(failure(use)).isInstanceOf(Failure.Unreachable.class);
            store.away(false);
            store.loseNextAnswer(Work.PUBLISH);
            store.loseNextAnswer(Work.CHANGE);
            assertThat(failure(use)).isInstanceOf(Failure.Uncertain.class);
            assertThat(thrown(use)).isEmpty();
        }
    }

    private ExternalId mineReadableBy(Account account, ExternalId note) {
        store.putMember(PARENTS, account.id(), Role.MEMBER);
        return note;
    }

    private List<Event> events() throws ConnectorException {
        Batch batch = session.receive(Cursor.START, 1_000);
        assertThat(batch.more()).isFalse();
        return batch.events();
    }

    private FeedNote note(Published published) {
        return store.note(published.id()).orElseThrow();
    }

    private Prepared.Ready prepared(Post post) throws ConnectorException {
        return (Prepared.Ready) session.prepare(post);
    }

    private static Prepared.Ready ready(String token) {
        return new Prepared.Ready("", Optional.of(new ExternalId(token)));
    }

    private static Post post(String token, String text) {
        return new Post(token, Note.of(MAIL, RichText.of(text), Audience.circle("parents"), NOON));
    }

    private static Post answer(String token, InReplyTo to) {
        return new Post(token, post(token, "Me").note().answering(to));
    }

    private static Activity.Update update(ExternalId note, String text) {
        return new Activity.Update(MAIL, note, post("x", text).note(), NOON);
    }

    private static Failure failure(ThrowingCallable use) {
        return thrown(use).map(thrown -> ((ConnectorException) thrown).failure()).orElseThrow();
    }

    private static Optional<Throwable> thrown(ThrowingCallable use) {
        return Optional.ofNullable(catchThrowable(use));
    }

    private FeedSession session(String group) {
        try {
            return (FeedSession) connector.open(settings(group), MemoryHost.at(CLOCK));
        } catch (SettingsException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private Settings settings(String group) throws SettingsException {
        return Settings.read(connector.spec().settings(), Map.of("group", group));
    }
}
