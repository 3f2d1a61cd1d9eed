package org.dialoguehub.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.dialoguehub.testkit.MemoryBlobs;
import org.junit.jupiter.api.Test;

class OwnWordsTest {
    @Test
    void givesEveryLineBackAsItStood() {
        String text = "Hi\n\n  > quoted\r\n\nbye\n-- \nAnna";

        List<Segments.Line> lines = OwnWords.of(text).lines();

        assertThat(lines).extracting(Segments.Line::text).containsExactly("Hi", "", "  > quoted", "", "bye", "-- ", "Anna");
    }

    @Test
    void putsLinesTogetherByLabel() {
        Segments segments = OwnWords.of("Anna wrote:\n> Who?\n> When?\nI, now.\n-- \nBertil\n");

        assertThat(segments.parts()).extracting(Segments.Segment::label)
                .containsExactly(Label.ATTRIBUTION, Label.QUOTE, Label.OWN, Label.SIGNATURE);
        assertThat(segments.ownWords()).isEqualTo("I, now.");
    }

    @Test
    void cutsNothingWhereAllWouldGo() {
        assertThat(OwnWords.of("> only\n> quoted\n").ownWords()).isEqualTo("> only\n> quoted");
        assertThat(OwnWords.of("-- \nAnna\n").ownWords()).contains("Anna");
        assertThat(OwnWords.of("Sent from my iPhone\n").ownWords()).isEqualTo("Sent from my iPhone");
        assertThat(OwnWords.of("").ownWords()).isEmpty();
    }

    @Test
    void readsHtmlAsPeopleSeeIt() throws IOException {
        String mail = "From: a@example.org\nContent-Type: text/html\n\n<div>I come.</div><div class=gmail_quote>"
                + "<div class=gmail_attr>On Mon, 7 May 2018 at 09:02, Clara wrote:</div><blockquote>Who comes?</blockquote></div>";

        Segments segments = OwnWords.of(read(mail));

        assertThat(segments.ownWords()).isEqualTo("I come.");
        assertThat(segments.lines()).anySatisfy(line -> assertThat(line).isEqualTo(new Segments.Line(Label.QUOTE, "Who comes?")));
    }

    @Test
    void readsAMailOutOfTheMiddleOfABuffer() throws IOException {
        byte[] archive = "xxxxFrom: a@example.org\n\nWords\nyyyy".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer slice = ByteBuffer.wrap(archive, 4, archive.length - 8);

        assertThat(OwnWords.of(Mail.read(slice, new MemoryBlobs())).ownWords()).isEqualTo("Words");
        assertThat(OwnWords.of(Mail.read(slice.asReadOnlyBuffer(), new MemoryBlobs())).ownWords()).isEqualTo("Words");
    }

    @Test
    void findsWordsOfTheParentThatNothingMarks() {
        String parent =
                "Hello,\n\nthe competition begins at ten in the morning and ends at four in the afternoon, if the\nweather permits.\n";
        String answer =
                "the competition begins at ten in the\nmorning and ends at four in the afternoon,\nif the weather permits.\n\nWho brings the clocks?\n";

        assertThat(OwnWords.of(answer, parent).ownWords()).isEqualTo("Who brings the clocks?");
        assertThat(OwnWords.of(answer, "Something else altogether.").ownWords()).isEqualTo(answer.strip());
    }

    @Test
    void leavesShortAgreementsWithTheParentToTheSender() {
        assertThat(OwnWords.of("See you at ten.\n\nAnna\n", "See you at ten.\n\nBertil\n").ownWords()).isEqualTo("See you at ten.\n\nAnna");
    }

    @Test
    void takesLongTextsInAShortTime() {
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            OwnWords.of("x".repeat(10_000_000));
            OwnWords.of(">".repeat(1_000_000));
            OwnWords.of("> a\n".repeat(300_000) + "On 1.1.2001 Anna wrote:\n\n".repeat(100_000));
            OwnWords.of("From: a 10:11\nTo: b\nSubject: c\n\n> d\n".repeat(50_000));
            OwnWords.of("-- \nAnna\n\n".repeat(200_000));
            OwnWords.of("____________\nunsubscribe: list\n\n".repeat(100_000));
            OwnWords.of("wrote:\n<< a\n".repeat(100_000));
            OwnWords.of("a b c d e f g h i j ".repeat(200_000), "a b c d e f g h i j ".repeat(200_000));
            OwnWords.of("\n".repeat(1_000_000));
        });
    }

    @Test
    void labelsWhateverIsMixed() {
        var random = new Random(20_261_112);
        List<String> pieces = List.of(
                "> a", ">> b", "-- ", "On 1.1.2001 Anna wrote:", "From: a", "To: b", "Subject: c", "Sent: 10:11", "____________", "words",
                "", "| x", "-----Original Message-----",
                "unsubscribe: x", "Sent from my phone", ">>> Anna 05/06/01 10:11AM >>>", "<< a", ">>", "AB> c",
                "-----BEGIN PGP SIGNATURE-----");
        for (int round = 0; round < 5_000; round++) {
            String text = random.ints(random.nextInt(30), 0, pieces.size()).mapToObj(pieces::get).collect(Collectors.joining("\n"));

            Segments segments = OwnWords.of(text);

            assertThat(segments.lines().stream().map(Segments.Line::text).collect(Collectors.joining("\n"))).as("round %d", round)
                    .isEqualTo(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        }
    }

    private static Mail read(String mail) throws IOException {
        return Mail.read(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)), new MemoryBlobs());
    }
}
