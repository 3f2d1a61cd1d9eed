package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.ShownNote;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What people do about notes that an earlier life of the hub has carried. */
class RestartTest {
    private static final String SECRET_WORD = "marzipanschwein";

    private final MailingList list = MailingList.of(MailingList.HUB);

    @TempDir Path folder;

    @AfterEach
    void close() {
        list.close();
    }

    @Test
    void likesEditsAndDeletesCrossAfterARestart() throws Exception {
        ExternalId own;
        ExternalId mail;
        try (BridgedHub hub = BridgedHub.open(list, folder)) {
            own = hub.post("We meet at nine").note().id();
            write("<first@example.net>", "", "I bring cake");
            Eventually.holds(() -> assertThat(hub.lines()).contains("I bring cake"));
            mail = hub.notes().stream().filter(note -> BridgedHub.line(note).equals("I bring cake")).findFirst().orElseThrow().note().id();
            Eventually.holds(() -> assertThat(list.sent()).hasSize(1));
            Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
        }
        String id = list.sent().getFirst().id();
        write("<like@example.net>", "In-Reply-To: " + id + "\n", "\u00f0\u009f\u0091\u008d");
        write("<answer@example.net>", "In-Reply-To: " + id + "\n", "Nine is fine");

        try (BridgedHub hub = BridgedHub.open(list, folder)) {
            ShownNote seen = hub.hub().feed().note(BridgedHub.CLARA, own);
            Eventually.holds(() -> assertThat(hub.thread(seen)).hasSize(2));
            Eventually.holds(() -> assertThat(hub.hub().feed().note(BridgedHub.CLARA, own).likes()).hasSize(1));
            hub.hub().feed().like(BridgedHub.CLARA, mail, "\u2764");
            hub.hub().feed().edit(BridgedHub.CLARA, own, seen.note().version(), Draft.of("We meet at ten"));
            Eventually.holds(() -> assertThat(list.sent()).hasSize(3));
            Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
        }
        try (BridgedHub hub = BridgedHub.open(list, folder)) {
            hub.hub().feed().delete(BridgedHub.CLARA, own);
            Eventually.holds(() -> assertThat(list.sent()).hasSize(4));
            Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());

            assertThat(list.sent()).filteredOn(sent -> sent.text().contains("We meet at ten")).singleElement()
                    .satisfies(sent -> assertThat(sent.inReplyTo()).isEqualTo(id));
            assertThat(list.sent()).filteredOn(sent -> sent.inReplyTo().equals("<first@example.net>")).singleElement()
                    .satisfies(sent -> assertThat(sent.text()).contains("\u2764"));
            assertThat(list.sent().getLast().inReplyTo()).isEqualTo(id);
            assertThat(hub.mishaps()).isEmpty();
        }
    }

    @Test
    void writesNeitherPasswordsNorWhatPeopleSayIntoTheLog() throws Exception {
        var log = new ByteArrayOutputStream();
        var logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        OutputStreamAppender<ILoggingEvent> appender = appender(logger.getLoggerContext(), log);
        ((Logger) LoggerFactory.getLogger("org.dialoguehub")).setLevel(Level.TRACE);
        logger.addAppender(appender);
        try (BridgedHub hub = BridgedHub.open(list, folder)) {
            hub.post(SECRET_WORD + " before");
            Eventually.holds(() -> assertThat(list.sent()).hasSize(1));
            list.smtp().onServerLine("250.*").afterClientLine("\\.").cut();
            list.smtp().onServerLine("250.*").afterClientLine("RCPT .*").replace("550 5.7.1 No such words");
            hub.post(SECRET_WORD + " lost");
            hub.post(SECRET_WORD + " refused");
            write("<word@example.net>", "Subject: " + SECRET_WORD + "\n", SECRET_WORD + " by mail");
            Eventually.holds(() -> assertThat(hub.lines()).contains(SECRET_WORD + " by mail"));
            Eventually.holds(() -> assertThat(log.toString(StandardCharsets.UTF_8)).contains("was rejected"));
        } finally {
            logger.detachAppender(appender);
            ((Logger) LoggerFactory.getLogger("org.dialoguehub")).setLevel(null);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).isNotEmpty()
                .doesNotContainIgnoringCase(SECRET_WORD)
                .doesNotContain(MailingList.PASSWORD);
    }

    private static OutputStreamAppender<ILoggingEvent> appender(LoggerContext context, ByteArrayOutputStream log) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %logger %msg %kvp%n%ex");
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(log);
        appender.start();
        return appender;
    }

    private void write(String id, String headers, String text) {
        list.write("From: Bertil <bertil@example.net>\nTo: " + MailingList.ADDRESS + "\nMessage-ID: " + id + "\n" + headers
                + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\nDate: Sat, 14 Mar 2026 10:00:00 +0200\n\n"
                + text + "\n");
    }
}
