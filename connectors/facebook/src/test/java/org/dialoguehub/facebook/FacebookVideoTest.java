package org.dialoguehub.facebook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder.Candidate;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.FacebookVideos;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.Posts;
import org.dialoguehub.sandbox.Request;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacebookVideoTest {
    private static final int SIZE = 2 * FacebookVideos.PIECE + 1_000;

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
    void postsAVideoOnceFacebookIsDoneWithIt() throws ConnectorException, IOException {
        Attachment film = film(SIZE);
        byte[] bytes = bytes(film);
        Post post = post(film);

        assertThat(session.prepare(post)).isEqualTo(new Prepared.NotYet(host.clock().instant().plusSeconds(30)));
        Prepared.Ready ready = ready(post);
        assertThat(posts.all()).as("seen before it is published").isEmpty();
        Published published = session.publish(post, ready);

        assertThat(posts.all()).singleElement().satisfies(out -> {
            assertThat(out.id()).isEqualTo(published.id().value());
            assertThat(out.text()).isEqualTo("Pool opens at 8");
        });
        assertThat(facebook.page().videos().of(published.id().value())).hasValueSatisfying(out -> {
            assertThat(out.said()).containsEntry("title", "The gate opens");
            assertThat(facebook.page().videos().content(out.id())).isEqualTo(bytes);
        });
        assertThat(session.receive(Cursor.START, 10).events()).as("known as ours")
                .extracting(event -> event.activity().object()).containsExactly(published.id());
        assertThat(pieces()).isEqualTo(3);
    }

    @Test
    void goesOnWhereTheUploadStood() throws ConnectorException, IOException {
        Post post = post(film(SIZE));
        facebook.page().network().faults().on(this::isPiece).nth(2, Fault.reset());

        assertThat(failureOf(post)).as("nobody can see it").isInstanceOf(Failure.Unreachable.class);
        session.publish(post, ready(post));

        assertThat(pieces()).as("the first piece is not sent again").isEqualTo(4);
        assertThat(posts.all()).hasSize(1);
    }

    @Test
    void sendsThePieceThatFacebookWantsInstead() throws ConnectorException, IOException {
        Attachment film = film(SIZE);
        byte[] bytes = bytes(film);
        Post post = post(film);
        facebook.page().network().faults().on(this::isPiece).next(Fault.dropAnswer());

        assertThat(failureOf(post)).isInstanceOf(Failure.Unreachable.class);
        Published published = session.publish(post, ready(post));

        String video = facebook.page().videos().of(published.id().value()).orElseThrow().id();
        assertThat(facebook.page().videos().content(video)).as("each piece once").isEqualTo(bytes);
        assertThat(begins()).isEqualTo(1);
    }

    @Test
    void doesNotEndTwiceWhatHasEnded() throws ConnectorException, IOException {
        Post post = post(film(2_000));
        facebook.page().network().faults().on(request -> request.body().text().contains("upload_phase=finish")).next(Fault.dropAnswer());

        assertThat(failureOf(post)).isInstanceOf(Failure.Unreachable.class);
        session.publish(post, ready(post));

        assertThat(posts.all()).hasSize(1);
        assertThat(begins()).isEqualTo(1);
    }

    @Test
    void beginsAnewWhenFacebookHasForgottenTheUpload() throws ConnectorException, IOException {
        Post post = post(film(SIZE));
        facebook.page().network().faults().on(this::isPiece).next(Fault.reset());
        assertThat(failureOf(post)).isInstanceOf(Failure.Unreachable.class);
        facebook.page().network().clock().advance(Duration.ofDays(2));

        assertThat(failureOf(post)).isInstanceOfSatisfying(Failure.Unreachable.class,
                again -> assertThat(again.reason()).contains("begins anew"));
        session.publish(post, ready(post));

        assertThat(begins()).isEqualTo(2);
        assertThat(posts.all()).hasSize(1);
    }

    @Test
    void saysThatAVideoIsNone() throws ConnectorException, IOException {
        byte[] text = "no film ".repeat(400).getBytes(UTF_8);
        Post post = post(film(text, "gate.mp4", "video/mp4"));
        session.prepare(post);
        facebook.page().network().clock().advance(FacebookVideos.WORK);

        assertThat(failureOf(post)).isInstanceOfSatisfying(Failure.Rejected.class, no -> assertThat(no.reason()).contains("'error'"));
    }

    @ParameterizedTest @ValueSource(longs = {1_023, (10L << 30) + 1})
    void refusesAVideoOfTheWrongSizeBeforeItIsSent(long size) throws IOException {
        Attachment film = film(2_000);
        Post post = post(new Attachment(film.name(), film.mediaType(), size, film.description(), film.content(), false));

        assertThat(failureOf(post)).isInstanceOfSatisfying(Failure.Rejected.class,
                no -> assertThat(no.reason()).contains("gate.mp4", "1024 to 10737418240"));
        assertThat(facebook.page().network().journal().exchanges(request -> true)).isEmpty();
    }

    @Test
    void findsAVideoWhoseAnswerWasLostByItsOwnName() throws ConnectorException, IOException {
        Post post = post(film(2_000));
        session.prepare(post);
        Prepared.Ready ready = ready(post);
        assertThat(look(post, ready)).as("before it is published").isEmpty();
        facebook.page().network().faults().on(request -> isVideo(request, "POST")).next(Fault.dropAnswer());

        assertThat(catchThrowableOfType(ConnectorException.class, () -> session.publish(post, ready)).failure())
                .isInstanceOf(Failure.Uncertain.class);

        assertThat(look(post, ready)).singleElement().satisfies(found -> {
            assertThat(found.certain()).isTrue();
            assertThat(found.published().id().value()).isEqualTo(posts.all().getFirst().id());
        });
    }

    @Test
    void isInDoubtWhenItDoesNotLearnWhatItsPostIsCalled() throws ConnectorException, IOException {
        Post post = post(film(2_000));
        session.prepare(post);
        Prepared.Ready ready = ready(post);
        facebook.page().network().faults().on(request -> isVideo(request, "GET")).next(Fault.status(500));

        assertThat(catchThrowableOfType(ConnectorException.class, () -> session.publish(post, ready)).failure())
                .isInstanceOf(Failure.Uncertain.class);

        assertThat(look(post, ready)).hasSize(1);
        assertThat(posts.all()).hasSize(1);
    }

    @Test
    void namesWhatAPostCannotShowBesideAVideoAndWhatAnAnswerCannotShow() throws ConnectorException, IOException {
        Attachment other = film(film("x".repeat(2_000).getBytes(UTF_8), "other.mov", "video/quicktime"), "other.mov");
        Note both = note().withAttachments(List.of(film(2_000), other));
        var question = posts.create(org.dialoguehub.sandbox.Post.Draft.of("ben", "Where is the gate?"));
        Note answer = note().withAttachments(List.of(film(2_000)))
                .answering(org.dialoguehub.model.InReplyTo.note(new org.dialoguehub.model.ExternalId(question.id())));

        assertThat(session.translator().draft(both).message()).isEqualTo("Pool opens at 8\n[other.mov]");
        assertThat(session.translator().draft(answer).message()).isEqualTo("Pool opens at 8\n[gate.mp4]");
        assertThat(FacebookTranslator.shown(answer)).isEmpty();
    }

    private List<Candidate> look(Post post, Prepared.Ready ready) throws ConnectorException {
        return ((Sighting.Seen) session.find(post, ready, host.clock().instant())).candidates();
    }

    /** Prepares it, and waits for Facebook as long as that takes. */
    private Prepared.Ready ready(Post post) throws ConnectorException {
        Prepared prepared = session.prepare(post);
        while (prepared instanceof Prepared.NotYet(var until)) {
            facebook.page().network().clock().advance(Duration.between(host.clock().instant(), until));
            prepared = session.prepare(post);
        }
        return (Prepared.Ready) prepared;
    }

    private Failure failureOf(Post post) {
        return catchThrowableOfType(ConnectorException.class, () -> session.prepare(post)).failure();
    }

    private boolean isPiece(Request request) {
        return request.path().endsWith("/videos") && request.header("Content-Type").orElse("").startsWith("multipart/");
    }

    private static boolean isVideo(Request request, String method) {
        return request.method().equals(method) && request.path().startsWith("/v26.0/96");
    }

    private int pieces() {
        return facebook.page().network().journal().exchanges(this::isPiece).size();
    }

    private int begins() {
        return facebook.page().network().journal().exchanges(request -> request.body().text().contains("upload_phase=start")).size();
    }

    private Post post(Attachment file) {
        return new Post("token", note().withAttachments(List.of(file)));
    }

    private Note note() {
        return Note.of(Actor.of("hub:us", "Us"), RichText.of("Pool opens at 8"), host.audience(), host.clock().instant());
    }

    private byte[] bytes(Attachment file) throws IOException {
        try (InputStream content = host.blobs().open(file.content())) {
            return content.readAllBytes();
        }
    }

    private Attachment film(int size) throws IOException {
        return film(host, size, "The gate opens");
    }

    private static Attachment film(Attachment file, String name) {
        return new Attachment(name, file.mediaType(), file.size(), file.description(), file.content(), false);
    }

    private Attachment film(byte[] content, String name, String mediaType) throws IOException {
        Blobs.Stored stored = host.blobs().put(new ByteArrayInputStream(content));
        return new Attachment(name, mediaType, stored.size(), Optional.empty(), stored.id(), false);
    }

    /** Something that looks like an MP4 from outside. */
    static Attachment film(MemoryHost host, int size, String description) throws IOException {
        byte[] content = new byte[size];
        for (int each = 0; each < size; each++) {
            content[each] = (byte) (each % 251);
        }
        System.arraycopy("ftypisom".getBytes(ISO_8859_1), 0, content, 4, 8);
        Blobs.Stored stored = host.blobs().put(new ByteArrayInputStream(content));
        return new Attachment("gate.mp4", "video/mp4", stored.size(), Optional.of(description), stored.id(), false);
    }
}
