package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Span;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static List<Span> spans(String markdown) {
        return ((Block.Paragraph) Markdown.read(markdown).blocks().getFirst()).spans();
    }

    private static Span link(String words, String address) {
        return new Span.Link(List.of(new Span.Text(words)), URI.create(address));
    }

    @Test
    void readsTheBlocksOfCommonMark() {
        assertThat(Markdown.read("# Results\n\nWe *won*.\n\n- one\n- two\n\n> said\n\n```java\ncode\n```\n").blocks()).containsExactly(
                new Block.Heading(1, List.of(new Span.Text("Results"))),
                new Block.Paragraph(List.of(new Span.Text("We "), new Span.Styled(Span.Style.EMPHASIS, List.of(new Span.Text("won"))),
                        new Span.Text("."))),
                new Block.Items(false,
                        List.of(List.of(new Block.Paragraph(List.of(new Span.Text("one")))),
                                List.of(new Block.Paragraph(List.of(new Span.Text("two")))))),
                new Block.Quote(List.of(new Block.Paragraph(List.of(new Span.Text("said"))))),
                new Block.Code("code", Optional.of("java")));
    }

    @Test
    void keepsEveryLineBreak() {
        assertThat(spans("one\ntwo")).containsExactly(new Span.Text("one"), new Span.Break(), new Span.Text("two"));
    }

    @Test
    void findsAddressesAndTopicsThatBearNoMarks() {
        assertThat(spans("See (https://example.org/a_b_(c)), #Swimming2026 and #1.")).containsExactly(
                new Span.Text("See ("), link("https://example.org/a_b_(c)", "https://example.org/a_b_(c)"), new Span.Text("), "),
                new Span.Hashtag("Swimming2026"), new Span.Text(" and #1."));
    }

    @Test
    void readsLinksWithTheirLabels() {
        assertThat(spans("The [results](https://example.org/r)!")).containsExactly(
                new Span.Text("The "), link("results", "https://example.org/r"), new Span.Text("!"));
    }

    @Test
    void linksNothingThatExecutes() {
        assertThat(spans("[results](javascript:alert)")).containsExactly(new Span.Text("results"));
        assertThat(spans("a <b>tag</b>")).extracting(Object::toString).noneMatch(span -> span.contains("Link"));
        assertThat(Markdown.read("a <b>tag</b>").plainText()).isEqualTo("a <b>tag</b>");
    }

    @Test
    void readsAnythingHoweverDeep() {
        assertThat(Markdown.read("> ".repeat(20_000) + "deep").plainText()).contains("deep");
        assertThat(Markdown.read("*a ".repeat(5_000)).plainText()).contains("*a");
        assertThat(Markdown.read("[".repeat(20_000)).plainText()).hasSize(20_000);
        assertThat(Markdown.read("").isEmpty()).isTrue();
    }
}
