package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.dialoguehub.feed.ShownThread;
import org.dialoguehub.hub.Storage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Very many mails at once. {@code -Dcrowd=10000 -Dreplies=5000} for the full sizes. */
class CrowdTest {
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2025-03-14T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int crowd = Integer.getInteger("crowd", 1_000);
    private final int replies = Integer.getInteger("replies", 500);
    private int minute;
    private final MailingList list = MailingList.of(MailingList.HUB);

    @TempDir Path folder;

    @AfterEach
    void close() {
        list.close();
    }

    @Test
    void takesInAWholeMailboxWithItsFirstPolls() throws Exception {
        for (int number = 0; number < crowd; number++) {
            put("mail-" + number, "Mail " + number, "", "mail " + number);
        }

        try (BridgedHub hub = open()) {
            awaitNotes(hub, crowd);

            assertThat(hub.threads()).extracting(thread -> BridgedHub.line(thread.first()))
                    .containsExactlyInAnyOrderElementsOf(numbered("mail ", crowd));
            assertThat(hub.mishaps()).isEmpty();
            assertThat(list.sent()).isEmpty();
        }
    }

    @Test
    void keepsAVeryLongThreadOne() throws Exception {
        put("reply-0", "Shifts", "", "reply 0");
        for (int number = 1; number <= replies; number++) {
            put("reply-" + number, "Re: Shifts", headers(number), "reply " + number);
        }

        try (BridgedHub hub = open()) {
            awaitNotes(hub, replies + 1);

            List<ShownThread> threads = hub.threads();
            assertThat(threads).hasSize(1);
            assertThat(threads.getFirst().replies()).isEqualTo(replies);
            assertThat(hub.lines()).containsExactlyInAnyOrderElementsOf(numbered("reply ", replies + 1));
            assertThat(hub.mishaps()).isEmpty();
        }
    }

    /** Without proxies between: the mail server is slow enough. */
    private BridgedHub open() {
        var clock = InstantSource.system();
        return BridgedHub.open(
                "hub.example.org", list.directChannel(BridgedHub.MAIL, MailingList.HUB), Storage.in(folder, clock), clock);
    }

    /** Each answers the one before it, and names the first and the last few, as mail clients do. */
    private static String headers(int number) {
        String last = IntStream.range(Math.max(1, number - 5), number)
                .mapToObj(before -> " <reply-" + before + "@example.net>")
                .reduce("", String::concat);
        return "In-Reply-To: <reply-" + (number - 1) + "@example.net>\r\nReferences: <reply-0@example.net>" + last + "\r\n";
    }

    private void put(String id, String subject, String headers, String text) {
        String mail =
                "From: Writer <writer@example.net>\r\nTo: " + MailingList.ADDRESS + "\r\nSubject: " + subject + "\r\nMessage-ID: <" + id
                        + "@example.net>\r\n" + headers + "Date: " + date(minute++) + "\r\n\r\n" + text + "\r\n";
        list.put(MailingList.HUB, mail.getBytes(StandardCharsets.US_ASCII));
    }

    private static String date(int minutes) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(BEGIN.plusMinutes(minutes));
    }

    private static void awaitNotes(BridgedHub hub, int count) throws Exception {
        Eventually.holds(PATIENCE, () -> assertThat(hub.delivered("parents")).isEqualTo(count));
        Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
    }

    private static List<String> numbered(String word, int count) {
        return IntStream.range(0, count).mapToObj(number -> word + number).toList();
    }
}
