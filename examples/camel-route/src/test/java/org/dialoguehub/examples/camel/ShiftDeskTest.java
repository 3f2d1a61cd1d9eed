package org.dialoguehub.examples.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.FeedException;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.model.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShiftDeskTest {
    @TempDir Path data;

    @TempDir Path notices;

    @Test @Timeout(60)
    void carriesMailsAboutShiftsToTheFeedAndNoticesToTheList() throws Exception {
        var server = new GreenMail(new ServerSetup[]{
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        server.start();
        try {
            server.setUser("hub@example.org", "hub@example.org", "swimming");
            server.setUser("parents@example.org", "parents@example.org", "swimming");
            Hub hub = ShiftDesk.hub(mailbox(server), data);
            Main camel = ShiftDesk.camel(hub, notices.toString());
            var running = new FutureTask<>(() -> {
                camel.run();
                return true;
            });
            new Thread(running, "desk").start();

            deliver(server, "1", "Who has the key of the pool?");
            deliver(server, "2", "I can take the shift at 8.");
            Files.writeString(notices.resolve("monday.txt"), "The pool is closed on Monday.");

            while (threads(hub).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(threads(hub)).containsExactly("I can take the shift at 8.");
            assertThat(server.waitForIncomingEmail(30_000, 3)).isTrue();
            MimeMessage notice = server.getReceivedMessages()[2];
            assertThat(notice.getSubject()).isEqualTo("Notice");
            assertThat(GreenMailUtil.getBody(notice)).contains("The pool is closed on Monday.");

            camel.completed();
            assertThat(running.get(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.stop();
        }
    }

    @Test
    void isWhatTheReadmeShows() throws Exception {
        String readme = Files.readString(Path.of("../../routes/camel/README.md"));
        String shown = readme.split("```java\n", -1)[1].split("```", -1)[0];

        assertThat(Path.of("src/main/java/org/dialoguehub/examples/camel/ShiftRoutes.java")).content().contains(shown);
    }

    private static Map<String, String> mailbox(GreenMail server) {
        return Map.of(
                "imap", "imap://127.0.0.1:" + server.getImap().getPort(),
                "smtp", "smtp://127.0.0.1:" + server.getSmtp().getPort(),
                "user", "hub@example.org",
                "password", "swimming",
                "address", "hub@example.org",
                "list", "parents@example.org");
    }

    private static void deliver(GreenMail server, String id, String text) {
        server.getUserManager().getUserByEmail("hub@example.org").deliver(GreenMailUtil.newMimeMessage(
                "From: Ben <ben@example.org>\r\nTo: parents@example.org\r\nSubject: Saturday\r\nMessage-ID: <" + id
                        + "@mail.example.org>\r\nDate: Sat, 14 Mar 2026 10:00:00 +0200\r\n\r\n" + text + "\r\n"));
    }

    private static List<String> threads(Hub hub) throws FeedException {
        return hub.feed().threads(new AccountId("anna"), new GroupId("parents"), Feed.NEWEST, 10).items().stream()
                .map(thread -> thread.first().note().note().body().ownWords())
                .toList();
    }
}
