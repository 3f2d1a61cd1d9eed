package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.engine.Standing.Way;
import org.dialoguehub.sandbox.Outage;
import org.dialoguehub.sandbox.SandboxClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail server that is away, or goes away in the middle. */
class OutageTest {
    private static final int EACH = 40;

    private final SandboxClock clock = SandboxClock.running();
    private final MailingList list = MailingList.of(MailingList.HUB);

    @TempDir Path folder;

    @AfterEach
    void close() {
        list.close();
    }

    @Test
    void carriesEverythingOnceThatCameWhileTheMailServerWasAwayForHours() throws Exception {
        try (BridgedHub hub = BridgedHub.open(list, folder, clock)) {
            write("before");
            hub.post("note before");
            Eventually.holds(() -> assertThat(hub.lines()).contains("mail before"));
            Eventually.holds(() -> assertThat(sent()).containsExactly("note before"));
            Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());

            Outage outage = list.outage();
            for (int number = 0; number < EACH; number++) {
                write("" + number);
                hub.post("note " + number);
            }
            Eventually.holds(() -> assertThat(hub.standing().way()).isEqualTo(Way.DOWN));
            Eventually.holds(() -> assertThat(hub.open()).isEqualTo(EACH));
            clock.advance(Duration.ofHours(7));
            Eventually.holds(() -> assertThat(hub.status().overdue().size()).isEqualTo(EACH));
            assertThat(hub.standing().word()).contains("127.0.0.1:");
            assertThat(hub.mishaps()).isEmpty();
            outage.end();

            Eventually.holds(() -> assertThat(hub.standing().way()).isEqualTo(Way.UP));
            Eventually.holds(() -> assertThat(hub.lines()).containsExactlyInAnyOrderElementsOf(both()));
            Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
            assertThat(sent()).containsExactlyInAnyOrderElementsOf(with("note "));
            assertThat(hub.lines()).containsExactlyInAnyOrderElementsOf(both());
            assertThat(hub.mishaps()).isEmpty();
        }
    }

    private void write(String what) {
        list.write("From: Bertil <bertil@example.net>\nTo: " + MailingList.ADDRESS + "\nSubject: Mail " + what
                + "\nMessage-ID: <" + what + "@example.net>\nDate: Sat, 14 Mar 2026 10:00:00 +0200\n\nmail " + what + "\n");
    }

    private List<String> sent() {
        return list.sent().stream().map(SentMail::text).toList();
    }

    private static List<String> with(String word) {
        return Stream.concat(
                Stream.of(word + "before"), IntStream.range(0, EACH).mapToObj(number -> word + number)).toList();
    }

    private static List<String> both() {
        return Stream.of(with("mail "), with("note ")).flatMap(List::stream).toList();
    }
}
