package org.dialoguehub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
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
import org.dialoguehub.model.Block.Paragraph;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishingTest {
    static final String TOKEN = "abcdefghijklmnopqrstuvwxyz";

    private final TestMailServer server = new TestMailServer();
    private final TestHost host = TestHost.create();
    private final EmailSession session = server.open(host);

    @AfterEach
    void close() {
        session.close();
        server.close();
    }

    @Test
    void sendsUnderTheIdThatWasFixedBefore() throws Exception {
        Post post = post(note("Who takes the timing?"));
        Prepared.Ready ready = (Prepared.Ready) session.prepare(post);

        Published published = session.publish(post, ready);

        assertThat(ready.expected()).contains(new ExternalId(TOKEN + "@example.org"));
        assertThat(published.id()).isEqualTo(ready.expected().orElseThrow());
        assertThat(server.mails()).singleElement().asString()
                .contains("Message-ID: <" + TOKEN + "@example.org>")
                .contains("From: Anna via Parents <hub@example.org>")
                .contains("Reply-To: parents@example.org")
                .contains("To: parents@example.org")
                .contains("X-Dialogue-Hub: hub-one")
                .contains("multipart/alternative");
    }

    @Test
    void threadsAnAnswerBelowAllThatItAnswers() throws Exception {
        List<NoteRef> ancestors = List.of(new ExternalId("parent@example.org"), new ExternalId("root@example.org"));
        Note answer = note("I do.").answering(new InReplyTo(new ExternalId("last@example.org"), ancestors)).withSubject("Re: Timing");

        send(post(answer));

        Batch batch = session.receive(Cursor.START, 10);
        Note read = ((Activity.Create) batch.events().getFirst().activity()).note();
        assertThat(read.inReplyTo()).contains(new InReplyTo(new ExternalId("last@example.org"), ancestors));
        assertThat(read.subject()).contains("Re: Timing");
    }

    @Test
    void knowsItsOwnMailWhenItComesBack() throws Exception {
        send(post(note("Who takes the timing?")));

        Event event = session.receive(Cursor.START, 10).events().getFirst();

        assertThat(event.marks()).containsExactly(Event.Mark.LOOP);
        assertThat(event.activity().object().value()).isEqualTo(TOKEN + "@example.org");
    }

    @Test
    void carriesNamesWordsAndFilesOfAnyLanguageAndShape() throws Exception {
        Blobs.Stored image = host.blobs().put(new ByteArrayInputStream(new byte[]{1, 2, 3, 0, '\n', '.', '\n'}));
        Blobs.Stored file = host.blobs().put(new ByteArrayInputStream("Rata 1\n.\nRata 2".getBytes(StandardCharsets.UTF_8)));
        Note note = new Note(
                Actor.of("https://feed.example.org/åsa", "Åsa Öberg, \"Åke\" <x@evil.example>"),
                Optional.of("Kisat 🏊 lauantaina — kuka ottaa ajanoton? Ja kuka huolehtii kahvista ja pullista koko päivän ajan?"),
                new RichText(List.of(new Paragraph(List.of(new Span.Text("Näin: "), new Span.Image(image.id(), "Kartta"))))),
                Optional.empty(),
                List.of(
                        new Attachment("kartta ä.png", "image/png", image.size(), Optional.of("Kartta"), image.id(), true),
                        new Attachment("vuorot; \"lauantai\".txt", "text/plain", file.size(), Optional.empty(), file.id(), false)),
                Audience.circle("parents"),
                TestHost.NOON,
                Optional.empty(),
                Optional.empty());

        send(post(note));

        Note read = ((Activity.Create) session.receive(Cursor.START, 10).events().getFirst().activity()).note();
        assertThat(read.subject()).isEqualTo(note.subject());
        assertThat(read.author().name()).isEqualTo("Åsa Öberg, \"Åke\" <x@evil.example> via Parents");
        assertThat(read.author().account().value()).isEqualTo("mailto:hub@example.org");
        assertThat(read.body()).isEqualTo(note.body());
        assertThat(read.attachments()).isEqualTo(note.attachments());
        assertThat(server.mails().getFirst().split("\r\n\r\n", 2)[0]).matches("\\p{ASCII}*");
    }

    @Test
    void letsNoFieldMakeAHeader() throws Exception {
        String evil = "x\r\nBcc: victim@example.com\r\n\r\nbody\n\u0000\u0085\u2028Bcc: victim@example.com";
        Blobs.Stored file = host.blobs().put(new ByteArrayInputStream(new byte[]{1}));
        Note note = new Note(
                Actor.of("x:" + evil, evil),
                Optional.of(evil),
                RichText.of(evil),
                Optional.empty(),
                List.of(new Attachment(evil, "text/html\r\nBcc: victim@example.com", 1, Optional.of(evil), file.id(), false)),
                Audience.circle("parents"),
                TestHost.NOON,
                Optional.empty(),
                Optional.empty())
                .answering(
                        new InReplyTo(new ExternalId("a\r\nBcc: victim@example.com"), List.of(new ExternalId("b>\r\nBcc: v@example.com"))));

        send(post(note));

        String mail = server.mails().getFirst();
        assertThat(mail.split("\r\n\r\n", 2)[0].lines()).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(mail.split("multipart/alternative", 2)[0]).doesNotContain("\r\nBcc");
        assertThat(mail).doesNotContain("In-Reply-To").doesNotContain("\u0000").doesNotContain("=00");
    }

    @Test
    void findsWhatIsThereAndNotWhatIsNot() throws Exception {
        Post sent = post(note("Who takes the timing?"));
        Prepared.Ready ready = (Prepared.Ready) session.prepare(sent);
        session.publish(sent, ready);
        Post other = new Post("zbcdefghijklmnopqrstuvwxyz", note("Not sent"));

        Sighting.Seen there = (Sighting.Seen) session.find(sent, ready, TestHost.NOON);
        Sighting.Seen notThere = (Sighting.Seen) session.find(other, (Prepared.Ready) session.prepare(other), TestHost.NOON);

        assertThat(there.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.certain()).isTrue();
            assertThat(candidate.published().id().value()).isEqualTo(TOKEN + "@example.org");
            assertThat(candidate.text()).isEqualTo("Who takes the timing?");
        });
        assertThat(notThere.candidates()).isEmpty();
    }

    @Test
    void saysThatItIsBlindWhereNoMailOfOursEverCameBack() throws Exception {
        Map<String, String> settings = server.settings();
        settings.remove("look-in");
        server.deliver(ReceivingTest.mail("first", "Of somebody else"));
        Post post = post(note("Who takes the timing?"));
        try (EmailSession unsure = TestMailServer.open(settings, host)) {
            Prepared.Ready ready = (Prepared.Ready) unsure.prepare(post);

            assertThat(unsure.find(post, ready, TestHost.NOON)).isInstanceOf(Sighting.Blind.class);

            session.publish(new Post("zbcdefghijklmnopqrstuvwxyz", note("Comes back")),
                    (Prepared.Ready) session.prepare(new Post("zbcdefghijklmnopqrstuvwxyz", note("Comes back"))));
            assertThat(unsure.find(post, ready, TestHost.NOON)).isEqualTo(new Sighting.Seen(List.of()));
        }
    }

    @Test
    void knowsItsOwnMailAfterAListHasRewrittenItsHeaders() throws Exception {
        Post post = post(note("Who takes the timing?"));
        Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
        session.publish(post, ready);
        server.deliver(rewritten(server.mails().getFirst()));

        Event event = session.receive(Cursor.START, 10).events().getLast();

        assertThat(event.activity().object()).isEqualTo(ready.expected().orElseThrow());
        assertThat(event.marks()).containsExactly(Event.Mark.LOOP);
        assertThat(((Activity.Create) event.activity()).note().subject()).contains("Who takes the timing?");
    }

    @Test
    void passesOnWhatAnotherHubSaidButNothingThatIsItsOwn() throws Exception {
        try (EmailSession other = server.open(host.named("hub-two"))) {
            send(post(note("Said by the first hub")));

            assertThat(session.receive(Cursor.START, 10).events()).singleElement()
                    .satisfies(event -> assertThat(event.marks()).containsExactly(Event.Mark.LOOP));
            assertThat(other.receive(Cursor.START, 10).events()).hasSize(1);
        }
    }

    /** Each of two hubs carries notes from one list to the other, and hears on one what the other has carried there. */
    @Test
    void knowsAsItsOwnWhatCameBackThroughAnotherHub() throws Exception {
        try (EmailSession other = server.open(host.named("hub-two"))) {
            send(post(note("Said by the first hub")));
            Event heard = other.receive(Cursor.START, 10).events().getFirst();
            assertThat(heard.marks()).isEmpty();
            assertThat(heard.hops()).containsExactly("hub-one");

            var carried = new Post("zbcdefghijklmnopqrstuvwxyz", note("Said by the first hub"), heard.hops());
            other.publish(carried, (Prepared.Ready) other.prepare(carried));

            Event back = session.receive(Cursor.START, 10).events().getLast();
            assertThat(back.hops()).containsExactlyInAnyOrder("hub-one", "hub-two");
            assertThat(back.marks()).containsExactly(Event.Mark.LOOP);
        }
    }

    /** What a list does to a mail: its own name before the subject and in From, its own headers, none that it does not know, and a footer. */
    private static String rewritten(String mail) {
        return mail.replace("Subject: ", "Subject: [Parents] ")
                .replace("From: Anna via Parents <hub@example.org>", "From: Anna via Parents via Parents <parents@example.org>")
                .replace("Reply-To: parents@example.org", "Reply-To: Anna via Parents <hub@example.org>\r\nList-Id: <parents.example.org>")
                .replace("X-Dialogue-Hub: hub-one\r\n", "")
                .replace("Who takes the timing?\r\n", "Who takes the timing?\r\n______________\r\nParents mailing list\r\n");
    }

    private void send(Post post) throws Exception {
        session.publish(post, (Prepared.Ready) session.prepare(post));
    }

    static Post post(Note note) {
        return new Post(TOKEN, note);
    }

    static Note note(String text) {
        return Note.of(Actor.of("https://feed.example.org/anna", "Anna"), RichText.of(text), Audience.circle("parents"), TestHost.NOON);
    }
}
