package org.dialoguehub.linkedin;

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
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.sandbox.Fault;
import org.dialoguehub.sandbox.LinkedInSimulation;
import org.dialoguehub.sandbox.LinkedInVideos;
import org.dialoguehub.sandbox.Request;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos, cards with a picture, and mentions. */
class LinkedInVideoTest {
    private static final int SIZE = LinkedInVideos.PART + 100_000;

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
    void postsAVideoOnceLinkedInIsDoneWithIt() throws ConnectorException, IOException {
        Attachment film = film(SIZE);
        byte[] bytes = bytes(film);
        Post post = post(film);

        assertThat(session.prepare(post)).isEqualTo(new Prepared.NotYet(host.clock().instant().plusSeconds(30)));
        Published published = session.publish(post, ready(session, post));

        String video = linkedIn.media(published.id().value()).orElseThrow();
        assertThat(linkedIn.videos().content(video)).isEqualTo(bytes);
        assertThat(network.out()).singleElement().satisfies(out -> assertThat(out.text()).isEqualTo("Pool opens at 8"));
        assertThat(parts()).allSatisfy(part -> assertThat(part.header("Authorization")).as("the address lets in").isEmpty()).hasSize(2);
    }

    @Test
    void postsAVideoOfAMember() throws ConnectorException, IOException {
        try (LinkedInNetwork anna = LinkedInNetwork.start(LinkedInSimulation.Options.standard(), true)) {
            MemoryHost hers = anna.host();
            try (var member = (LinkedInMemberSession) new LinkedInMemberConnector().open(anna.settings(Map.of()), hers)) {
                Post post = new Post("token", note().withAttachments(List.of(film(hers, 80_000))));
                Prepared prepared = member.prepare(post);
                assertThat(prepared).isInstanceOf(Prepared.NotYet.class);
                anna.pass(LinkedInVideos.WORK);

                Published published = member.publish(post, (Prepared.Ready) member.prepare(post));

                assertThat(anna.linkedIn().media(published.id().value()))
                        .hasValueSatisfying(it -> assertThat(it).startsWith("urn:li:video"));
            }
        }
    }

    @ParameterizedTest @ValueSource(ints = {1, 2})
    void goesOnWithThePartThatWasLost(int lost) throws ConnectorException, IOException {
        Attachment film = film(SIZE);
        byte[] bytes = bytes(film);
        Post post = post(film);
        network.network().faults().on(LinkedInVideoTest::isPart).nth(lost, Fault.dropAnswer());

        assertThat(failureOf(post)).as("nobody can see it").isInstanceOf(Failure.Unreachable.class);
        Published published = session.publish(post, ready(session, post));

        assertThat(linkedIn.videos().content(linkedIn.media(published.id().value()).orElseThrow())).isEqualTo(bytes);
        assertThat(parts()).as("the other part is sent once").hasSize(3);
    }

    @Test
    void doesNotEndTwiceWhatHasEnded() throws ConnectorException, IOException {
        Post post = post(film(80_000));
        network.network().faults().on(request -> request.query().equals("action=finalizeUpload")).next(Fault.dropAnswer());

        assertThat(failureOf(post)).isInstanceOf(Failure.Unreachable.class);
        session.publish(post, ready(session, post));

        assertThat(network.out()).hasSize(1);
        assertThat(network.network().journal().exchanges(request -> request.query().equals("action=finalizeUpload"))).hasSize(1);
    }

    @Test
    void beginsAnewWhenTheAddressesHaveEnded() throws ConnectorException, IOException {
        Post post = post(film(80_000));
        network.network().faults().on(LinkedInVideoTest::isPart).next(Fault.reset());
        assertThat(failureOf(post)).isInstanceOf(Failure.Unreachable.class);
        network.pass(Duration.ofDays(2));

        assertThat(failureOf(post)).isInstanceOfSatisfying(Failure.Unreachable.class,
                again -> assertThat(again.reason()).contains("begins anew"));
        session.publish(post, ready(session, post));

        assertThat(network.out()).hasSize(1);
    }

    @Test
    void saysWhyAVideoIsNone() throws ConnectorException, IOException {
        Blobs.Stored stored = host.blobs().put(new ByteArrayInputStream("no film ".repeat(10_000).getBytes(UTF_8)));
        Post post = post(new Attachment("gate.mp4", "video/mp4", stored.size(), Optional.empty(), stored.id(), false));
        session.prepare(post);
        network.pass(LinkedInVideos.WORK);

        assertThat(failureOf(post)).isInstanceOfSatisfying(Failure.Rejected.class,
                no -> assertThat(no.reason()).contains("gate.mp4", "Input file format is not supported"));
    }

