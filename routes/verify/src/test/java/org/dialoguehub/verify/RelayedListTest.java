package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.ShownNote;
import org.dialoguehub.hub.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others on the list that might make a mail go round and round. */
class RelayedListTest {
    private static final String OTHER_HUB = "swimmers@example.org";

    @TempDir Path folder;

    @Test
    void twoHubsOnOneListBringEachNoteToEachFeedOnce() throws Exception {
        try (MailingList list = MailingList.of(MailingList.HUB, OTHER_HUB);
                BridgedHub one = open(list, "one.example.org", MailingList.HUB);
                BridgedHub other = open(list, "two.example.org", OTHER_HUB)) {
            bounceBackAndForth(list, one, other);
        }
    }

    @Test
    void twoHubsStayQuietThoughTheListRewritesEveryHeader() throws Exception {
        try (MailingList list = MailingList.of(MailingList.HUB, OTHER_HUB)) {
            list.rewrites(manager());
            try (BridgedHub one = open(list, "one.example.org", MailingList.HUB);
                    BridgedHub other = open(list, "two.example.org", OTHER_HUB)) {
                one.post("note of the one");
                other.post("note of the other");
                list.write(mail("word", "A word", "", "a word by mail"));

                Eventually.holds(() -> assertThat(one.lines()).containsExactly("a word by mail", "note of the one", "note of the other"));
                Eventually.holds(() -> assertThat(other.lines()).containsExactly("a word by mail", "note of the one", "note of the other"));
                Eventually.holds(() -> assertThat(one.isCalm() && other.isCalm()).isTrue());
                assertThat(list.sent()).hasSize(2);
            }
        }
    }

    @Test
    void answersFindTheirThreadThoughTheListManagerRewritesHeaders() throws Exception {
        try (MailingList list = MailingList.of(MailingList.HUB)) {
            list.rewrites(RelayedListTest::munged);
            try (BridgedHub hub = open(list, "one.example.org", MailingList.HUB)) {
                ShownNote note = hub.post("Who brings the stopwatches?");
                Eventually.holds(() -> assertThat(list.sent()).hasSize(1));
                SentMail mail = list.sent().getFirst();
                list.write(mail("answer", "Re: [parents] " + mail.subject(), "In-Reply-To: " + mail.id() + "\n", "I do."));
                Eventually.holds(() -> assertThat(hub.thread(note)).hasSize(2));
                hub.hub().feed().reply(BridgedHub.CLARA, hub.thread(note).getLast().note().id(), Draft.of("Thank you!"));
                Eventually.holds(() -> assertThat(list.sent()).hasSize(2));
                assertThat(list.sent().getLast().inReplyTo()).isEqualTo("<answer@example.net>");

                Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
                list.write(mail("end", "The end", "", "the end"));
                Eventually.holds(() -> assertThat(hub.lines()).contains("the end"));

                assertThat(hub.threads()).hasSize(2);
                assertThat(hub.thread(note)).extracting(BridgedHub::line)
                        .containsExactly("Who brings the stopwatches?", "I do.", "Thank you!");
                assertThat(hub.thread(note).get(1).author().name()).isEqualTo("Bertil");
                assertThat(list.sent()).hasSize(2);
                assertThat(hub.mishaps()).isEmpty();
            }
        }
    }

    @Test
    void bridgesNeitherAwayNoticesNorBounces() throws Exception {
        try (MailingList list = MailingList.of(MailingList.HUB);
                BridgedHub hub = open(list, "one.example.org", MailingList.HUB)) {
            hub.post("note");
            Eventually.holds(() -> assertThat(list.sent()).hasSize(1));
            String id = list.sent().getFirst().id();
            for (int number = 0; number < 5; number++) {
                list.write(mail(
                        "away-" + number, "Automatic reply", "Auto-Submitted: auto-replied\nIn-Reply-To: " + id + "\n", "I am away."));
                list.write("From: Mail Delivery System <MAILER-DAEMON@example.net>\nTo: " + MailingList.ADDRESS + "\nMessage-ID: <bounce-"
                        + number + "@example.net>\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n"
                        + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nNot delivered.\n"
                        + "--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: "
                        + id + "\n--b--\n");
            }
            list.write(mail("end", "The end", "", "the end"));

            Eventually.holds(() -> assertThat(hub.lines()).contains("the end"));
            Eventually.holds(() -> assertThat(hub.isCalm()).isTrue());
            assertThat(hub.lines()).containsExactly("note", "the end");
            assertThat(list.sent()).hasSize(1);
        }
    }

    private static void bounceBackAndForth(MailingList list, BridgedHub one, BridgedHub other) throws Exception {
        ShownNote question = one.post("question");
        Eventually.holds(() -> assertThat(other.lines()).containsExactly("question"));
        ShownNote seen = other.notes().getFirst();
        other.hub().feed().reply(BridgedHub.CLARA, seen.note().id(), Draft.of("answer"));
        Eventually.holds(() -> assertThat(one.thread(question)).hasSize(2));
        ShownNote answer = one.thread(question).getLast();
        one.hub().feed().reply(BridgedHub.CLARA, answer.note().id(), Draft.of("thanks"));
        list.write(mail("word", "A word", "", "a word by mail"));

        List<String> all = List.of("a word by mail", "answer", "question", "thanks");
        Eventually.holds(() -> assertThat(one.lines()).isEqualTo(all));
        Eventually.holds(() -> assertThat(other.lines()).isEqualTo(all));
        Eventually.holds(() -> assertThat(one.isCalm() && other.isCalm()).isTrue());
        assertThat(other.thread(seen)).extracting(BridgedHub::line).containsExactly("question", "answer", "thanks");
        assertThat(list.sent()).extracting(SentMail::text).containsExactlyInAnyOrder("question", "answer", "thanks");
    }

    private BridgedHub open(MailingList list, String name, String address) {
        var clock = InstantSource.system();
        return BridgedHub.open(name, list.channel(BridgedHub.MAIL, address), Storage.in(folder.resolve(name), clock), clock);
    }

    private static String mail(String id, String subject, String headers, String text) {
        return "From: Bertil <bertil@example.net>\nTo: " + MailingList.ADDRESS + "\nSubject: " + subject + "\nMessage-ID: <" + id
                + "@example.net>\n" + headers + "Date: Sat, 14 Mar 2026 10:00:00 +0200\n\n" + text + "\n";
    }

    /** What many lists do: a tag, the list's own address as sender, a List-Id and a footer. */
    private static String munged(String mail) {
        return mail.replace("\r\n", "\n")
                .replaceFirst("(?m)^Subject: (?!Re: \\[parents\\])", "Subject: [parents] ")
                .replaceFirst("(?m)^From: (?:\"?([^\"<\n]*?)\"? )?<([^>]*)>",
                        "From: $1 via parents <" + MailingList.ADDRESS + ">\nX-Original-From: $1 <$2>\nList-Id: <parents.example.org>")
                .stripTrailing() + "\n_______________________________________________\nparents mailing list\n";
    }

    /** As well, and each mail gets an id of the list's own, and loses every X- header. */
    private static UnaryOperator<String> manager() {
        var count = new AtomicInteger();
        return mail -> munged(mail)
                .replaceFirst("(?mi)^Message-ID: .*", "Message-ID: <list-" + count.incrementAndGet() + "@lists.example.org>")
                .replaceAll("(?m)^X-(?!Dialogue-Hub).*\n", "");
    }
}
