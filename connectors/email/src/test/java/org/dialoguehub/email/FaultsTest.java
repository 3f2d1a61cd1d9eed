package org.dialoguehub.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.sandbox.Armed;
import org.dialoguehub.sandbox.Outage;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.TcpFaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each fault between us and a mail server means. */
class FaultsTest {
    private final TestMailServer server = new TestMailServer();
    private final SandboxClock clock = SandboxClock.running();
    private final TcpFaultProxy imap = TcpFaultProxy.before(server.imapPort(), clock);
    private final TcpFaultProxy smtp = TcpFaultProxy.before(server.smtpPort(), clock);
    private final TestHost host = TestHost.create();
    private final EmailSession session = TestMailServer.open(TestMailServer.settings(imap.port(), smtp.port()), host);

    @AfterEach
    void close() {
        session.close();
        imap.close();
        smtp.close();
        server.close();
    }

    @Test
    void nothingHappenedUntilTheFinalDot() {
        smtp.onServerLine("220.*").replace("421 too busy");
        assertThat(sending()).isInstanceOf(Failure.Unreachable.class);
        smtp.onServerLine("220.*").replace("554 no service");
        assertThat(sending()).isInstanceOf(Failure.Unreachable.class);
        smtp.onServerLine("220.*").cut();
        assertThat(sending()).isInstanceOf(Failure.Unreachable.class);
        smtp.onClientLine("MAIL.*").cut();
        assertThat(sending()).isInstanceOf(Failure.Unreachable.class);
        smtp.onServerLine("354.*").cut();
        assertThat(sending()).isInstanceOf(Failure.Unreachable.class);

        assertThat(server.mails()).isEmpty();
    }

    @Test
    void nothingHappenedWhenTheContentIsCutInTheMiddle() throws Exception {
        Blobs.Stored plan = host.blobs().put(new ByteArrayInputStream(new byte[30_000_000]));
        var file = new Attachment("plan.pdf", "application/pdf", plan.size(), Optional.empty(), plan.id(), false);
        Post post = new Post(PublishingTest.TOKEN, PublishingTest.note("See").withAttachments(List.of(file)));
        Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
        smtp.onClientLine("Subject:.*").cut();

        assertThat(failure(() -> session.publish(post, ready))).isInstanceOf(Failure.Unreachable.class);
        assertThat(server.mails()).isEmpty();
    }

    @Test
    void losesNoMailThatComesWhileThePageIsRead() throws Exception {
        server.deliver("From: a@example.net\nTo: parents@example.org\nMessage-ID: <one@example.net>\n\none");
        Armed held = imap.onClientLine("\\w+ UID FETCH \\* .*").delay(Duration.ofMillis(600));
        CompletableFuture<Batch> reading = CompletableFuture.supplyAsync(() -> received(Cursor.START));
        while (held.fired() == 0) {
            Thread.onSpinWait();
        }
        // Long enough for the server to answer what was said before.
        clock.await(Duration.ofMillis(300));
        server.deliver("From: a@example.net\nTo: parents@example.org\nMessage-ID: <two@example.net>\n\ntwo");

        Batch first = reading.get();
        Batch second = received(first.next());

        assertThat(first.events().size() + second.events().size()).isEqualTo(2);
    }