    @ParameterizedTest @ValueSource(longs = {(75L << 10) - 1, (500L << 20) + 1})
    void refusesAVideoOfTheWrongSizeBeforeItIsSent(long size) throws IOException {
        Attachment film = film(2_000);
        Post post = post(new Attachment(film.name(), film.mediaType(), size, film.description(), film.content(), false));

        assertThat(failureOf(post)).isInstanceOfSatisfying(Failure.Rejected.class,
                no -> assertThat(no.reason()).contains("76800 to 524288000"));
        assertThat(network.network().journal().exchanges(request -> true)).isEmpty();
    }

    @Test
    void isCertainOfAVideoWhoseAnswerWasLost() throws ConnectorException, IOException {
        Post post = post(film(80_000));
        session.prepare(post);
        Prepared.Ready ready = ready(session, post);
        network.network().faults().on("POST", "/rest/posts").next(Fault.dropAnswer());
        assertThat(catchThrowableOfType(ConnectorException.class, () -> session.publish(post, ready)).failure())
                .isInstanceOf(Failure.Uncertain.class);

        Sighting.Seen seen = (Sighting.Seen) session.find(post, ready, host.clock().instant());

        assertThat(seen.candidates()).singleElement().satisfies(found -> assertThat(found.certain()).isTrue());
    }

    @Test
    void putsAPictureThatIsALinkOnTheCard() throws ConnectorException, IOException {
        Blobs.Stored stored = host.blobs().put(new ByteArrayInputStream("pool".getBytes(UTF_8)));
        var picture = new Attachment("pool.png", "image/png", stored.size(), Optional.of("The pool"), stored.id(), true);
        var link = new Span.Link(List.of(new Span.Image(stored.id(), "The pool")), java.net.URI.create("https://example.org/pool"));
        Note note = note().withBody(new RichText(List.of(new Block.Paragraph(List.of(new Span.Text("Look: "), link)))))
                .withAttachments(List.of(picture));

        Published published = publish(new Post("token", note));

        assertThat(linkedIn.card(published.id().value())).hasValue("https://example.org/pool");
        assertThat(linkedIn.thumbnail(published.id().value())).isPresent();
    }

    @Test
    void findsAPostWithAMentionByWhatPeopleSee() throws ConnectorException {
        var mention = new Span.Mention(new AccountId("urn:li:organization:5515715"), "@Pool (Example)");
        Note note = note().withBody(new RichText(List.of(new Block.Paragraph(List.of(new Span.Text("With "), mention)))));
        Post post = new Post("token", note);
        Prepared.Ready ready = ready(session, post);
        network.network().faults().on("POST", "/rest/posts").next(Fault.dropAnswer());
        assertThat(catchThrowableOfType(ConnectorException.class, () -> session.publish(post, ready)).failure())
                .isInstanceOf(Failure.Uncertain.class);

        Sighting.Seen seen = (Sighting.Seen) session.find(post, ready, host.clock().instant());

        assertThat(network.out()).singleElement().satisfies(out -> assertThat(out.text()).isEqualTo("With Pool (Example)"));
        assertThat(seen.candidates().getFirst().text()).isEqualTo("With @Pool (Example)");
    }

    private Published publish(Post post) throws ConnectorException {
        return session.publish(post, ready(session, post));
    }

    /** Prepares it, and waits for LinkedIn as long as that takes. */
    private Prepared.Ready ready(Publisher publisher, Post post) throws ConnectorException {
        Prepared prepared = publisher.prepare(post);
        while (prepared instanceof Prepared.NotYet(var until)) {
            network.pass(Duration.between(host.clock().instant(), until));
            prepared = publisher.prepare(post);
        }
        return (Prepared.Ready) prepared;
    }

    private Failure failureOf(Post post) {
        return catchThrowableOfType(ConnectorException.class, () -> session.prepare(post)).failure();
    }

    private static boolean isPart(Request request) {
        return request.path().startsWith("/dms-videos/");
    }

    private List<Request> parts() {
        return network.network().journal().exchanges(LinkedInVideoTest::isPart).stream().map(it -> it.request()).toList();
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
        return film(host, size);
    }

    /** Something that looks like an MP4 from outside. */
    private static Attachment film(MemoryHost host, int size) throws IOException {
        byte[] content = new byte[size];
        for (int each = 0; each < size; each++) {
            content[each] = (byte) (each % 251);
        }
        System.arraycopy("ftypisom".getBytes(ISO_8859_1), 0, content, 4, 8);
        Blobs.Stored stored = host.blobs().put(new ByteArrayInputStream(content));
        return new Attachment("gate.mp4", "video/mp4", stored.size(), Optional.of("The gate opens"), stored.id(), false);
    }
}
