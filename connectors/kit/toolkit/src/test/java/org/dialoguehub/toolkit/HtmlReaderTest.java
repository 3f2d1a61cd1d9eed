package org.dialoguehub.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Block.Code;
import org.dialoguehub.model.Block.Folded;
import org.dialoguehub.model.Block.Heading;
import org.dialoguehub.model.Block.Items;
import org.dialoguehub.model.Block.Paragraph;
import org.dialoguehub.model.Block.Quote;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.model.Span.Break;
import org.dialoguehub.model.Span.Image;
import org.dialoguehub.model.Span.Link;
import org.dialoguehub.model.Span.Style;
import org.dialoguehub.model.Span.Styled;
import org.dialoguehub.model.Span.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReaderTest {
    private static final BlobId PICTURE = new BlobId("a".repeat(64));

    @Test
    void readsParagraphs() {
        assertThat(read("<p>Hello</p><p>again</p>")).containsExactly(paragraph("Hello"), paragraph("again"));
    }

    @Test
    void collapsesWhiteSpaceAsBrowsersDo() {
        assertThat(plain("  <p> Hello,\n\t <b> dear </b>  world </p>  ")).isEqualTo("Hello, dear world");
    }

    @ParameterizedTest(name = "{0}") @CsvSource(delimiter = '|', textBlock = """
            a<br>b                                               | a/b
            <div>a</div><div>b</div>                             | a/b
            <div>a</div><div><br></div><div>b</div>              | a//b
            <div>a</div><div>&nbsp;</div><div>b</div>            | a//b
            <div>a<br></div><div>b</div>                         | a/b
            a<br><br>b                                           | a//b
            a<br><br><br><br>b                                   | a//b
            <p>a</p><br><p>b</p>                                 | a//b
            <p>a</p><p>&nbsp;</p><p>b</p>                        | a//b
            <br><br>a<br><br>                                    | a
            <div><div><div>a</div></div></div><div>b</div>       | a/b
            a<div>b</div>c                                       | a/b/c
            <span>a</span> <span>b</span>                        | a b
            &nbsp;                                               | ''
            """)
    void breaksLinesAsBrowsersDo(String html, String lines) {
        assertThat(plain(html).replace('\n', '/')).isEqualTo(lines);
    }

    @Test
    void readsEmphasis() {
        assertThat(read("<p>a <b>b <i>c</i></b> <code>d</code> <s>e</s></p>"))
                .containsExactly(new Paragraph(List.of(
                        new Text("a "),
                        new Styled(Style.STRONG, List.of(new Text("b "), new Styled(Style.EMPHASIS, List.of(new Text("c"))))),
                        new Text(" "),
                        new Styled(Style.CODE, List.of(new Text("d"))),
                        new Text(" "),
                        new Styled(Style.STRUCK, List.of(new Text("e"))))));
    }

    @Test
    void carriesEmphasisOverParagraphs() {
        assertThat(read("<b>a<p>b</p></b>"))
                .containsExactly(
                        new Paragraph(List.of(new Styled(Style.STRONG, List.of(new Text("a"))))),
                        new Paragraph(List.of(new Styled(Style.STRONG, List.of(new Text("b"))))));
    }

    @Test
    void keepsTheLineBreakOutsideOfEmphasisThatEndsThere() {
        assertThat(read("<b>a<br></b>b"))
                .containsExactly(
                        new Paragraph(List.of(new Styled(Style.STRONG, List.of(new Text("a"))), new Break(), new Text("b"))));
    }

    @Test
    void readsLinks() {
        assertThat(read("<a href=' https://example.org/a b?c=ä%zz '>here</a>"))
                .containsExactly(new Paragraph(
                        List.of(new Link(List.of(new Text("here")), URI.create("https://example.org/a%20b?c=%C3%A4%25zz")))));
    }

    @ParameterizedTest @ValueSource(strings = {
            "javascript:alert(1)", "java\nscript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
            "/here",
            "#top", "//example.org", "", ":", "http:", "\u0001javascript:x"
    })
    void makesAnUnsafeLinkPlainText(String href) {
        assertThat(read("<p><a href=\"" + href + "\">here</a></p>")).containsExactly(paragraph("here"));
    }

    @Test
    void readsNestedLists() {
        assertThat(read("<ul><li>a<ol><li>b</li><li>c</li></ol></li><li><p>d</p><p>e</p></li></ul>"))
                .containsExactly(new Items(
                        false,
                        List.of(
                                List.of(paragraph("a"), new Items(true, List.of(List.of(paragraph("b")), List.of(paragraph("c"))))),
                                List.of(paragraph("d"), paragraph("e")))));
    }

    @Test
    void takesAListInAListWithoutItemAsPartOfTheItemBefore() {
        assertThat(read("<ul><li>a</li><ul><li>b</li></ul></ul>"))
                .containsExactly(new Items(
                        false, List.of(List.of(paragraph("a"), new Items(false, List.of(List.of(paragraph("b"))))))));
    }

    @Test
    void readsQuotesHeadingsAndCode() {
        assertThat(read("<h2>T</h2><blockquote><p>q</p></blockquote><pre><code class='x language-java'>a\r\n  b &lt;c&gt;\n</code></pre>z"))
                .containsExactly(
                        new Heading(2, List.of(new Text("T"))),
                        new Quote(List.of(paragraph("q"))),
                        new Code("a\n  b <c>", Optional.of("java")),
                        paragraph("z"));
    }

    @Test
    void readsLinesInCode() {
        assertThat(read("<pre>a<br>b<div>c</div>d</pre>")).containsExactly(new Code("a\nb\nc\nd", Optional.empty()));
    }

    @Test
    void writesATableOfFiguresAsLines() {
        String table =
                "<table><tr><th>Shift</th><th>Who</th></tr><tr><td><p>Gate</p></td><td> Anna<br>Ben </td></tr><tr><td></td><td>x</td></tr></table>";

        assertThat(plain("before" + table + "after")).isEqualTo("before\n\nShift | Who\nGate | Anna Ben\n| x\n\nafter");
    }

    @Test
    void readsThroughATableThatServesTheLayout() {
        String table = "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td><ul><li>c</li></ul></td></tr></table>";

        assertThat(plain(table)).isEqualTo("a | b\n\n- c");
    }

    @Test
    void showsAnImageThatCameAlong() {
        var reader = new HtmlReader(cid -> cid.equals("p 1@example.org") ? Optional.of(PICTURE) : Optional.empty());

        assertThat(reader.read("<img src='CID:p%201@example.org' alt=' A  heron '>").blocks())
                .containsExactly(new Paragraph(List.of(new Image(PICTURE, "A heron"))));
    }

    @Test
    void linksAnImageThatLiesElsewhere() {
        assertThat(plain("<img src='https://example.org/heron.jpg' alt='A heron'>")).isEqualTo("A heron <https://example.org/heron.jpg>");
        assertThat(plain("<img src='https://example.org/d/heron.jpg?x'>")).isEqualTo("heron.jpg <https://example.org/d/heron.jpg?x>");
    }

    @ParameterizedTest @ValueSource(strings = {
            "<script>alert(1)</script>", "<style>p{}</style>", "<head><title>t</title></head>", "<!-- c -->", "<svg><text>x</text></svg>",
            "<img src='https://example.org/open?id=1'>", "<img src='https://example.org/a.gif' width=1 height=1 alt=x>",
            "<div style='color:red; DISPLAY : none'>x</div>", "<p hidden>x</p>", "<iframe src=x>x</iframe>", "<![if mso]>", "<?xml?>",
            "<template><p>x</p></template>", "<b></b>", "<ul><li></li></ul>", "<blockquote> </blockquote>", "<pre> </pre>",
            "<a href='https://example.org'></a>"
    })
    void leavesOutWhatNobodySees(String html) {
        assertThat(new HtmlReader().read(html)).isEqualTo(RichText.empty());
        assertThat(plain("a " + html + " b").replaceAll("\\s+", " ")).isEqualTo("a b");
    }

    @Test
    void foldsWhatItIsTold() {
        var reader = new HtmlReader(
                cid -> Optional.empty(),
                (tag, attributes) -> attributes.apply("class").equals("gmail_quote") ? Optional.of(Folded.Kind.QUOTED) : Optional.empty());

        assertThat(reader.read(
                "mine<div class=gmail_quote>On Monday:<blockquote>yours</blockquote></div><blockquote class=gmail_quote>x</blockquote>")
                .blocks())
                .containsExactly(
                        paragraph("mine"),
                        new Folded(Folded.Kind.QUOTED, List.of(paragraph("On Monday:"), new Quote(List.of(paragraph("yours"))))),
                        new Folded(Folded.Kind.QUOTED, List.of(paragraph("x"))));
    }

    @Test
    void makesTextThatCanBeStored() {
        assertThat(plain("a\0b\uD800c\uDC00\u0007d\uD83D\uDC4D&#xD800;&#7;")).isEqualTo("ab\uFFFDc\uFFFDd\uD83D\uDC4D\uFFFD");
    }

    private static List<Block> read(String html) {
        return new HtmlReader().read(html).blocks();
    }

    private static String plain(String html) {
        return new HtmlReader().read(html).plainText();
    }

    private static Paragraph paragraph(String text) {
        return new Paragraph(List.<Span>of(new Text(text)));
    }
}
