package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dialoguehub.sandbox.Armed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail server of which nobody knows whether it took a mail: what is in the look-in place decides. */
class LostAnswerTest {
    private static final int NOTES = 6;

    private final MailingList list = MailingList.of(MailingList.HUB);

    @TempDir Path folder;
    private BridgedHub hub;

    @BeforeEach
    void open() throws Exception {
        hub = BridgedHub.open(list, folder);
        hub.post("note before");
        Eventually.holds(() -> assertThat(sent()).containsExactly("note before"));
    }

    @AfterEach
    void close() {
        hub.close();
        list.close();
    }

    @Test
    void sendsOnceWhatTheServerTookWithoutSayingSo() throws Exception {
        Armed dropped = list.smtp().onServerLine("250.*").afterClientLine("\\.").times(NOTES).cut();

        List<String> notes = write();

        Eventually.holds(() -> assertThat(dropped.fired()).isEqualTo(NOTES));
        Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
        assertSentOnce(notes);
    }

    @Test
    void sendsAgainWhatWasCutInTheMiddle() throws Exception {
        Armed cut = list.smtp().onClientLine("Subject: .*").times(3).cut();

        List<String> notes = write();

        Eventually.holds(() -> assertThat(cut.fired()).isEqualTo(3));
        Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
        assertSentOnce(notes);
    }

    @Test
    void sendsAgainWhatIsNotThereAfterItsEndWasCut() throws Exception {
        Armed cut = list.smtp().onClientLine("\\.").times(2).cut();

        List<String> notes = write();

        Eventually.holds(() -> assertThat(cut.fired()).isEqualTo(2));
        Eventually.holds(Duration.ofSeconds(60), () -> assertThat(hub.isCalm()).isTrue());
        assertSentOnce(notes);
    }

    private void assertSentOnce(List<String> notes) throws Exception {
        assertThat(sent()).containsExactlyInAnyOrderElementsOf(notes);
        assertThat(list.sent()).extracting(SentMail::id).doesNotHaveDuplicates();
        assertThat(hub.lines()).containsExactlyInAnyOrderElementsOf(notes);
        assertThat(hub.mishaps()).isEmpty();
    }

    private List<String> write() throws Exception {
        for (int number = 0; number < NOTES; number++) {
            hub.post("note " + number);
        }
        return Stream.concat(
                Stream.of("note before"), IntStream.range(0, NOTES).mapToObj(number -> "note " + number)).toList();
    }

    private List<String> sent() {
        return list.sent().stream().map(SentMail::text).toList();
    }
}
