package org.dialoguehub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.Block.Code;
import org.dialoguehub.model.Block.Folded;
import org.dialoguehub.model.Block.Heading;
import org.dialoguehub.model.Block.Items;
import org.dialoguehub.model.Block.Paragraph;
import org.dialoguehub.model.Block.Quote;
import org.dialoguehub.model.Span.Break;
import org.dialoguehub.model.Span.Hashtag;
import org.dialoguehub.model.Span.Image;
import org.dialoguehub.model.Span.Link;
import org.dialoguehub.model.Span.Mention;
import org.dialoguehub.model.Span.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest {
    @Test
    void partsPlainTextAtBlankLines() {
        assertThat(RichText.of("\n\na\nb  \r\n \t\r\nc\n\n").blocks())
                .containsExactly(new Paragraph(List.of(new Text("a"), new Break(), new Text("b"))), paragraph("c"));
    }

    @ParameterizedTest @ValueSource(strings = {"", " ", "\n\n", "\t\r\n "})
    void isEmptyWithoutWords(String blank) {
        assertThat(RichText.of(blank)).isEqualTo(RichText.empty());
        assertThat(RichText.of(blank).isEmpty()).isTrue();
    }

    @ParameterizedTest @ValueSource(strings = {"a", "a\nb", "a\n\nb\nc\n\nd", "- a\n- b"})
    void writesPlainTextAsItWas(String plain) {
        assertThat(RichText.of(plain).plainText()).isEqualTo(plain);
    }

    @Test
    void writesWhatHasNoPlainFormAsPeopleDo() {
        var text = new RichText(List.of(
                new Heading(1, List.of(new Text("Plan"))),
                new Quote(List.of(paragraph("q1"), new Quote(List.of(paragraph("q2"))))),
                new Items(true,
                        List.of(List.of(paragraph("one"), paragraph("more")),
                                List.of(new Items(false, List.of(List.of(paragraph("two"))))))),
                new Code("x\n y\n", Optional.of("java")),
                new Paragraph(List.of(
                        new Link(List.of(new Text("here")), URI.create("https://example.org/")),
                        new Text(", "),
                        new Link(List.of(new Text("anna@example.org")), URI.create("mailto:anna@example.org")),
                        new Text(", "),
                        new Mention(new AccountId("mailto:ben@example.org"), "Ben"),
                        new Text(" "),
                        new Hashtag("swim"),
                        new Image(new BlobId("a".repeat(64)), "A pool")))));

        assertThat(text.plainText()).isEqualTo("""
                Plan

                > q1
                >\s
                > > q2

                1. one
                \s\s\s
                   more
                2. - two

                x
                 y

                here <https://example.org/>, mailto:anna@example.org, Ben #swim[A pool]""");
    }

    @Test
    void leavesWhatIsFoldedOutOfTheWritersOwnWords() {
        var text = new RichText(List.of(
                paragraph("mine"),
                new Folded(Folded.Kind.QUOTED, List.of(paragraph("yours"))),
                new Folded(Folded.Kind.SIGNATURE, List.of(paragraph("Anna"))),
                new Folded(Folded.Kind.FOOTER, List.of(paragraph("list")))));

        assertThat(text.ownWords()).isEqualTo("mine");
        assertThat(text.plainText()).isEqualTo("mine\n\n> yours\n\n-- \nAnna\n\nlist");
    }

    @Test
    void doesNotChangeWithTheListsItWasMadeOf() {
        var blocks = new ArrayList<Block>(List.of(paragraph("a")));
        var text = new RichText(blocks);

        blocks.add(paragraph("b"));

        assertThat(text.plainText()).isEqualTo("a");
        assertThatThrownBy(() -> text.blocks().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest @ValueSource(strings = {"javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd",
            "/relative"})
    void refusesLinksThatMayExecuteSomething(String target) {
        URI uri = URI.create(target);

        assertThat(Link.allows(uri)).isFalse();
        assertThatThrownBy(() -> new Link(List.of(new Text("x")), uri)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(target);
    }

    private static Paragraph paragraph(String text) {
        return new Paragraph(List.of(new Text(text)));
    }
}
