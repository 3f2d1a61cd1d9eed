package org.dialoguehub.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dialoguehub.adaptation.Sample.link;
import static org.dialoguehub.adaptation.Sample.mention;
import static org.dialoguehub.adaptation.Sample.note;
import static org.dialoguehub.adaptation.Sample.paragraph;
import static org.dialoguehub.adaptation.Sample.text;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.adaptation.Change.Kind;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.text.TextRules.Form;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final Adaptation PLAIN = Adaptation.to(TextRules.plain(1_000));

    private static String words(Block... blocks) {
        return words(PLAIN.of(note(new RichText(List.of(blocks)))));
    }

    private static String words(Adapted adapted) {
        return adapted.parts().getFirst().body().ownWords();
    }

    private static Block says(String words) {
        return new Block.Paragraph(List.of(text(words)));
    }

    @Test
    void leavesANoteAloneWhereEverythingCanBeShown() {
        Note note = note("Hello").withSubject("Results");

        assertThat(Adaptation.to(TextRules.unlimited()).of(note)).isEqualTo(Adapted.unchanged(note));
    }

    @Test
    void writesAHeadingAsAParagraph() {
        assertThat(words(new Block.Heading(1, List.of(text("Results"))), says("We won."))).isEqualTo("Results\n\nWe won.");
    }

    @Test
    void writesListsAsLines() {
        Block inner = new Block.Items(true, List.of(List.of(says("butterfly")), List.of(says("crawl"))));
        Block list = new Block.Items(false, List.of(List.of(says("timekeepers")), List.of(says("races"), inner)));

        assertThat(words(list)).isEqualTo("- timekeepers\n- races\n  1. butterfly\n  2. crawl");
    }

    @Test
    void marksEachLineOfAQuotation() {
        Block two = new Block.Paragraph(List.of(text("Who comes?"), new Span.Break(), text("And when?")));

        assertThat(words(new Block.Quote(List.of(two)), says("I do."))).isEqualTo("> Who comes?\n> And when?\n\nI do.");
    }

    @Test
    void writesTheAddressBehindTheWordsOfALink() {
        assertThat(words(PLAIN.of(note(paragraph(text("See "), link("the results", "https://example.org/r"), text("."))))))
                .isEqualTo("See the results https://example.org/r.");
    }

    @Test
    void writesAnAddressOnceWhenItIsItsOwnLabel() {
        assertThat(words(PLAIN.of(note(paragraph(link("www.example.org", "https://example.org/"))))))
                .isEqualTo("https://example.org/");
        assertThat(words(PLAIN.of(note(paragraph(link("anna@example.org", "mailto:anna@example.org"))))))
                .isEqualTo("anna@example.org");
    }

    @Test
    void putsTheSubjectAboveTheText() {
        Adapted adapted = PLAIN.of(note("We won.").withSubject("Results"));

        assertThat(words(adapted)).isEqualTo("Results\n\nWe won.");
        assertThat(adapted.parts().getFirst().subject()).isEmpty();
        assertThat(adapted.changes()).contains(new Change(Kind.SUBJECT_IN_TEXT, "Results"));
    }

    @Test
    void doesNotRepeatTheSubjectInAnAnswer() {
        Adapted adapted = PLAIN.of(Sample.answer(note("Well done!").withSubject("Re: Results")));

        assertThat(words(adapted)).isEqualTo("Well done!");
        assertThat(adapted.changes()).containsExactly(new Change(Kind.SUBJECT_LEFT_OUT, "Re: Results"));
    }

    @Test
    void ringsNobodyWhoIsCalledSoByChance() {
        Adapted adapted = PLAIN.of(note(paragraph(text("Thanks, "), mention("@ben"), text("!"))));

        assertThat(words(adapted)).isEqualTo("Thanks, ben!");
        assertThat(adapted.changes()).containsExactly(new Change(Kind.MENTION, "@ben"));
    }

    @Test
    void speaksOfPeopleByTheirNameOnTheNetwork() {
        var there = new Span.Mention(new AccountId("x:17"), "@ben_swims");
        Directory directory = mention -> Optional.of(there).filter(known -> mention.label().equals("@ben"));

        Adapted adapted = PLAIN.with(directory).of(note(paragraph(text("Thanks, "), mention("@ben"), text("!"))));

        assertThat(words(adapted)).isEqualTo("Thanks, @ben_swims!");
        assertThat(adapted.parts().getFirst().body()).isEqualTo(paragraph(text("Thanks, "), there, text("!")));
    }

    @Test
    void namesATopicOnce() {
        Adapted adapted = PLAIN.of(note(paragraph(new Span.Hashtag("Swimming"), text(" is "), new Span.Hashtag("swimming"))));

        assertThat(words(adapted)).isEqualTo("#Swimming is swimming");
        assertThat(adapted.changes()).containsExactly(new Change(Kind.HASHTAG, "swimming"));
    }

    @Test
    void leavesOutWhatTheMailClientAdded() {
        Block signature = new Block.Folded(Block.Folded.Kind.SIGNATURE, List.of(says("Anna, treasurer")));

        Adapted adapted = PLAIN.of(note(new RichText(List.of(says("We won."), signature))));

        assertThat(words(adapted)).isEqualTo("We won.");
        assertThat(adapted.parts().getFirst().body().plainText()).isEqualTo("We won.");
        assertThat(adapted.changes()).containsExactly(new Change(Kind.FOLDED, "signature"));
    }

    @Test
    void takesPicturesOutOfTheText() {
        var image = new Span.Image(new BlobId("a".repeat(64)), "The team");

        assertThat(PLAIN.of(note(paragraph(text("Look"), image))).changes()).containsExactly(new Change(Kind.IMAGE_BELOW, "The team"));
    }

    @Test
    void keepsTheFormsThatTheNetworkShows() {
        var rules = new TextRules(String::length, 500, EnumSet.of(Form.LINK, Form.EMPHASIS, Form.LIST));
        RichText text = new RichText(List.of(
                new Block.Paragraph(
                        List.of(new Span.Styled(Span.Style.STRONG, List.of(text("Now"))), link("here", "https://example.org/"))),
                new Block.Items(false, List.of(List.of(says("one"))))));

        assertThat(Adaptation.to(rules).of(note(text)).parts()).containsExactly(note(text));
    }

    @Test
    void namesEachLostFormOnce() {
        Block code = new Block.Code("a\n  b", Optional.empty());

        Adapted adapted = PLAIN.of(note(new RichText(List.of(code, says("and"), code))));

        assertThat(words(adapted)).isEqualTo("a\n  b\n\nand\n\na\n  b");
        assertThat(adapted.changes()).containsExactly(new Change(Kind.FORM, "code"));
    }
}
