package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.dialoguehub.archive.SearchRequest.Order;
import org.dialoguehub.archive.SearchRequest.Unit;
import org.dialoguehub.archive.SearchResult.Hit;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Circle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));
    private static final Principal KEEPER = new Principal.Keeper("operator");
    private static final String QUESTION = mail("q@example.org", "Anna <anna@example.org>", "Talkoot", "", "Who takes the morning shift?");
    private static final String ANSWER =
            mail("a@example.org", "Ben <ben@example.org>", "Re: Talkoot", "q@example.org", "I take the shift, and bring coffee.");

    @TempDir Path folder;
    private Archive archive = Archive.open(Path.of("target", "unused"), CLOCK);

    @BeforeEach
    void open() {
        archive.close();
        archive = Archive.open(folder.resolve("archive"), CLOCK);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void findsWhatWasImported() throws Exception {
        ImportReport report = take("parents", mbox(QUESTION, ANSWER));

        assertThat(report.kept()).isEqualTo(2);
        assertThat(subjects("coffee shifts")).containsExactly("Re: Talkoot");
        assertThat(subjects("from:anna")).containsExactly("Talkoot");
    }

    @Test
    void takesNothingTwice() throws Exception {
        Path file = mbox(QUESTION, ANSWER);
        take("parents", file);

        ImportReport again = take("parents", Files.copy(file, folder.resolve("copy.mbox")));

        assertThat(again.kept()).isZero();
        assertThat(again.known()).isEqualTo(2);
    }

    @Test
    void showsAThreadOnce() throws Exception {
        take("parents", mbox(QUESTION, ANSWER));

        SearchResult found = archive.find(KEEPER, new SearchRequest("shift", 10, "", Order.BEST, Unit.THREADS));

        assertThat(found.hits()).hasSize(1);
        assertThat(found.next()).isEmpty();
    }

    @Test
    void findsNothingThatTheSearcherMayNotRead() throws Exception {
        take("parents", mbox(QUESTION));
        take("board", mbox(ANSWER));

        List<Hit> hits = archive.find(member("parents"), SearchRequest.of("shift")).hits();

        assertThat(hits).extracting(Hit::subject).containsExactly("Talkoot");
        assertThat(archive.find(member("others"), SearchRequest.of("shift OR talkoot")).hits()).isEmpty();
    }

    @Test
    void keepsAMailOnceThatCameByTwoListsAndShowsItInBoth() throws Exception {
        take("parents",
                mbox("Received: from a\n" + QUESTION + "\n_______________\nparents mailing list\nhttps://example.org/listinfo/parents\n"));

        ImportReport report =
                take("board", mbox("Received: from b\nReceived: from c\n" + QUESTION.replace("Subject: ", "Subject: [board] ")));

        assertThat(report.kept()).isZero();
        assertThat(archive.find(KEEPER, SearchRequest.of("morning")).hits()).singleElement()
                .satisfies(hit -> assertThat(hit.groups()).containsExactlyInAnyOrder("board", "parents"));
        assertThat(archive.find(member("board"), SearchRequest.of("morning")).hits()).singleElement()
                .satisfies(hit -> assertThat(hit.groups()).containsExactly("board"));
    }

    @Test
    void keepsBothMailsThatHaveOneMessageId() throws Exception {
        Path file = mbox(QUESTION, QUESTION.replace("morning", "evening"));
        ImportReport report = take("parents", file);

        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.reused()).isEqualTo(1);
        assertThat(take("parents", Files.copy(file, folder.resolve("copy.mbox"))).kept()).isZero();
    }

    @Test
    void guessesWhatAReplyWithoutHeadersAnswers() throws Exception {
        String reply = mail("r@example.org", "Ben <ben@example.org>", "VS: Talkoot", "", "I do.").replace("To: list", "To: anna");
        String stranger = mail("s@example.org", "Dan <dan@example.net>", "Re: Talkoot", "", "Another talk altogether.");

        ImportReport report = take("parents", mbox(QUESTION, reply, stranger));

        assertThat(report.guessed()).isEqualTo(1);
        assertThat(archive.find(KEEPER, new SearchRequest("subject:talkoot", 10, "", Order.BEST, Unit.THREADS)).hits()).hasSize(2);
    }

    @Test
    void readsFoldersOfEveryForm() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        for (String each : List.of("maildir/cur", "maildir/new", "maildir/tmp", "mh", "eml")) {
            Files.createDirectories(tree.resolve(each));
        }
        Files.writeString(tree.resolve("maildir/cur/1.a:2,S"), mail("1@example.org", "a@example.org", "one", "", "kauha"));
        Files.writeString(tree.resolve("maildir/new/2.a"), mail("2@example.org", "a@example.org", "two", "", "kauha"));
        Files.writeString(tree.resolve("mh/17"), mail("3@example.org", "a@example.org", "three", "", "kauha"));
        Files.writeString(tree.resolve("eml/x.eml"), mail("4@example.org", "a@example.org", "four", "", "kauha"));
        Files.writeString(tree.resolve("eml/notes.txt"), "no mail at all");
        Files.write(tree.resolve("packed.mbox.gz"), gzip(mbox(mail("5@example.org", "a@example.org", "five", "", "kauha"))));

        ImportReport report = take("parents", tree);

        assertThat(subjects("kauha")).containsExactlyInAnyOrder("one", "two", "three", "four", "five");
        assertThat(subjects("tag:mh")).containsExactly("three");
        assertThat(report.faults()).singleElement().satisfies(fault -> assertThat(fault.path()).endsWith("notes.txt"));
    }

    @Test
    void keepsWhatStandsBeforeTheCutInAPackedFile() throws Exception {
        String[] mails = new String[2_000];
        for (int index = 0; index < mails.length; index++) {
            mails[index] = mail(index + "@example.org", "a@example.org", "s" + index, "", "text " + new Random(index).nextLong());
        }
        byte[] packed = gzip(mbox(mails));
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed, packed.length / 2));

        ImportReport report = take("parents", cut);

        assertThat(report.kept()).isBetween(500L, 1_500L);
        assertThat(report.faults()).singleElement().satisfies(fault -> assertThat(fault.reason()).contains("cannot be read"));
    }

    @Test
    void makesTheIndexAnewFromWhatIsKept() throws Exception {
        take("parents", mbox(QUESTION, ANSWER));
        take("board", mbox(QUESTION.replace("Subject: ", "Subject: [board] ")));
        archive.close();
        try (var files = Files.list(folder.resolve("archive/index"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        open();

        assertThat(archive.reindex(KEEPER, false)).isEqualTo(2);
        assertThat(archive.reindex(KEEPER, true)).isEqualTo(2);
        open();
        assertThat(archive.find(member("board"), SearchRequest.of("shift")).hits()).extracting(Hit::subject).containsExactly("Talkoot");
    }

    @Test
    void letsNobodyImportWhoDoesNotRunTheHub() {
        var order = new Archive.Order(List.of(folder), List.of(), "parents", false, false);

        assertThatThrownBy(() -> archive.take(member("parents"), order, 1, progress -> {})).isInstanceOf(SecurityException.class);
    }

    @Test
    void showsAThreadAndAMailToThoseWhoMayReadThem() throws Exception {
        take("parents", mbox(QUESTION));
        take("board", mbox(ANSWER));

        assertThat(archive.thread(KEEPER, 2)).extracting(Archive.Entry::above).containsExactly(-1, 0);
        assertThat(archive.thread(member("parents"), 1)).extracting(Archive.Entry::subject).containsExactly("Talkoot", "");
        assertThat(archive.mail(member("parents"), 2)).isEmpty();
        assertThat(archive.mail(KEEPER, 2))
                .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(ANSWER));
    }

    @Test
    void leavesNoTraceOfADryRun() throws Exception {
        var order = new Archive.Order(List.of(mbox(QUESTION, ANSWER, QUESTION)), List.of(), "parents", false, true);
        ImportReport report = archive.take(KEEPER, order, 2, progress -> {});

        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.known()).isEqualTo(1);
        assertThat(take("parents", mbox(QUESTION)).kept()).isEqualTo(1);
    }

    @Test
    void goesOnPageAfterPageWithoutGapOrRepeat() throws Exception {
        String[] mails = new String[60];
        for (int index = 0; index < mails.length; index++) {
            String above = index % 3 == 0 ? "" : (index - 1) + "@example.org";
            mails[index] = mail(index + "@example.org", "a@example.org", "s" + index, above, "kauha ".repeat(1 + index % 5));
        }
        take("parents", mbox(mails));

        for (Unit unit : Unit.values()) {
            for (Order order : Order.values()) {
                List<Object> seen = new ArrayList<>();
                String cursor = "";
                do {
                    SearchResult page = archive.find(KEEPER, new SearchRequest("kauha", 7, cursor, order, unit));
                    page.hits().forEach(hit -> seen.add(unit == Unit.THREADS ? hit.thread() : hit.number()));
                    cursor = page.next().orElse("");
                } while (!cursor.isEmpty());
                assertThat(seen).as(unit + " " + order).doesNotHaveDuplicates().hasSize(unit == Unit.THREADS ? 20 : 60);
            }
        }
    }

    @Test
    void findsWhatWasAnsweredAndWhatHasFiles() throws Exception {
        String withFile = mail("f@example.org", "Dan <dan@example.org>", "Plan", "", "See the plan.").replace("\n\n",
                "\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n")
                + "--b\nContent-Disposition: attachment; filename=plan.pdf\n\nx\n--b--\n";
        take("parents", mbox(QUESTION, ANSWER, withFile));

        assertThat(subjects("is:answered")).containsExactly("Talkoot");
        assertThat(subjects("has:attachment")).containsExactly("Plan");
        assertThat(subjects("file:plan")).containsExactly("Plan");
        assertThat(subjects("\"takes the morning shift\"")).containsExactly("Talkoot");
        assertThat(subjects("\"morning takes\"")).isEmpty();
        assertThat(subjects("shift -coffee after:2020 before:2021")).containsExactly("Talkoot");
    }

    @Test
    void saysNothingButWhatIsWrongWhateverIsAsked() {
        var random = new Random(5);
        String[] pieces = {"a", "\"", "from:", "before:", "20", "-", "*", "OR", " ", ":", "\\", "(", "is:", "has:x", "ä", "\0", "\ud800",
                "+", "after:2020-13"};
        for (int round = 0; round < 3_000; round++) {
            var query = new StringBuilder();
            for (int piece = random.nextInt(12); piece > 0; piece--) {
                query.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                archive.find(KEEPER, SearchRequest.of(query.toString()));
            } catch (QueryException said) {
                assertThat(said.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void saysWhatIsWrongWithAQuery() {
        assertThatThrownBy(() -> archive.find(KEEPER, SearchRequest.of("before:yesterday"))).isInstanceOf(QueryException.class)
                .hasMessageContaining("2024-05-31");
    }

    private ImportReport take(String group, Path file) {
        return archive.take(KEEPER, new Archive.Order(List.of(file), List.of(), group, false, false), 2, progress -> {});
    }

    private List<String> subjects(String query) throws QueryException {
        return archive.find(KEEPER, SearchRequest.of(query)).hits().stream().map(Hit::subject).toList();
    }

    private static byte[] gzip(Path file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            Files.copy(file, packed);
        }
        Files.delete(file);
        return bytes.toByteArray();
    }

    private static Principal member(String group) {
        return new Principal.Person(new AccountId("feed:clara"), Set.of(new Circle(group)));
    }

    private Path mbox(String... mails) throws IOException {
        var text = new StringBuilder();
        for (String mail : mails) {
            text.append("From list@example.org Mon Jan  6 10:00:00 2020\n").append(mail).append('\n');
        }
        return Files.writeString(Files.createTempFile(folder, "mails", ".mbox"), text);
    }

    private static String mail(String id, String from, String subject, String answered, String text) {
        String references = answered.isEmpty() ? "" : "In-Reply-To: <" + answered + ">\n";
        return "Message-ID: <" + id + ">\nDate: Mon, 6 Jan 2020 10:00:00 +0000\nFrom: " + from + "\nTo: list@example.org\nSubject: "
                + subject + "\n"
                + references + "\n" + text + "\n";
    }
}
