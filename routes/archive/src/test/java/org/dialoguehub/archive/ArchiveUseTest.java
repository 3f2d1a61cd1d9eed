package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.archive.SearchRequest.Order;
import org.dialoguehub.archive.SearchRequest.Unit;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Circle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the archive is read, put in order, and given back. */
class ArchiveUseTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));
    private static final Principal KEEPER = new Principal.Keeper("operator");

    @TempDir private Path folder = Path.of("");

    private Optional<Archive> open = Optional.empty();

    @BeforeEach
    void open() {
        open = Optional.of(Archive.open(folder.resolve("archive"), CLOCK));
    }

    @AfterEach
    void close() {
        archive().close();
    }

    private Archive archive() {
        return open.orElseThrow();
    }

    @Test
    void showsWhatWasWrittenAndFoldsTheRest() throws Exception {
        take("parents",
                mail("q@example.org", "Anna <anna@example.org>", "Talkoot", "", "Who takes the morning shift?\nAnd who brings coffee?"),
                mail("a@example.org", "Ben <ben@example.org>", "Re: Talkoot", "q@example.org",
                        "On Monday Anna wrote:\n> Who takes the morning shift?\n\nI do.\n\n-- \nBen"));

        Message answer = archive().message(KEEPER, 2).orElseThrow();

        assertThat(answer.ownWords()).isEqualTo("I do.");
        assertThat(answer.text()).extracting(Message.Passage::kind).contains("attribution", "quote", "signature");
        assertThat(answer.messageId()).isEqualTo("a@example.org");
        assertThat(archive().message(member("others"), 2)).isEmpty();
    }

    @Test
    void takesForAQuoteWhatStandsInTheParentUnmarked() throws Exception {
        String question = "Who takes the morning shift on Saturday at the pool?\nAnd who brings the coffee for all of the parents?";
        take("parents", mail("q@example.org", "Anna <anna@example.org>", "Talkoot", "", question),
                mail("a@example.org", "Ben <ben@example.org>", "Re: Talkoot", "q@example.org", "I do.\n\n" + question));

        assertThat(archive().message(KEEPER, 2).orElseThrow().ownWords()).isEqualTo("I do.");
    }

    @Test
    void mergesAndSplitsByHandAndTakesThatBack() throws Exception {
        take("parents", mail("1@example.org", "a@example.org", "one", "", "kauha"),
                mail("2@example.org", "a@example.org", "two", "", "kauha"),
                mail("3@example.org", "a@example.org", "three", "2@example.org", "kauha"));
        assertThat(threads()).isEqualTo(2);

        assertThat(archive().merge(KEEPER, 3, 1)).isTrue();
        assertThat(archive().merge(KEEPER, 3, 1)).isFalse();
        assertThat(threads()).isEqualTo(1);
        assertThat(archive().split(KEEPER, 3)).isTrue();
        assertThat(threads()).isEqualTo(2);
        assertThat(archive().thread(KEEPER, 1)).extracting(entry -> entry.number().orElse(0L)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(archive().undo(KEEPER)).contains("split");
        assertThat(threads()).isEqualTo(1);
        assertThat(archive().undo(KEEPER)).contains("merge");
        assertThat(threads()).isEqualTo(2);
        assertThat(archive().undo(KEEPER)).isEmpty();

        assertThatThrownBy(() -> archive().merge(member("parents"), 3, 1)).isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> archive().merge(KEEPER, 3, 99)).hasMessageContaining("99");
    }

    @Test
    void restoresTheDecisionBeforeWhenALaterOneIsUndone() throws Exception {
        take("parents", mail("1@example.org", "a@example.org", "one", "", "kauha"),
                mail("2@example.org", "a@example.org", "two", "", "kauha"),
                mail("3@example.org", "a@example.org", "three", "", "kauha"));
        archive().merge(KEEPER, 3, 1);
        archive().split(KEEPER, 3);
        archive().merge(KEEPER, 3, 2);
        assertThat(archive().thread(KEEPER, 2)).hasSize(2);

        archive().undo(KEEPER);
        assertThat(archive().thread(KEEPER, 3)).hasSize(1);
        archive().undo(KEEPER);

        assertThat(archive().thread(KEEPER, 3)).extracting(entry -> entry.number().orElse(0L)).containsExactlyInAnyOrder(1L, 3L);
    }

    @Test
    void countsByPersonGroupAndYearWhatMayBeRead() throws Exception {
        take("parents", mail("1@example.org", "anna@example.org", "one", "", "kauha"),
                mail("2@example.org", "ben@example.org", "two", "", "kauha"));
        take("board", mail("3@example.org", "anna@example.org", "three", "", "kauha").replace("2020", "2021"));

        Facets all = archive().facets(KEEPER, "kauha");
        Facets parents = archive().facets(member("parents"), "kauha");

        assertThat(all.people()).containsExactly(new Facets.Count("anna@example.org", 2), new Facets.Count("ben@example.org", 1));
        assertThat(all.groups()).containsExactly(new Facets.Count("parents", 2), new Facets.Count("board", 1));
        assertThat(all.years()).containsExactly(new Facets.Count("2021", 1), new Facets.Count("2020", 2));
        assertThat(parents.groups()).containsExactly(new Facets.Count("parents", 2));
        assertThat(parents.people()).extracting(Facets.Count::mails).containsExactly(1, 1);
    }

    @Test
    void givesBackAnMboxThatIsTheSameWhenItIsTakenAgain() throws Exception {
        String hostile = mail("1@example.org", "anna@example.org", "one", "", "Hello\n\n>From the pool\n>>From afar\nFromage");
        take("parents", hostile, mail("2@example.org", "ben@example.org", "Re: one", "1@example.org", "Bye"));
        Path eml = Files.writeString(folder.resolve("from.eml"),
                mail("3@example.org", "ben@example.org", "raw", "", "From here on\n>From there"));
        archive().take(KEEPER, new Archive.Order(List.of(eml), List.of(), "parents", false, false), 2, progress -> {});
        Path written = folder.resolve("out.mbox");

        assertThat(archive().export(KEEPER, "parents", ExportForm.MBOX, written, mails -> {})).isEqualTo(3);
        assertThat(Files.readString(written)).contains("\n>From the pool\n>>From afar\nFromage").contains("\n>From here on\n>>From there");
        assertThat(
                archive().take(KEEPER, new Archive.Order(List.of(written), List.of(), "parents", false, false), 2, progress -> {}).known())
                .isEqualTo(3);

        assertThatThrownBy(() -> archive().export(KEEPER, "parents", ExportForm.MBOX, written, mails -> {}))
                .hasMessageContaining("is there already");
        assertThatThrownBy(() -> archive().export(KEEPER, "nobody", ExportForm.MBOX, folder.resolve("x"), mails -> {}))
                .hasMessageContaining("parents");
        assertThatThrownBy(() -> archive().export(member("board"), "parents", ExportForm.MBOX, folder.resolve("x"), mails -> {}))
                .hasMessageContaining("no group 'parents'");
    }

    @Test
    void writesActivityStreamsALineEach() throws Exception {
        take("parents", mail("1@example.org", "Anna <anna@example.org>", "one", "", "Hello"),
                mail("2@example.org", "ben@example.org", "Re: one", "1@example.org", "> Hello\nBye"));
        Path written = folder.resolve("out.jsonl");

        archive().export(KEEPER, "parents", ExportForm.JSON, written, mails -> {});

        List<String> lines = Files.readAllLines(written);
        assertThat(lines).hasSize(2).allSatisfy(line -> {
            try (var parser = new JsonFactory().createParser(line)) {
                while (parser.nextToken() != null) {
                    parser.getText();
                }
            }
        });
        assertThat(lines.get(0)).contains("\"id\":\"mid:1@example.org\"", "\"name\":\"Anna\"", "\"published\":\"2020-01-06T10:00:00Z\"");
        assertThat(lines.get(1)).contains("\"inReplyTo\":\"mid:1@example.org\"", "\"content\":\"Bye\"");
    }

    @Test
    void writesASiteInWhichNothingOfStrangersRuns() throws Exception {
        String hostile =
                mail("1@example.org", "\"<script>alert(1)</script>\" <anna@example.org>", "<script>alert(2)</script>", "", "x").replace(
                        "\n\nx", "\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n<script>alert(3)</script>\n--b\n"
                                + "Content-Disposition: attachment; filename=\"../../evil.html\"\n\n<script>alert(4)</script>\n--b--");
        take("parents", hostile, mail("2@example.org", "ben@example.org", "Re: one", "1@example.org", "Bye"));
        Path site = folder.resolve("site");

        assertThat(archive().export(KEEPER, "parents", ExportForm.SITE, site, mails -> {})).isEqualTo(2);

        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(site)) {
            files.filter(Files::isRegularFile).forEach(pages::add);
        }
        assertThat(pages).allSatisfy(page -> assertThat(page.normalize()).startsWith(site.normalize()));
        for (Path page : pages) {
            if (page.toString().endsWith(".html")) {
                assertThat(Files.readString(page)).doesNotContain("<script").doesNotContain("anna@example.org");
            }
        }
        assertThat(pages).extracting(page -> page.getFileName().toString()).contains("index.html", "2020.html", "1-evil.html.txt");
    }

    private long threads() throws QueryException {
        return archive().find(KEEPER, new SearchRequest("kauha", 50, "", Order.BEST, Unit.THREADS)).hits().size();
    }

    private void take(String group, String... mails) throws IOException {
        var text = new StringBuilder();
        Arrays.stream(mails).forEach(mail -> text.append("From list@example.org Mon Jan  6 10:00:00 2020\n").append(mail).append('\n'));
        Path file = Files.write(Files.createTempFile(folder, "mails", ".mbox"), text.toString().getBytes(StandardCharsets.UTF_8));
        archive().take(KEEPER, new Archive.Order(List.of(file), List.of(), group, false, false), 2, progress -> {});
    }

    private static Principal member(String group) {
        return new Principal.Person(new AccountId("feed:clara"), Set.of(new Circle(group)));
    }

    private static String mail(String id, String from, String subject, String answered, String text) {
        String references = answered.isEmpty() ? "" : "In-Reply-To: <" + answered + ">\n";
        return "Message-ID: <" + id + ">\nDate: Mon, 6 Jan 2020 10:00:00 +0000\nFrom: " + from + "\nTo: list@example.org\nSubject: "
                + subject + "\n" + references + "\n" + text + "\n";
    }
}
