package org.dialoguehub.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.Posts;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FacebookPublishingTest {
    private final FacebookNetwork facebook = FacebookNetwork.start();
    private final Posts posts = facebook.page().network().posts();
    private final MemoryHost host = facebook.host();
    private final FacebookSession session = facebook.session(host, Map.of());

    @AfterEach
    void close() {
        session.close();
        facebook.close();
    }

    @Test
    void postsPicturesWithTheirAlternativeTexts() throws ConnectorException, IOException {
        Note note = note("Saturday").withAttachments(List.of(
                picture("gate.jpg", "image/jpeg", Optional.of("The gate, open")), picture("pool.png", "image/png", Optional.empty()),
                picture("plan.pdf", "application/pdf", Optional.empty())));

        Published published = publish(note);

        assertThat(facebook.page().alternatives(published.id().value())).containsExactly("The gate, open", "");
        assertThat(posts.find(published.id().value()).orElseThrow().text()).isEqualTo("Saturday\n[plan.pdf]");
        assertThat(published.url()).hasValue(facebook.page().network().uri().resolve("/" + published.id().value()));
    }

    @Test
    void showsNothingWhilePicturesAreUploadedTwice() throws ConnectorException, IOException {
        Post post = new Post("token", note("Saturday").withAttachments(List.of(picture("gate.jpg", "image/jpeg", Optional.empty()))));
        facebook.page().network().faults().on("POST", "/v26.0/*/photos").next(Fault.dropAnswer());

        assertThatThrownBy(() -> session.prepare(post)).isInstanceOfSatisfying(ConnectorException.class,
                failed -> assertThat(failed.failure()).as("nobody can see it").isInstanceOf(Failure.Unreachable.class));
        session.prepare(post);

        assertThat(posts.all()).isEmpty();
    }

    @Test
    void refusesAPictureThatIsTooBigBeforeItIsSent() {
        var big = new Attachment("huge.jpg", "image/jpeg", (10 << 20) + 1, Optional.empty(), blob("x"), false);

        assertThatThrownBy(() -> session.prepare(new Post("token", note("Saturday").withAttachments(List.of(big)))))
                .hasMessageContaining("huge.jpg").hasMessageContaining("10485760");
        assertThat(facebook.page().network().journal().exchanges(request -> true)).isEmpty();
    }

    @Test
    void makesACardOfTheFirstAddress() throws ConnectorException {
        Published published = publish(note("See https://example.org/plan?a=1. And https://example.com."));

        assertThat(facebook.page().link(published.id().value())).hasValue("https://example.org/plan?a=1");
        assertThat(URI.create("https://example.org/plan?a=1")).hasPath("/plan");
    }

    @Test
    void answersInTheThreadWithOnePicture() throws ConnectorException, IOException {
        var question = posts.create(org.dialoguehub.sandbox.Post.Draft.of("ben", "Where is the gate?"));
        var comment = facebook.page().comment("carla", question.id(), "Good question");
        var reply = facebook.page().comment("ben", comment.id(), "Nobody?");
        Note note = note("Here").withAttachments(List.of(
                picture("gate.jpg", "image/jpeg", Optional.of("The gate")), picture("map.png", "image/png", Optional.empty())));

        Published published = publish(note.answering(InReplyTo.note(new ExternalId(comment.id()))));
        publish(note("Anybody?").answering(InReplyTo.note(new ExternalId(reply.id()))));

        var out = posts.find(published.id().value()).orElseThrow();
        assertThat(out.inReplyTo()).hasValue(comment.id());
        assertThat(out.text()).isEqualTo("Here\n[map.png]");
        assertThat(facebook.page().alternatives(out.id())).containsExactly("The gate");
        assertThat(posts.withText("Anybody?").getFirst().inReplyTo()).as("beside the reply").hasValue(comment.id());
    }

    @Test
    void findsAnAnswerWhoseAnswerWasLost() throws ConnectorException {
        var question = posts.create(org.dialoguehub.sandbox.Post.Draft.of("ben", "Where is the gate?"));
        var comment = facebook.page().comment("carla", question.id(), "Good question");
        var reply = facebook.page().comment("ben", comment.id(), "Nobody?");
        var tagging = facebook.page().tag("kala", "Breakfast at the pool");
        for (NoteRef on : List.of(
                new ExternalId(question.id()), new ExternalId(comment.id()), new ExternalId(reply.id()), new ExternalId(tagging.id()))) {
            Post post = new Post("token", note("In the  north " + on).answering(InReplyTo.note(on)));
            Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
            facebook.page().network().faults().on("POST", "/v26.0/*/comments").next(Fault.dropAnswer());
            assertThatThrownBy(() -> session.publish(post, ready)).isInstanceOfSatisfying(ConnectorException.class,
                    failed -> assertThat(failed.failure()).isInstanceOf(Failure.Uncertain.class));

            Finder.Sighting sighting = session.find(post, ready, host.clock().instant());

            assertThat(((Finder.Sighting.Seen) sighting).candidates().getFirst().text()).isEqualTo("In the  north " + on);
        }
    }

    @Test
    void refusesACommentThatIsTooLong() {
        Note answer = note("x".repeat(8_001)).answering(InReplyTo.note(new ExternalId("1_2")));

        assertThatThrownBy(() -> session.prepare(new Post("token", answer))).hasMessageContaining("8000");
        assertThatThrownBy(() -> session.prepare(new Post("token", note(" ")))).hasMessageContaining("0 characters");
    }

    private Published publish(Note note) throws ConnectorException {
        Post post = new Post("token", note);
        return session.publish(post, (Prepared.Ready) session.prepare(post));
    }

    private Note note(String text) {
        return Note.of(Actor.of("hub:us", "Us"), RichText.of(text), host.audience(), host.clock().instant());
    }

    private Attachment picture(String name, String mediaType, Optional<String> description) throws IOException {
        Blobs.Stored stored = host.blobs().put(new ByteArrayInputStream(name.getBytes(UTF_8)));
        return new Attachment(name, mediaType, stored.size(), description, stored.id(), false);
    }

    private org.dialoguehub.model.BlobId blob(String text) {
        try {
            return host.blobs().put(new ByteArrayInputStream(text.getBytes(UTF_8))).id();
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }
}
