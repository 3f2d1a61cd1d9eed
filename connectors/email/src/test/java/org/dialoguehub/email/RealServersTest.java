package org.dialoguehub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Note;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole way through Postfix and Dovecot, with TLS and passwords. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealServersTest {
    private final TestHost host = TestHost.create();
    private Optional<RealServers> servers = Optional.empty();
    private char next = 'a';

    @BeforeAll
    void start() throws Exception {
        servers = Optional.of(RealServers.start());
    }

    @AfterAll
    void stop() throws Exception {
        if (servers.isPresent()) {
            servers.get().close();
        }
    }

    @Test
    void sendsFindsAndReceivesOverTlsAndOverStartTls() throws Exception {
        for (boolean startTls : List.of(true, false)) {
            try (EmailSession session = open(settings(startTls))) {
                Post post = post("Kuka ottaa ajanoton? " + startTls);
                Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
                Cursor before = end(session);

                session.publish(post, ready);
                Event event = await(session, before);

                assertThat(event.activity().object()).isEqualTo(ready.expected().orElseThrow());
                assertThat(event.marks()).containsExactly(Event.Mark.LOOP);
                assertThat(((Activity.Create) event.activity()).note().body()).isEqualTo(post.note().body());
                Sighting.Seen seen = (Sighting.Seen) session.find(post, ready, Instant.now());
                assertThat(seen.candidates()).singleElement().satisfies(found -> assertThat(found.certain()).isTrue());
            }
        }
    }

    @Test
    void carriesAFileOfFiftyMegabytes() throws Exception {
        var bytes = new byte[50_000_000];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = (byte) (index * 31 + index / 257);
        }
        Blobs.Stored stored = host.blobs().put(new ByteArrayInputStream(bytes));
        try (EmailSession session = open(settings(false))) {
            Note note = PublishingTest.note("The film")
                    .withAttachments(List.of(
                            new Attachment("film.mp4", "video/mp4", stored.size(), Optional.empty(), stored.id(), false)));
            Post post = new Post(token(), note);
            Cursor before = end(session);

            session.publish(post, (Prepared.Ready) session.prepare(post));
            Event event = await(session, before);

            assertThat(((Activity.Create) event.activity()).note().attachments()).isEqualTo(note.attachments());
        }
    }

    @Test
    void readsTenThousandMailsTheFirstTime() throws Exception {
        List<String> mails = IntStream.range(0, 10_000).mapToObj(number -> ReceivingTest.mail("m" + number, "Mail " + number)).toList();
        servers.orElseThrow().fill("Archive", mails);
        Map<String, String> settings = settings(false);
        settings.put("folder", "Archive");
        try (EmailSession session = open(settings)) {
            assertThat(ReceivingTest.all(session, 500))
                    .containsExactlyElementsOf(IntStream.range(0, 10_000).mapToObj(number -> "m" + number + "@example.org").toList());
        }
    }

    @Test
    void hearsOfNewMailAtOnce() throws Exception {
        var rings = new Semaphore(0);
        EmailSession session = open(settings(true));
        try {
            var listening = CompletableFuture.runAsync(() -> listen(session, rings));
            assertThat(rings.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            rings.drainPermits();
            Post post = post("News");

            session.publish(post, (Prepared.Ready) session.prepare(post));

            assertThat(rings.tryAcquire(30, TimeUnit.SECONDS)).as("rings for new mail").isTrue();
            session.close();
            listening.get(20, TimeUnit.SECONDS);
        } finally {
            session.close();
        }
    }

    @Test
    void saysThatItCanReadAndSend() throws Exception {
        try (EmailSession session = open(settings(true))) {
            assertThat(session.check()).contains("INBOX").contains("lets us send");
        }
    }

    @Test
    void isNotLetInWithAWrongPassword() throws Exception {
        Map<String, String> settings = settings(true);
        settings.put("password", "wrong");
        try (EmailSession session = open(settings)) {
            assertThat(FaultsTest.failure(() -> session.receive(Cursor.START, 1))).isInstanceOf(Failure.Unauthorized.class);
            Post post = post("Not sent");
            Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
            assertThat(FaultsTest.failure(() -> session.publish(post, ready))).isInstanceOf(Failure.Unauthorized.class);
        }
    }

    @Test
    void trustsNoStranger() throws Exception {
        for (boolean startTls : List.of(true, false)) {
            Map<String, String> settings = settings(startTls);
            settings.remove("trusted-certificates");
            try (EmailSession session = open(settings)) {
                assertThat(FaultsTest.failure(() -> session.receive(Cursor.START, 1))).isInstanceOf(Failure.Unreachable.class);
                Post post = post("Not sent");
                Prepared.Ready ready = (Prepared.Ready) session.prepare(post);
                assertThat(FaultsTest.failure(() -> session.publish(post, ready))).isInstanceOf(Failure.Unreachable.class);
            }
        }
    }

    @Test
    void learnsThatNobodyOfThatNameIsThere() throws Exception {
        Map<String, String> settings = settings(true);
        settings.put("list", "nobody@example.org");
        try (EmailSession session = open(settings)) {
            Post post = post("For nobody");
            Prepared.Ready ready = (Prepared.Ready) session.prepare(post);

            assertThat(FaultsTest.failure(() -> session.publish(post, ready)))
                    .isInstanceOfSatisfying(Failure.Rejected.class, it -> assertThat(it.reason()).contains("nobody@example.org"));
        }
    }

    private Map<String, String> settings(boolean startTls) {
        return servers.orElseThrow().settings(startTls);
    }

    private EmailSession open(Map<String, String> settings) {
        return TestMailServer.open(settings, host.patientFor(Duration.ofSeconds(60)));
    }

    private Post post(String text) {
        return new Post(token(), PublishingTest.note(text));
    }

    private String token() {
        return String.valueOf(next++).repeat(26);
    }

    private static Cursor end(EmailSession session) throws ConnectorException {
        Cursor cursor = Cursor.START;
        boolean more = true;
        while (more) {
            Batch batch = session.receive(cursor, 1_000);
            cursor = batch.next();
            more = batch.more();
        }
        return cursor;
    }

    /** The next mail; asks whenever the server tells of something new. */
    private static Event await(EmailSession session, Cursor after) throws Exception {
        var rings = new Semaphore(0);
        var listening = CompletableFuture.runAsync(() -> listen(session, rings));
        while (rings.tryAcquire(60, TimeUnit.SECONDS)) {
            Batch batch = session.receive(after, 1);
            if (!batch.events().isEmpty()) {
                return batch.events().getFirst();
            }
        }
        throw new AssertionError("The mail did not come; listening: " + listening);
    }

    private static void listen(EmailSession session, Semaphore rings) {
        try {
            session.listen(rings::release);
        } catch (ConnectorException failed) {
            throw new AssertionError(failed);
        }
    }
}
