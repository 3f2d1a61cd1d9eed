package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.sandbox.Armed;
import org.dialoguehub.sandbox.SandboxClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is set while mails are under way. */
class ClockJumpTest {
    private static final int EACH = 10;

    private final SandboxClock clock = SandboxClock.running();
    private final MailingList list = MailingList.of(MailingList.HUB);

    @TempDir Path folder;

    @AfterEach
    void close() {
        list.close();
    }

    @ParameterizedTest @ValueSource(strings = {"PT24H", "PT-1H"})
    void carriesEverythingOnceThoughTheClockJumps(Duration jump) throws Exception {
        try (BridgedHub hub = BridgedHub.open(list, folder, clock)) {
            write(hub, 0);
            clock.jump(jump);
            write(hub, EACH);

            assertAllIsAcrossOnce(hub);
        }
    }

    @ParameterizedTest @ValueSource(strings = {"PT24H", "PT-1H"})
    void goesOnThoughTheClockJumpsWhileTheServerIsAway(Duration jump) throws Exception {
        try (BridgedHub hub = BridgedHub.open(list, folder, clock)) {
            var outage = list.outage();
            write(hub, 0);
            write(hub, EACH);
            Eventually.holds(() -> assertThat(hub.open()).isEqualTo(2 * EACH));
            int before = list.smtp().connections();
            clock.jump(jump);
            outage.end();

            assertAllIsAcrossOnce(hub);
            assertThat(list.smtp().connections() - before).as("no storm").isLessThan(10 * EACH);
        }
    }

    @Test
    void doesNotSendAgainWhatIsStillUnderWayWhenTheClockJumpsADay() throws Exception {
        try (BridgedHub hub = BridgedHub.open(list, folder, clock)) {
            Eventually.holds(() -> assertThat(hub.standing().word()).isNotBlank());
            Armed late = list.smtp().onClientLine("\\.").delay(Duration.ofMillis(2_500));
            hub.post("note 0");
            Eventually.holds(() -> assertThat(late.fired()).isEqualTo(1));
            clock.jump(Duration.ofDays(1));
            wakeTheSettler(hub);

            Eventually.holds(() -> assertThat(list.sent()).isNotEmpty());
            hub.post("note 1");
            Eventually.holds(() -> assertThat(list.sent()).extracting(SentMail::text).contains("note 1"));
            Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
            assertThat(list.sent()).extracting(SentMail::text).containsExactly("note 0", "note 1");
            assertThat(hub.mishaps()).isEmpty();
        }
    }

    /** A person looks after a delivery: all that work look whether there is something to do. */
    private static void wakeTheSettler(BridgedHub hub) {
        hub.hub().engine().operations().retry(new Principal.TheHub(), "parents: parents to parents-mail", 0);
    }

    private void assertAllIsAcrossOnce(BridgedHub hub) throws Exception {
        Eventually.holds(() -> assertThat(hub.lines()).containsExactlyInAnyOrderElementsOf(both()));
        Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
        assertThat(hub.lines()).containsExactlyInAnyOrderElementsOf(both());
        assertThat(list.sent()).extracting(SentMail::text).containsExactlyInAnyOrderElementsOf(all("note "));
        assertThat(hub.mishaps()).isEmpty();
    }

    private void write(BridgedHub hub, int first) throws Exception {
        for (int number = first; number < first + EACH; number++) {
            list.write("From: Bertil <bertil@example.net>\nTo: " + MailingList.ADDRESS + "\nSubject: Mail\nMessage-ID: <" + number
                    + "@example.net>\nDate: Sat, 14 Mar 2026 10:00:00 +0200\n\nmail " + number + "\n");
            hub.post("note " + number);
        }
    }

    private static List<String> all(String word) {
        return IntStream.range(0, 2 * EACH).mapToObj(number -> word + number).toList();
    }

    private static List<String> both() {
        return Stream.concat(all("mail ").stream(), all("note ").stream()).toList();
    }
}
