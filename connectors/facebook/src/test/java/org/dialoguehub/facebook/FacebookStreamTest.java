package org.dialoguehub.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.Posts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FacebookStreamTest {
    private final FacebookNetwork facebook = FacebookNetwork.start();
    private final Posts posts = facebook.page().network().posts();
    private FacebookSession session = facebook.session(facebook.host(), Map.of());

    @BeforeEach
    void useSmallPages() {
        session = facebook.session(facebook.host(), Map.of("page-size", "2"));
    }

    @AfterEach
    void close() {
        session.close();
        facebook.close();
    }

    @Test
    void readsCommentsAndRepliesWithTheirThread() throws ConnectorException {
        Post question = visitor("Is the pool open?");
        Post answer = facebook.page().comment("ben", question.id(), "Yes");
        Post reply = facebook.page().comment("carla", answer.id(), "Thanks");
        Post beside = facebook.page().comment("ben", reply.id(), "You are welcome");

        List<Event> events = everything(Cursor.START, 10);

        assertThat(texts(events)).containsExactly("Is the pool open?", "Yes", "Thanks", "You are welcome");
        assertThat(inReplyTo(events.get(1))).isEqualTo(InReplyTo.note(new ExternalId(question.id())));
        InReplyTo below = new InReplyTo(new ExternalId(answer.id()), List.of(new ExternalId(question.id())));
        assertThat(inReplyTo(events.get(2))).isEqualTo(below);
        assertThat(inReplyTo(events.get(3))).as("threads are two levels deep").isEqualTo(below);
        assertThat(events.getLast().activity().object()).isEqualTo(new ExternalId(beside.id()));
    }

    @Test
    void readsPostsThatTagThePageWithWhatIsSaidThere() throws ConnectorException {
        Post tagging = facebook.page().tag("kala", "Breakfast at the pool");
        facebook.page().comment("ben", tagging.id(), "Tasty");

        List<Event> events = everything(Cursor.START, 10);

        assertThat(texts(events)).containsExactly("Breakfast at the pool", "Tasty");
        assertThat(inReplyTo(events.getLast()).note()).isEqualTo(new ExternalId(tagging.id()));
    }

    @Test
    void losesNoCommentOfABusyPost() throws ConnectorException {
        Post busy = visitor("What shall we do on Sunday?");
        Post quiet = visitor("Lost: one goggle");
        List<String> said = new ArrayList<>(List.of(busy.text(), quiet.text()));
        for (int each = 0; each < 90; each++) {
            pass(Duration.ofSeconds(each % 3));
            said.add(facebook.page().comment("ben", each % 10 == 7 ? quiet.id() : busy.id(), "comment " + each).text());
        }

        for (int limit : new int[]{20, 1_000}) {
            List<String> read = texts(everything(Cursor.START, limit));
            assertThat(read).as("in pages of %d", limit).containsExactlyInAnyOrderElementsOf(said);
        }
    }

    @Test
    void goesOnWithLaterCommentsOnly() throws ConnectorException {
        Post post = visitor("Is the pool open?");
        facebook.page().comment("ben", post.id(), "Yes");
        Batch before = session.receive(Cursor.START, 10);
        pass(Duration.ofDays(3));
        facebook.page().comment("carla", post.id(), "Still?");

        Batch after = session.receive(before.next(), 10);

        assertThat(texts(after.events())).containsExactly("Still?");
        assertThat(session.receive(after.next(), 10).events()).isEmpty();
    }

    @Test
    void readsWhatShowsUpLate() throws ConnectorException {
        posts.showNextAfter(Duration.ofMinutes(4));
        visitor("hidden at first");
        pass(Duration.ofMinutes(1));
        visitor("seen at once");
        Batch before = session.receive(Cursor.START, 10);
        pass(Duration.ofMinutes(4));

        assertThat(texts(before.events())).containsExactly("seen at once");
        assertThat(texts(session.receive(before.next(), 10).events())).containsExactly("hidden at first");
    }

    @Test
    void losesNothingWhenAPageOfCommentsIsDeletedWhileItIsRead() throws ConnectorException {
        Post post = visitor("What shall we do on Sunday?");
        List<Post> comments =
                IntStream.range(0, 120).mapToObj(each -> facebook.page().comment("ben", post.id(), "comment " + each)).toList();
        Batch first = session.receive(Cursor.START, 31);
        comments.subList(10, 60).forEach(comment -> posts.delete(comment.id()));

        List<String> rest = texts(everything(first.next(), 31));

        assertThat(texts(first.events())).hasSize(31).contains("comment 29");
        assertThat(rest).containsExactlyElementsOf(comments.subList(60, 120).stream().map(Post::text).toList());
    }

    @Test
    void beginsAnewWhenThePlaceOfACursorIsGone() throws ConnectorException {
        Post post = visitor("What shall we do on Sunday?");
        List<Post> comments =
                IntStream.range(0, 60).mapToObj(each -> facebook.page().comment("ben", post.id(), "comment " + each)).toList();
        FacebookApi api = session.api();
        Optional<String> after = api.comments(post.id(), post.createdAt(), Optional.empty()).after();
        posts.delete(comments.get(49).id());

        ConnectorException failed = catchThrowableOfType(
                ConnectorException.class, () -> api.comments(post.id(), post.createdAt(), after));

        assertThat(failed.failure()).isInstanceOf(Failure.Unreachable.class);
        assertThat(texts(everything(Cursor.START, 1_000))).hasSize(60);
    }

    @Test
    void looksAtOldPostsOnlyAsFarAsItIsTold() throws ConnectorException {
        Post old = visitor("Long ago");
        Batch before = session.receive(Cursor.START, 10);
        pass(Duration.ofDays(40));
        visitor("New");
        Batch between = session.receive(before.next(), 10);
        facebook.page().comment("ben", old.id(), "A late word");

        assertThat(texts(between.events())).containsExactly("New");
        assertThat(session.receive(between.next(), 10).events()).as("a webhook tells of that").isEmpty();
        FacebookSession patient = facebook.session(facebook.host(), Map.of("watch", "60d"));
        assertThat(texts(patient.receive(between.next(), 10).events())).containsExactly("A late word");
    }

    @Test
    void missesNothingAfterALongAbsence() throws ConnectorException {
        visitor("before");
        Batch before = session.receive(Cursor.START, 10);
        pass(Duration.ofDays(1));
        visitor("while we were away");
        pass(Duration.ofDays(100));

        assertThat(texts(session.receive(before.next(), 10).events())).containsExactly("while we were away");
    }

    @Test
    void takesACursorThatNobodyWroteForTheBeginning() throws ConnectorException {
        visitor("Is the pool open?");

        for (String odd : List.of("after-7", "-1", "x.y z", "9999999999999999")) {
            assertThat(session.receive(new Cursor(odd), 10).events()).as(odd).hasSize(1);
        }
    }

    @Test
    void keepsTheCursorSmall() throws ConnectorException {
        IntStream.range(0, 400).forEach(each -> {
            pass(Duration.ofMillis(500));
            visitor("note " + each);
        });
        FacebookSession wide = facebook.session(facebook.host(), Map.of("page-size", "50"));

        Batch all = wide.receive(Cursor.START, 1_000);

        assertThat(all.events()).hasSize(400);
        assertThat(all.next().value().length()).isLessThan(8_000);
        assertThat(wide.receive(all.next(), 1_000).events()).isEmpty();
    }

    @Test
    void saysWhatItCouldNotRead() throws ConnectorException {
        facebook.page().somethingOdd();

        Event odd = session.receive(Cursor.START, 10).events().getFirst();

        assertThat(texts(List.of(odd))).containsExactly("Facebook told of something that this hub cannot read.");
        assertThat(odd.raw()).isPresent();
        assertThat(odd.activity().object().value()).startsWith(FacebookSimulation.PAGE);
    }

    private List<Event> everything(Cursor from, int limit) throws ConnectorException {
        List<Event> events = new ArrayList<>();
        Batch batch = session.receive(from, limit);
        events.addAll(batch.events());
        while (batch.more()) {
            batch = session.receive(batch.next(), limit);
            events.addAll(batch.events());
        }
        return events;
    }

    private Post visitor(String text) {
        return posts.create(Post.Draft.of("ben", text));
    }

    private void pass(Duration time) {
        facebook.page().network().clock().advance(time);
    }

    private static List<String> texts(List<Event> events) {
        return events.stream().map(event -> ((Activity.Create) event.activity()).note().body().plainText()).toList();
    }

    private static InReplyTo inReplyTo(Event event) {
        return ((Activity.Create) event.activity()).note().inReplyTo().orElseThrow();
    }
}
