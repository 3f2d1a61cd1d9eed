package org.dialoguehub.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
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
import org.dialoguehub.sandbox.Answer;
import org.dialoguehub.sandbox.Change;
import org.dialoguehub.sandbox.FacebookHooks;
import org.dialoguehub.sandbox.FacebookMessages;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.Posts;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessengerTest {
    private final MessengerNetwork network = MessengerNetwork.start(FacebookSimulation.Options.standard().needingProof().withHumanAgent());
    private final FacebookSimulation page = network.facebook().page();
    private final FacebookMessages messages = network.messages();
    private final Posts posts = page.network().posts();
    private final MemoryHost host = network.facebook().host();
    private final MessengerSession session = open(Map.of());

    @AfterEach
    void close() {
        session.close();
        network.close();
    }

    @Test
    void hearsAConversationAsOneThreadOfItsOwn() throws ConnectorException {
        String first = messages.say("ben", "May I ask?").id();
        String other = messages.say("carla", "Lost my towel").id();
        pass(Duration.ofSeconds(5));
        String second = messages.say("ben", "Is it warm?").id();

        List<Event> events = session.receive(Cursor.START, 10).events();

        assertThat(events).extracting(event -> event.activity().object().value()).containsExactlyInAnyOrder(first, other, second);
        InReplyTo ben = InReplyTo.note(new ExternalId("conversation-" + messages.personId("ben")));
        assertThat(note(events, first).inReplyTo()).hasValue(ben);
        assertThat(note(events, second).inReplyTo()).hasValue(ben);
        assertThat(note(events, other).inReplyTo()).isPresent().isNotEqualTo(Optional.of(ben));
        assertThat(note(events, first).author().name()).isEqualTo("ben");
        assertThat(note(events, first).audience()).as("of those who answer").isEqualTo(host.audience());
    }

    @Test
    void readsALongConversationBackToWhereItWas() throws ConnectorException {
        Cursor before = session.receive(Cursor.START, 10).next();
        for (int each = 0; each < 130; each++) {
            messages.say("ben", "message " + each);
            pass(Duration.ofSeconds(1));
        }

        assertThat(session.receive(before, 1_000).events()).hasSize(130)
                .extracting(event -> ((Activity.Create) event.activity()).note().body().plainText()).startsWith("message 0")
                .endsWith("message 129");
    }

    @Test
    void answersTheOneWhoAskedAndNobodyElse() throws ConnectorException {
        Post ben = messages.say("ben", "Is it warm?");
        messages.say("carla", "Lost my towel");

        Published published = publish(answer("26 degrees", ben.id()));

        assertThat(posts.find(published.id().value())).hasValueSatisfying(out -> {
            assertThat(out.details()).containsEntry("with", messages.personId("ben"));
            assertThat(out.inReplyTo()).hasValue(ben.id());
        });
        assertThat(published.url()).as("nobody else can see it").isEmpty();
        assertThat(session.receive(Cursor.START, 10).events()).as("known as ours, not heard as news")
                .extracting(event -> event.activity().object()).contains(published.id());
    }

    @Test
    void answersAnAnswerOfOursToTheSamePerson() throws ConnectorException {
        Post ben = messages.say("ben", "Is it warm?");
        ExternalId answer = publish(answer("26 degrees", ben.id())).id();

        Published more = publish(answer("And 28 in the small pool", answer.value()));

        assertThat(posts.find(more.id().value()).orElseThrow().details()).containsEntry("with", messages.personId("ben"));
    }

    @Test
    void speaksToNobodyFirst() {
        Note note = Note.of(Actor.of("hub:us", "Us"), RichText.of("Buy now"), host.audience(), host.clock().instant());

        assertThat(failureOf(note)).isInstanceOfSatisfying(Failure.Rejected.class,
                no -> assertThat(no.reason()).contains("answers nobody"));
        assertThat(page.network().journal().exchanges(request -> true)).isEmpty();
    }

    @Test
    void saysThatADayIsOverBeforeAnythingIsSent() {
        String asked = messages.say("ben", "Is it warm?").id();
        pass(Duration.ofHours(24).plusSeconds(1));

        assertThat(failureOf(answer("26 degrees", asked))).isInstanceOfSatisfying(Failure.Rejected.class,
                no -> assertThat(no.reason()).contains("24 hours", "2040-02-29T12:00:00Z", "when they write again"));
        assertThat(posts.all()).hasSize(1);
        assertThat(page.network().journal().exchanges(request -> request.method().equals("POST"))).isEmpty();
    }

    @Test
    void answersForAWholeDayAndAgainAfterTheNextMessage() throws ConnectorException {
        String asked = messages.say("ben", "Is it warm?").id();
        pass(Duration.ofHours(24));
        publish(answer("26 degrees", asked));
        pass(Duration.ofHours(1));
        messages.say("ben", "Thanks");

        publish(answer("You are welcome", asked));

        assertThat(posts.withText("You are welcome")).hasSize(1);
    }

    @Test
    void answersLaterAsAPersonWhereMetaLetsItDoSo() throws ConnectorException {
        String asked = messages.say("ben", "Is it warm?").id();
        pass(Duration.ofDays(7));
        try (MessengerSession people = open(Map.of("human-agent", "yes"))) {
            var post = post(answer("26 degrees", asked));
            people.publish(post, (Prepared.Ready) people.prepare(post));
            assertThat(posts.withText("26 degrees")).hasSize(1);

            pass(Duration.ofSeconds(1));
            assertThat(catchThrowableOfType(ConnectorException.class, () -> people.prepare(post)).failure().reason()).contains("7 days");
        }
    }

    @Test
    void believesFacebookWhenItSaysThatItIsTooLate() throws ConnectorException {
        var post = post(answer("26 degrees", network.begun().orElseThrow().value()));
        Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
        pass(Duration.ofHours(25));

        assertThat(catchThrowableOfType(ConnectorException.class, () -> session.publish(post, ready)).failure())
                .as("code 10 is no missing permission here").isInstanceOfSatisfying(Failure.Rejected.class,
                        no -> assertThat(no.reason()).contains("outside of allowed window"));
    }

    @Test
    void saysThatAPersonDoesNotWantToHear() throws ConnectorException {
        var post = post(answer("26 degrees", messages.say("ben", "Is it warm?").id()));
        Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
        messages.close("ben");

        assertThat(catchThrowableOfType(ConnectorException.class, () -> session.publish(post, ready)).failure())
                .isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void fetchesWhatPeopleSend() throws ConnectorException, IOException {
        messages.send("ben", "towel.jpg", "image/jpeg", "towel".getBytes(UTF_8));

        Note note = ((Activity.Create) session.receive(Cursor.START, 10).events().getFirst().activity()).note();

        assertThat(note.attachments()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("towel.jpg");
            assertThat(file.mediaType()).isEqualTo("image/jpeg");
        });
        try (var content = host.blobs().open(note.attachments().getFirst().content())) {
            assertThat(content.readAllBytes()).isEqualTo("towel".getBytes(UTF_8));
        }
        assertThat(page.network().journal().exchanges(request -> request.path().startsWith("/cdn/")).getFirst().request()
                .header("Authorization")).as("the token is for the Graph API").isEmpty();
    }

    @Test
    void sendsAFileWithoutWordsAndNamesThoseBesideWords() throws ConnectorException, IOException {
        String asked = messages.say("ben", "Where is the gate?").id();
        Blobs.Stored stored = host.blobs().put(new ByteArrayInputStream("gate".getBytes(UTF_8)));
        var map = new Attachment("map.pdf", "application/pdf", stored.size(), Optional.empty(), stored.id(), false);

        Published file = publish(answer("", asked).withAttachments(List.of(map)));
        Published words = publish(answer("In the north", asked).withAttachments(List.of(map)));

        assertThat(posts.find(file.id().value()).orElseThrow().details()).containsKey("file");
        assertThat(posts.find(words.id().value()).orElseThrow().text()).isEqualTo("In the north\n[map.pdf]");
        assertThat(failureOf(answer("", asked).withAttachments(List.of(
                new Attachment("map.pdf", "application/pdf", (25L << 20) + 1, Optional.empty(), stored.id(), false)))).reason())
                .contains("map.pdf", "26214400");
    }

    @Test
    void findsAMessageWhoseAnswerWasLost() throws ConnectorException {
        var post = post(answer("26 degrees", messages.say("ben", "Is it warm?").id()));
        Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
        page.network().faults().on("POST", "/v26.0/*/messages").next(Fault.dropAnswer());
        assertThat(catchThrowableOfType(ConnectorException.class, () -> session.publish(post, ready)).failure())
                .isInstanceOf(Failure.Uncertain.class);
        messages.say("carla", "26 degrees");

        var seen = (Sighting.Seen) session.find(post, ready, host.clock().instant());

        assertThat(seen.candidates()).singleElement().satisfies(found -> assertThat(found.text()).isEqualTo("26 degrees"));
    }

    @Test
    void doubtsASuccessWithAnErrorInIt() throws ConnectorException {
        var post = post(answer("26 degrees", messages.say("ben", "Is it warm?").id()));
        Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
        page.network().faults().on("POST", "/v26.0/*/messages")
                .next(Fault.answer(Answer.json(200, "{\"error\":{\"code\":1200,\"message\":\"Temporary\"}}")));

        assertThat(catchThrowableOfType(ConnectorException.class, () -> session.publish(post, ready)).failure())
                .isInstanceOf(Failure.Uncertain.class);
    }

    @Test
    void ringsForMessagesAndEchoesAndHearsReactionsAndChanges() throws ConnectorException {
        Post asked = messages.say("ben", "Is it warm?");
        messages.answerByHand("ben", "26 degrees");
        posts.like(asked.id(), "ben", "\u2764");
        posts.unlike(asked.id(), "ben", "\u2764");
        posts.edit(asked.id(), "Is it cold?");
        List<HookAnswer> answers = new java.util.ArrayList<>();
        for (Change change : posts.changes(0, 10)) {
            answers.add(hear(page.hooks().telling(change)));
        }

        assertThat(answers).extracting(HookAnswer::rings).containsExactly(true, true, false, false, false);
        assertThat(answers).flatExtracting(HookAnswer::events).extracting(event -> event.activity().getClass().getSimpleName())
                .containsExactly("Like", "Undo", "Update");
        assertThat(answers).flatExtracting(HookAnswer::events).extracting(Event::key).doesNotHaveDuplicates();
    }

    @Test
    void hearsNothingOfThePageItself() throws ConnectorException {
        Post post = posts.create(Post.Draft.of("ben", "On your wall"));

        assertThat(hear(page.hooks().telling(post.id()))).isEqualTo(HookAnswer.heard(List.of()));
        assertThat(session.receive(Cursor.START, 10).events()).isEmpty();
    }

    @Test
    void isNoChannelForEverybody() {
        MemoryHost everybody = new MemoryHost(host.clock(), host.blobs(), host.requestLimit(), new Audience.Everyone(), "messages",
                host.credentials(), host.hubName(), host.budget());

        assertThat(catchThrowableOfType(ConnectorException.class, () -> network.session(everybody, Map.of())).failure())
                .isInstanceOfSatisfying(Failure.Rejected.class, no -> assertThat(no.reason()).contains("'messages'", "private"));
    }

    @Test
    void keepsMessagesOffThePage() throws ConnectorException {
        messages.say("ben", "Between us");

        FacebookSession wall = network.facebook().session(host, Map.of());

        assertThat(wall.receive(Cursor.START, 10).events()).isEmpty();
        wall.close();
    }

    private HookAnswer hear(FacebookHooks.Told told) throws ConnectorException {
        return session.hear(new HookRequest("POST", Map.of(), Map.of("X-Hub-Signature-256", told.signature()), told.body().bytes()),
                host.blobs());
    }

    private static Note note(List<Event> events, String id) {
        return events.stream().map(Event::activity).filter(it -> it.object().value().equals(id)).map(it -> ((Activity.Create) it).note())
                .findFirst().orElseThrow();
    }

    private Published publish(Note note) throws ConnectorException {
        var post = post(note);
        return session.publish(post, (Prepared.Ready) session.prepare(post));
    }

    private static org.dialoguehub.connector.Post post(Note note) {
        return new org.dialoguehub.connector.Post("token", note);
    }

    private Failure failureOf(Note note) {
        return catchThrowableOfType(ConnectorException.class, () -> session.prepare(post(note))).failure();
    }

    private Note answer(String text, String to) {
        return Note.of(Actor.of("hub:us", "Us"), RichText.of(text), host.audience(), host.clock().instant())
                .answering(InReplyTo.note(new ExternalId(to)));
    }

    private MessengerSession open(Map<String, String> others) {
        try {
            return network.session(host, others);
        } catch (ConnectorException never) {
            throw new AssertionError(never);
        }
    }

    private void pass(Duration time) {
        network.pass(time);
    }
}
