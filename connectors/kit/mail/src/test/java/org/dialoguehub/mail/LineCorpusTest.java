package org.dialoguehub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dialoguehub.mail.LineCorpus.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How well own words are told, line by line, on mails written for the purpose; half of them were held out while the rules were made. */
class LineCorpusTest {
    @Test
    void tellsOwnLinesInMailsOfLists() throws IOException {
        LineCorpus lists = LineCorpus.read("lists");

        assertThat(lists.samples()).hasSizeGreaterThan(90);
        assertAtLeast(lists.score(LineCorpusTest::ours), .98);
        assertAtLeast(lists.heldOut().score(LineCorpusTest::ours), .97);
    }

    @Test
    void tellsOwnLinesInMailsOfBusinesses() throws IOException {
        LineCorpus business = LineCorpus.read("business");

        assertThat(business.samples()).hasSizeGreaterThan(55);
        assertAtLeast(business.score(LineCorpusTest::ours), .97);
        assertAtLeast(business.heldOut().score(LineCorpusTest::ours), .95);
    }

    @Test
    void tellsTheSignatureFromTheWords() throws IOException {
        for (String folder : List.of("lists", "business")) {
            for (LineCorpus.Sample sample : LineCorpus.read(folder).samples()) {
                List<Segments.Line> lines = OwnWords.of(sample.text()).lines();
                long confused = 0;
                for (int line = 0; line < lines.size(); line++) {
                    boolean signature = lines.get(line).label() == Label.SIGNATURE && !lines.get(line).text().isBlank();
                    confused += signature && sample.signs().charAt(line) == '+' ? 1 : 0;
                }
                assertThat(confused).as(sample.name()).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void keepsMoreThanARuleThatDropsMarkedLinesAndLosesLess() throws IOException {
        for (String folder : List.of("lists", "business")) {
            LineCorpus corpus = LineCorpus.read(folder);

            assertThat(corpus.score(LineCorpusTest::ours).recall()).isGreaterThanOrEqualTo(corpus.score(LineCorpusTest::unmarked).recall());
            assertThat(corpus.score(LineCorpusTest::ours).f1()).isGreaterThan(corpus.score(LineCorpusTest::unmarked).f1() + .1);
        }
    }

    /** Prints the table; {@code -Dlines=FOLDER} takes mails of one's own, labelled in the same way. */
    @Test @EnabledIfSystemProperty(named = "lines", matches = ".+")
    void printsTheTable() throws IOException {
        LineCorpus corpus = LineCorpus.read(Path.of(System.getProperty("lines")));
        print("own words", corpus, LineCorpusTest::ours);
        print("lines without >", corpus, LineCorpusTest::unmarked);
        print("up to the first quote", corpus, LineCorpusTest::upToTheQuote);
        print("everything", corpus, text -> text.lines().map(line -> true).toList());
    }

    private static void print(String name, LineCorpus corpus, Function<String, List<Boolean>> own) {
        System.out.printf(Locale.ROOT, "%-22s %s of %d%n", name, corpus.score(own), corpus.samples().size());
    }

    private static void assertAtLeast(Score score, double f1) {
        assertThat(score.f1()).as(score.toString()).isGreaterThanOrEqualTo(f1);
        assertThat(score.lost()).as("mails of which all own words are lost").isZero();
    }

    private static List<Boolean> ours(String text) {
        return OwnWords.of(text).lines().stream().map(line -> line.label().isSenders()).toList();
    }

    /** The plainest rule there is. */
    private static List<Boolean> unmarked(String text) {
        return text.lines().map(line -> !line.startsWith(">")).toList();
    }

    /** What simple parsers of replies do: everything above the first mark, rule or signature. */
    private static List<Boolean> upToTheQuote(String text) {
        var own = new ArrayList<Boolean>();
        boolean above = true;
        for (String line : text.lines().toList()) {
            boolean ends =
                    line.startsWith(">") || line.equals("-- ") || line.equals("--") || line.matches("\\s*-{3,}.*|_{3,}.*|On .*wrote:\\s*");
            above &= !ends;
            own.add(above);
        }
        return own;
    }
}