    private Batch received(Cursor after) {
        try {
            return session.receive(after, 100);
        } catch (ConnectorException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void nobodyKnowsWhatHappenedWhenTheAnswerToTheFinalDotIsLost() {
        smtp.onServerLine("250.*").afterClientLine("\\.").cut();
        assertThat(sending()).isInstanceOf(Failure.Uncertain.class);
        smtp.onServerLine("250.*").afterClientLine("\\.").replace("what?");
        assertThat(sending()).isInstanceOf(Failure.Uncertain.class);
        smtp.onClientLine("\\.").cut();
        assertThat(sending()).isInstanceOf(Failure.Uncertain.class);

        assertThat(server.mails()).as("those that were accepted").hasSize(2);
    }

    @Test
    void aRefusalAfterTheFinalDotMeansThatNothingHappened() {
        smtp.onServerLine("250.*").afterClientLine("\\.").replace("451 4.3.0 later");
        assertThat(sending()).isInstanceOf(Failure.Throttled.class);
        smtp.onServerLine("250.*").afterClientLine("\\.").replace("421 4.3.0 closing");
        assertThat(sending()).isInstanceOf(Failure.Unreachable.class);
        smtp.onServerLine("250.*").afterClientLine("\\.").replace("554 5.7.1 spam");
        assertThat(sending()).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void aRefusalBeforeSaysWhetherItIsForGood() {
        smtp.onServerLine("250.*").afterClientLine("MAIL.*").replace("550 5.7.1 not you");
        assertThat(sending()).isInstanceOf(Failure.Rejected.class);
        smtp.onServerLine("250.*").afterClientLine("RCPT.*").replace("550 5.1.1 nobody of that name");
        assertThat(sending()).isInstanceOfSatisfying(Failure.Rejected.class, it -> assertThat(it.reason()).contains("nobody of that name"));
        smtp.onServerLine("250.*").afterClientLine("RCPT.*").replace("450 4.7.1 grey-listed");
        assertThat(sending()).isInstanceOf(Failure.Throttled.class);
        smtp.onClientLine("DATA").replace("ATAD");
        assertThat(sending()).isInstanceOf(Failure.Rejected.class);

        assertThat(server.mails()).isEmpty();
    }

    @Test
    void sendsToNobodyIfOneListIsRefused() {
        Map<String, String> settings = TestMailServer.settings(imap.port(), smtp.port());
        settings.put("list", "parents@example.org, coaches@example.org");
        smtp.onServerLine("250.*").afterClientLine("RCPT TO:<coaches.*").replace("550 5.1.1 nobody of that name");
        try (EmailSession two = TestMailServer.open(settings, host)) {
            assertThat(sending(two)).isInstanceOf(Failure.Rejected.class);
        }

        assertThat(server.mails()).isEmpty();
    }

    @Test
    void opensOneConnectionForEachMailAndSendsItOnce() throws Exception {
        var data = smtp.onClientLine("DATA").count();
        smtp.onServerLine("250.*").afterClientLine("\\.").cut();

        sending();
        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(data.fired()).isEqualTo(1);

        session.publish(post(), ready(session));
        assertThat(smtp.connections()).isEqualTo(2);
        assertThat(data.fired()).isEqualTo(2);
    }

    @Test
    void gettingNoAnswerToTheFarewellChangesNothing() throws Exception {
        smtp.onClientLine("QUIT").cut();

        session.publish(post(), ready(session));

        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void waitsNoLongerThanTheLimitForAServerThatDrips() {
        EmailSession impatient = TestMailServer.open(
                TestMailServer.settings(imap.port(), smtp.port()), host.patientFor(Duration.ofMillis(700)));
        smtp.limitSpeed(10);
        try (impatient) {
            assertThat(sending(impatient)).isInstanceOf(Failure.Unreachable.class);
        }
    }

    @Test
    void namesTheFileThatCannotBeReadAndSendsNothing() throws Exception {
        var missing = new Attachment("plan.pdf", "application/pdf", 3, Optional.empty(), new BlobId("0".repeat(64)), false);
        Post post = new Post(PublishingTest.TOKEN, PublishingTest.note("See").withAttachments(List.of(missing)));

        assertThatThrownBy(() -> session.prepare(post)).isInstanceOf(ConnectorException.class).hasMessageContaining("plan.pdf");

        var stamp = new Stamp(PublishingTest.TOKEN + "@example.org", TestHost.NOON, "See");
        assertThat(failure(() -> session.publish(post, new Prepared.Ready(stamp.state(), Optional.empty()))))
                .isInstanceOf(Failure.Unreachable.class);
        assertThat(server.mails()).isEmpty();
    }

    @Test
    void isNotLetInWithAWrongPassword() {
        server.revoke();

        assertThat(failure(() -> session.receive(Cursor.START, 10)))
                .isInstanceOfSatisfying(Failure.Unauthorized.class, it -> assertThat(it.reason()).contains("parents"));
    }

    @Test
    void saysWhichFolderIsNotThere() {
        Map<String, String> settings = server.settings();
        settings.put("folder", "Archive/2020");
        try (EmailSession wrong = TestMailServer.open(settings, host)) {
            assertThat(failure(() -> wrong.receive(Cursor.START, 10)))
                    .isInstanceOfSatisfying(Failure.Rejected.class, it -> assertThat(it.reason()).contains("'Archive/2020'"));
        }
    }

    @Test
    void losesNothingWhenCutInTheMiddleOfALiteral() throws Exception {
        for (int number = 0; number < 5; number++) {
            server.deliver(ReceivingTest.mail("m" + number, "Mail " + number));
        }
        imap.onServerLine(".* FETCH .*BODY\\[.*").skipping(2).cutAfter(50);

        assertThat(failure(() -> session.receive(Cursor.START, 10))).isInstanceOf(Failure.Unreachable.class);

        assertThat(ReceivingTest.all(session, 10)).hasSize(5);
    }

    @Test
    void reportsADeadConnectionAndOpensAnotherTheNextTime() throws Exception {
        server.deliver(ReceivingTest.mail("first", "First"));
        session.receive(Cursor.START, 10);
        int before = imap.connections();
        imap.onClientLine(".* UID FETCH .*").cut();

        assertThat(failure(() -> session.receive(Cursor.START, 10))).isInstanceOf(Failure.Unreachable.class);
        assertThat(imap.connections()).isEqualTo(before);

        assertThat(session.receive(Cursor.START, 10).events()).hasSize(1);
        assertThat(imap.connections()).isEqualTo(before + 1);
    }

    @Test
    void goesOnAfterAnOutage() throws Exception {
        server.deliver(ReceivingTest.mail("first", "First"));
        Cursor cursor = session.receive(Cursor.START, 10).next();
        Outage outage = imap.outage();
        server.deliver(ReceivingTest.mail("second", "Second"));
        assertThat(failure(() -> session.receive(cursor, 10))).isInstanceOf(Failure.Unreachable.class);
        assertThat(failure(() -> session.receive(cursor, 10))).isInstanceOf(Failure.Unreachable.class);
        outage.end();

        assertThat(session.receive(cursor, 10).events()).singleElement()
                .satisfies(event -> assertThat(event.activity().object().value()).isEqualTo("second@example.org"));
    }

    @Test
    void asksAgainMailByMailWhenTheServerLeavesOneOut() throws Exception {
        server.deliver(ReceivingTest.mail("first", "First"));
        server.deliver(ReceivingTest.mail("second", "Second"));
        var garbage = imap.onServerLine("\\* 2 FETCH.*").replace("* 2 FETCH (UID oops");

        assertThat(ReceivingTest.all(session, 10)).containsExactly("first@example.org", "second@example.org");
        assertThat(garbage.fired()).isEqualTo(1);
    }

    @Test
    void saysThatItCouldNotStoreWhenTheDiskIsFull() {
        server.deliver(ReceivingTest.mail("first", "First"));
        Blobs full = new Blobs() {
            @Override
            public Stored put(InputStream content) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public InputStream open(BlobId id) throws IOException {
                throw new IOException("Nothing is stored");
            }
        };
        try (EmailSession poor = server.open(host.keeping(full))) {
            assertThat(failure(() -> poor.receive(Cursor.START, 10)))
                    .isInstanceOfSatisfying(Failure.Unreachable.class, it -> assertThat(it.reason()).contains("No space left"));
        }
    }

    private Failure sending() {
        return sending(session);
    }

    private static Failure sending(EmailSession session) {
        return failure(() -> session.publish(post(), ready(session)));
    }

    private static Post post() {
        return PublishingTest.post(PublishingTest.note("Who takes the timing?"));
    }

    private static Prepared.Ready ready(EmailSession session) throws ConnectorException {
        return (Prepared.Ready) session.prepare(post());
    }

    @FunctionalInterface
    interface Work {
        void run() throws ConnectorException;
    }

    static Failure failure(Work work) {
        ConnectorException failed = catchThrowableOfType(ConnectorException.class, work::run);
        assertThat(failed).as("a failure").isNotNull();
        return failed.failure();
    }
}
