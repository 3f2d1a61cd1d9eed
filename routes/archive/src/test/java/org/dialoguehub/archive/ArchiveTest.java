package org.dialoguehub.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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
    void saysWhatIsWrongWithAQuery() {
        assertThatThrownBy(() -> archive.find(KEEPER, SearchRequest.of("before:yesterday"))).isInstanceOf(QueryException.class)
                .hasMessageContaining("2024-05-31");
    }

    private ImportReport take(String group, Path file) {
        return archive.take(KEEPER, new Archive.Order(List.of(file), group, false, false), 2, progress -> {});
    }

    private List<String> subjects(String query) throws QueryException {
        return archive.find(KEEPER, SearchRequest.of(query)).hits().stream().map(Hit::subject).toList();
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
