package org.dialoguehub.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedInDialogueTest {
    private final LinkedInNetwork network = LinkedInNetwork.ofTheOrganization();
    private final LinkedInSimulation linkedIn = network.linkedIn();
    private final MemoryHost host = network.host();
    private final LinkedInSession session = network.session(host, Map.of());

    @AfterEach
    void close() {
        session.close();
        network.close();
    }

    @Test
    void hearsCommentsAndRepliesInTheirThread() throws ConnectorException {
        ExternalId post = publish(note("Pool opens at 8")).id();
        String comment = linkedIn.comment("ben", post.value(), "At 8 (sharp)?").id();
        String reply = linkedIn.comment("cara", comment, "Yes").id();

        List<Event> events = receive(Cursor.START).events();

        assertThat(events).hasSize(3).extracting(event -> event.key().value()).doesNotHaveDuplicates();
        assertThat(created(events, comment).inReplyTo()).hasValue(InReplyTo.note(post));
        assertThat(created(events, comment).body().plainText()).isEqualTo("At 8 (sharp)?");
        assertThat(created(events, reply).inReplyTo()).hasValue(new InReplyTo(new ExternalId(comment), List.of(post)));
        assertThat(created(events, reply).author().account().value()).isEqualTo("urn:li:person:cara");
    }

    @ParameterizedTest @CsvSource({"0", "5"})
    void hearsTheSameWhetherItReadsCommentsOrNotifications(int watched) throws ConnectorException {
        ExternalId post = publish(note("Pool opens at 8")).id();
        String comment = linkedIn.comment("ben", post.value(), "At 8?").id();
        String reply = linkedIn.comment("cara", comment, "Yes").id();
        List<Event> both = receive(Cursor.START).events();

        try (LinkedInSession other = network.session(host, Map.of("watched-posts", Integer.toString(watched)))) {
            assertThat(other.receive(Cursor.START, 10).events()).isEqualTo(both);
        }
        assertThat(both).extracting(event -> event.activity().object().value()).containsExactly(post.value(), comment, reply);
    }

    @Test
    void hearsCommentsWithoutNotificationsToo() throws ConnectorException {
        ExternalId post = publish(note("Pool opens at 8")).id();
        String comment = linkedIn.comment("ben", post.value(), "At 8?").id();
        network.say("We swim with them");

        try (LinkedInSession other = network.session(host, Map.of("notifications", "no"))) {
            assertThat(other.receive(Cursor.START, 10).events()).extracting(event -> event.activity().object().value())
                    .containsExactly(post.value(), comment);
        }
    }

    @Test
    void answersAReplyBelowTheCommentThatItIsOn() throws ConnectorException {
        ExternalId post = publish(note("Pool opens at 8")).id();
        String comment = linkedIn.comment("ben", post.value(), "At 8?").id();
        ExternalId reply = new ExternalId(linkedIn.comment("cara", comment, "Or 9?").id());

        var known = new InReplyTo(reply, List.of(new ExternalId(comment), post));
        ExternalId one = publish(note("At 8, Cara").answering(known)).id();
        ExternalId other = publish(note("Really").answering(InReplyTo.note(reply))).id();

        for (ExternalId answer : List.of(one, other)) {
            assertThat(network.network().posts().find(answer.value()).orElseThrow().inReplyTo()).hasValue(comment);
        }
        assertThat(receive(Cursor.START).events()).extracting(event -> event.activity().object()).contains(one, other);
    }

    @Test
    void changesAndTakesBackAnAnswer() throws ConnectorException {
        ExternalId post = publish(note("Pool opens at 8")).id();
        ExternalId answer = publish(note("Bring a (dry) towel").answering(InReplyTo.note(post))).id();
        assertThat(network.network().posts().withText("Bring a (dry) towel")).as("comments are no little text").hasSize(1);

        session.edit(new Activity.Update(us(), answer, note("Bring two #towels"), network.clock().instant()));
        assertThat(network.network().posts().withText("Bring two #towels")).hasSize(1);

        session.delete(new Activity.Delete(us(), answer, network.clock().instant()));
        session.delete(new Activity.Delete(us(), answer, network.clock().instant()));
        assertThat(network.out()).extracting(out -> out.id()).containsExactly(post);
    }

    @Test
    void hearsOfChangesReactionsAndMentions() throws ConnectorException {
        ExternalId post = publish(note("Pool opens at 8")).id();
        String comment = linkedIn.comment("ben", post.value(), "At 8?").id();
        Cursor before = receive(Cursor.START).next();
        network.pass(Duration.ofMinutes(1));
        network.network().posts().edit(comment, "At 9?");
        network.network().posts().like(post.value(), "cara", "PRAISE");
        network.pass(Duration.ofSeconds(1));
        ExternalId mention = network.say("We swim with them");
        List<Event> events = receive(before).events();
        network.network().posts().delete(comment);
        List<Event> later = receive(before).events();

        assertThat(events).extracting(Event::activity).satisfiesExactly(
                first -> assertThat(first).isInstanceOfSatisfying(Activity.Update.class,
                        it -> assertThat(it.note().body().plainText()).isEqualTo("At 9?")),
                second -> assertThat(second).isInstanceOfSatisfying(Activity.Like.class, it -> {
                    assertThat(it.object()).isEqualTo(post);
                    assertThat(it.actor().account().value()).isEqualTo("urn:li:person:cara");
                }),
                third -> assertThat(third.object()).isEqualTo(mention));
        assertThat(later.getLast().activity()).isInstanceOfSatisfying(Activity.Delete.class,
                it -> assertThat(it.object().value()).isEqualTo(comment));
    }

    @Test
    void losesNoCommentThatIsDeletedWhileItIsRead() throws ConnectorException {
        ExternalId post = publish(note("Pool opens at 8")).id();
        String comment = linkedIn.comment("ben", post.value(), "At 8?").id();
        network.network().posts().delete(comment);

        List<Event> events = receive(Cursor.START).events();

        assertThat(created(events, comment).body().plainText()).as("as the notification tells it").isEqualTo("At 8?");
        assertThat(events.getLast().activity()).isInstanceOf(Activity.Delete.class);
    }

    @Test
    void readsMoreThanOnePageOfEverything() throws ConnectorException {
        ExternalId post = publish(note("Pool opens at 8")).id();
        for (int each = 0; each < 130; each++) {
            linkedIn.comment("ben", post.value(), "comment " + each);
        }
        for (int each = 0; each < 60; each++) {
            network.network().posts().create(org.dialoguehub.sandbox.Post.Draft.of(LinkedInSimulation.ORGANIZATION, "post " + each));
        }

        assertThat(receive(Cursor.START, 1_000).events()).hasSize(191);
    }

    @Test
    void hearsWhatShowsUpLate() throws ConnectorException {
        network.network().posts().showNextAfter(Duration.ofMinutes(3));
        ExternalId late = network.say("late");
        network.pass(Duration.ofMinutes(1));
        network.say("early");
        Batch first = receive(Cursor.START);
        network.pass(Duration.ofMinutes(3));

        assertThat(first.events()).hasSize(1);
        assertThat(receive(first.next()).events()).extracting(event -> event.activity().object()).containsExactly(late);
    }

    @ParameterizedTest @CsvSource({"1", "3", "20"})
    void showsPicturesWithTheirAlternativeText(int pictures) throws ConnectorException {
        Published published = publish(pictured(host, "Look (here)", pictures));

        assertThat(linkedIn.alternatives(published.id().value())).hasSize(pictures).startsWith("Picture 0");
        assertThat(network.network().posts().withText("Look (here)")).hasSize(1);
        assertThat(published.url()).hasValueSatisfying(url -> assertThat(url.getPath()).isEqualTo("/feed/update/" + published.id()));
    }

    @Test
    void namesThePicturesThatLinkedInDoesNotShow() throws ConnectorException {
        ExternalId post = publish(pictured(host, "Look", 21)).id();
        publish(pictured(host, "And here", 1).answering(InReplyTo.note(post)));

        assertThat(network.out()).extracting(out -> out.text()).containsExactly("Look\n[picture-20.png]", "And here\n[picture-0.png]");
    }

    @Test
    void describesTheCardItself() throws ConnectorException {
        ExternalId post = publish(note("Read https://example.org/plan_(b).").withSubject("The plan")).id();

        assertThat(linkedIn.card(post.value())).hasValue("https://example.org/plan_(b");
        assertThat(network.network().posts().withText("The plan\n\nRead https://example.org/plan_(b).")).hasSize(1);
    }

    @Test
    void showsEveryReservedCharacter() throws ConnectorException {
        String text = "a|b {c} @d [e] (f) <g> h#i \\j *k* _l_ ~m~ #tag @[A](urn:li:person:1) {hashtag|#|x} \\";

        publish(note(text));

        assertThat(network.out()).extracting(out -> out.text()).containsExactly(text);
        assertThat(((Activity.Create) receive(Cursor.START).events().getFirst().activity()).note().body().plainText()).isEqualTo(text);
    }

    @Test
    void findsAnAnswerWhoseFateIsUnknown() throws ConnectorException {
        ExternalId post = publish(note("Pool opens at 8")).id();
        ExternalId comment = new ExternalId(linkedIn.comment("ben", post.value(), "At 8?").id());
        linkedIn.comment("cara", comment.value(), "Yes");
        var answer = new Post("a".repeat(26), note("Yes").answering(new InReplyTo(comment, List.of(post))));
        Prepared.Ready ready = (Prepared.Ready) session.prepare(answer);
        ExternalId ours = session.publish(answer, ready).id();

        assertThat(session.find(answer, ready, network.clock().instant())).isInstanceOfSatisfying(Sighting.Seen.class,
                seen -> assertThat(seen.candidates()).singleElement()
                        .satisfies(candidate -> assertThat(candidate.published().id()).isEqualTo(ours)));
    }

    @Test
    void hearsAndAnswersBelowThePostOfAMember() throws ConnectorException {
        ExternalId mention = network.say("We swim with them");
        ExternalId comment = new ExternalId(linkedIn.comment("ben", mention.value(), "When?").id());

        List<Event> events = receive(Cursor.START).events();
        ExternalId answer = publish(note("At 8").answering(InReplyTo.note(comment))).id();

        assertThat(created(events, comment.value()).inReplyTo()).hasValue(InReplyTo.note(mention));
        assertThat(network.network().posts().find(answer.value()).orElseThrow().inReplyTo()).hasValue(comment.value());
    }

    @Test
    void saysWhereToLookBelowThePostOfAMember() throws ConnectorException {
        ExternalId mention = network.say("We swim with them");
        var answer = new Post("a".repeat(26), note("Thanks").answering(InReplyTo.note(mention)));

        assertThat(session.find(answer, (Prepared.Ready) session.prepare(answer), network.clock().instant()))
                .isInstanceOfSatisfying(Sighting.Blind.class, blind -> assertThat(blind.where()).contains("/feed/update/" + mention));
    }

    static Note pictured(MemoryHost host, String text, int pictures) {
        List<Attachment> attachments = new ArrayList<>();
        for (int each = 0; each < pictures; each++) {
            Blobs.Stored stored = stored(host, "bytes " + each);
            attachments
                    .add(new Attachment("picture-" + each + ".png", "image/png", stored.size(), Optional.of("Picture " + each), stored.id(),
                            false));
        }
        return Note.of(us(), RichText.of(text), host.audience(), host.clock().instant()).withAttachments(attachments);
    }

    private static Blobs.Stored stored(MemoryHost host, String content) {
        try {
            return host.blobs().put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Note note(String text) {
        return Note.of(us(), RichText.of(text), Audience.circle("swimmers"), network.clock().instant());
    }

    private Published publish(Note note) throws ConnectorException {
        var post = new Post("a".repeat(26), note);
        return session.publish(post, (Prepared.Ready) session.prepare(post));
    }

    private Batch receive(Cursor after) throws ConnectorException {
        return receive(after, 100);
    }

    private Batch receive(Cursor after, int limit) throws ConnectorException {
        return session.receive(after, limit);
    }

    private static Note created(List<Event> events, String id) {
        return events.stream().map(Event::activity).filter(it -> it instanceof Activity.Create && it.object().value().equals(id))
                .map(it -> ((Activity.Create) it).note()).findFirst().orElseThrow();
    }

    private static Actor us() {
        return Actor.of("hub:us", "Us");
    }
}
