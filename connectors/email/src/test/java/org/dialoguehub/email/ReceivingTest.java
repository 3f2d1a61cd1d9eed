package org.dialoguehub.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Note;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.TcpFaultProxy;
import org.dialoguehub.settings.Settings;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceivingTest {
    private final TestMailServer server = new TestMailServer();
    private final TestHost host = TestHost.create();
    private final EmailSession session = server.open(host);

    @AfterEach
    void close() {
        session.close();
        server.close();
    }

    @Test
    void tellsOfAMailWithItsThreadAndKeepsItAsItCame() throws Exception {
        server.deliver(mail("first", "Shifts"));
        server.deliver(
                mail("second", "Re: Shifts").replace("\n\n", "\nIn-Reply-To: <first@example.org>\nReferences: <first@example.org>\n\n"));

        Batch batch = session.receive(Cursor.START, 10);

        assertThat(batch.more()).isFalse();
        assertThat(batch.events()).hasSize(2);
        Event second = batch.events().get(1);
        Note note = ((Activity.Create) second.activity()).note();
        assertThat(second.activity().object().value()).isEqualTo("second@example.org");
        assertThat(note.inReplyTo()).hasValueSatisfying(answer -> assertThat(answer.note().value()).isEqualTo("first@example.org"));
        assertThat(note.author().account().value()).isEqualTo("mailto:anna@example.org");
        assertThat(note.author().name()).isEqualTo("Anna");
        assertThat(note.body().ownWords()).isEqualTo("I can take the timing.");
        assertThat(host.blobs().open(second.raw().orElseThrow()).readAllBytes()).asString().contains("Message-ID: <second@example.org>");
    }

    @Test
    void goesOnAfterTheCursorAndLeavesNothingOut() throws Exception {
        for (int number = 0; number < 25; number++) {
            server.deliver(mail("m" + number, "Mail " + number));
        }

        List<String> ids = all(session, 7);

        assertThat(ids).hasSize(25).doesNotHaveDuplicates().startsWith("m0@example.org").endsWith("m24@example.org");
    }

    @Test
    void marksNothingAsSeen() throws Exception {
        server.deliver(mail("first", "Shifts"));

        session.receive(Cursor.START, 10);

        assertThat(server.inbox().getMessages().getFirst().isSet(Flags.Flag.SEEN)).isFalse();
    }

    @Test
    void tellsAllAgainUnderNewKeysWhenTheUidsMeanNothingAnyMore() throws Exception {
        server.deliver(mail("first", "First"));
        server.deliver(mail("second", "Second"));
        Batch before = session.receive(Cursor.START, 10);
        var elsewhere = new Cursor("1" + before.next().value());

        Batch after = session.receive(elsewhere, 10);

        assertThat(ids(after)).isEqualTo(ids(before));
        assertThat(after.next()).isEqualTo(before.next());
    }

    @Test
    void crossesWideGapsBetweenUids() throws Exception {
        server.deliver(mail("first", "First"));
        for (int number = 0; number < 30; number++) {
            server.deliver(mail("gone" + number, "Gone"));
        }
        server.deleteAllAfter(1);
        server.deliver(mail("last", "Last"));

        assertThat(all(session, 3)).containsExactly("first@example.org", "last@example.org");
    }

    @Test
    void beginsNowIfToldSo() throws Exception {
        server.deliver(mail("before", "Before"));
        Map<String, String> settings = server.settings();
        settings.put("from", "now");
        try (EmailSession fresh = TestMailServer.open(settings, host.at(InstantSource.fixed(TestHost.NOON)))) {
            Batch begin = fresh.receive(Cursor.START, 10);
            server.deliver(mail("after", "After"));

            assertThat(begin.events()).isEmpty();
            assertThat(ids(fresh.receive(begin.next(), 10))).containsExactly("after@example.org");
        }
    }

    @Test
    void asksForABatchInOneRoundTrip() throws Exception {
        for (int number = 0; number < 20; number++) {
            server.deliver(mail("m" + number, "Mail " + number));
        }
        try (var proxy = TcpFaultProxy.before(server.imapPort(), SandboxClock.running());
                EmailSession counted = TestMailServer.open(TestMailServer.settings(proxy.port(), server.smtpPort()), host)) {
            Batch first = counted.receive(Cursor.START, 10);
            var commands = proxy.onClientLine("\\w+ (UID )?[A-Z]+ .*").count();
            var bodies = proxy.onClientLine(".*BODY.PEEK.*").count();

            Batch second = counted.receive(first.next(), 10);

            assertThat(second.events()).hasSize(10);
            assertThat(bodies.fired()).isEqualTo(1);
            assertThat(commands.fired()).as("the mails and the highest UID, sent together").isEqualTo(2);
        }
    }

    @Test
    void keepsALargeMailWholeWithoutHoldingIt() throws Exception {
        String file = "QUJD".repeat(19) + "\r\n";
        String head = """
                From: Anna <anna@example.org>
                To: parents@example.org
                Message-ID: <large@example.org>
                Content-Type: multipart/mixed; boundary=b

                --b

                See the file.
                --b
                Content-Type: application/pdf; name=plan.pdf
                Content-Transfer-Encoding: base64

                """.replace("\n", "\r\n");
        int lines = 50_000;
        byte[] mail = (head + file.repeat(lines) + "--b--\r\n").getBytes(StandardCharsets.US_ASCII);
        server.deliver(mail("before", "Before"));
        server.deliver(mail);
        server.deliver(mail("after", "After"));

        Batch batch = session.receive(Cursor.START, 10);

        assertThat(ids(batch)).containsExactly("before@example.org", "large@example.org", "after@example.org");
        Event large = batch.events().get(1);
        Note note = ((Activity.Create) large.activity()).note();
        assertThat(note.body().ownWords()).isEqualTo("See the file.");
        assertThat(note.attachments()).singleElement().satisfies(pdf -> assertThat(pdf.size()).isEqualTo(57L * lines));
        assertThat(host.blobs().open(large.raw().orElseThrow()).readAllBytes()).isEqualTo(mail);
    }

    @Test
    void ringsWhenMailComesAndReturnsWhenClosed() throws Exception {
        var rings = new Semaphore(0);
        CompletableFuture<Void> listening = CompletableFuture.runAsync(() -> {
            try {
                session.listen(rings::release);
            } catch (ConnectorException failed) {
                throw new AssertionError(failed);
            }
        });
        assertThat(rings.tryAcquire(20, TimeUnit.SECONDS)).as("rings when it begins to listen").isTrue();
        rings.drainPermits();

        server.deliver(mail("first", "First"));

        assertThat(rings.tryAcquire(20, TimeUnit.SECONDS)).as("rings for new mail").isTrue();
        session.close();
        listening.get(20, TimeUnit.SECONDS);
    }

    @Test
    void saysSoAnewToTheServerWhenTheWaitGetsLong() throws Exception {
        try (var proxy = TcpFaultProxy.before(server.imapPort(), SandboxClock.running())) {
            EmailSettings settings = EmailSettings.of(
                    Settings.read(EmailSettings.ALL, TestMailServer.settings(proxy.port(), server.smtpPort())));
            var renewals = proxy.onClientLine("DONE").count();
            var rings = new Semaphore(0);
            var wire = new Wire();
            Mailbox mailbox = Mailbox.open(
                    settings.imap(), settings.user(), settings.password(), "INBOX", Duration.ofSeconds(10), wire);
            var listening = CompletableFuture.runAsync(() -> FaultsTest.failure(() -> {
                try {
                    mailbox.idle(Duration.ofMillis(50), Duration.ofSeconds(10), rings::release);
                } catch (IOException | ProtocolException ended) {
                    throw ImapFailures.of(ended, settings.imap());
                }
            }));

            assertThat(rings.tryAcquire(4, 20, TimeUnit.SECONDS)).as("rings each time").isTrue();
            mailbox.close();

            listening.get(20, TimeUnit.SECONDS);
            assertThat(renewals.fired()).isGreaterThanOrEqualTo(3);
        }
    }

    private static List<String> ids(Batch batch) {
        return batch.events().stream().map(event -> event.activity().object().value()).toList();
    }

    static List<String> all(EmailSession session, int limit) throws ConnectorException {
        var ids = new ArrayList<String>();
        Cursor cursor = Cursor.START;
        boolean more = true;
        while (more) {
            Batch batch = session.receive(cursor, limit);
            batch.events().forEach(event -> ids.add(event.activity().object().value()));
            cursor = batch.next();
            more = batch.more();
        }
        return ids;
    }

    static String mail(String id, String subject) {
        return """
                From: Anna <anna@example.org>
                To: parents@example.org
                Subject: %s
                Date: Thu, 12 Nov 2026 10:03:00 +0200
                Message-ID: <%s@example.org>

                I can take the timing.
                """
                .formatted(subject, id);
    }
}
