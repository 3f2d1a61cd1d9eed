package org.dialoguehub.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Block.Code;
import org.dialoguehub.model.Block.Folded;
import org.dialoguehub.model.Block.Items;
import org.dialoguehub.model.Block.Paragraph;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span.Break;
import org.dialoguehub.model.Span.Hashtag;
import org.dialoguehub.model.Span.Image;
import org.dialoguehub.model.Span.Link;
import org.dialoguehub.model.Span.Mention;
import org.dialoguehub.model.Span.Text;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {
    private static final HtmlWriter MAIL = HtmlWriter.forMail(blob -> URI.create("cid:" + blob + "@example.org"));
    private static final HtmlWriter PAGE = HtmlWriter.forPages(blob -> URI.create("/blobs/" + blob), kind -> "Show <" + kind + ">");

    @Test
    void escapesEveryText() {
        var evil = "</p><script>'\"&\uD800\0";
        var safe = "&lt;/p&gt;&lt;script&gt;&#39;&quot;&amp;\uFFFD";

        assertThat(MAIL.write(paragraph(new Text(evil)))).isEqualTo("<p>" + safe + "</p>\n");
        assertThat(MAIL.write(paragraph(new Mention(new AccountId("a"), evil)))).contains(safe).doesNotContain("<script");
        assertThat(MAIL.write(paragraph(new Hashtag(evil)))).contains(safe).doesNotContain("<script");
        assertThat(MAIL.write(paragraph(new Image(new BlobId("b".repeat(64)), evil)))).contains("alt=\"" + safe + "\"");
        assertThat(MAIL.write(new RichText(List.of(new Code(evil, Optional.of(evil))))))
                .isEqualTo("<pre><code class=\"language-" + safe + "\">" + safe + "</code></pre>\n");
    }

    @Test
    void writesLinksThatTellNothingOfThePageAround() {
        var link = new Link(List.of(new Text("here")), URI.create("https://example.org/?a=1&b='2'"));

        assertThat(MAIL.write(paragraph(link)))
                .isEqualTo("<p><a href=\"https://example.org/?a=1&amp;b=&#39;2&#39;\" rel=\"nofollow noopener\">here</a></p>\n");
    }

    @Test
    void writesListsTightWhereAnItemIsOneParagraph() {
        var one = new Paragraph(List.of(new Text("a"), new Break(), new Text("b")));

        assertThat(MAIL.write(new RichText(List.of(new Items(true, List.of(List.of(one), List.of(one, one)))))))
                .isEqualTo("<ol>\n<li>a<br>\nb</li>\n<li>\n<p>a<br>\nb</p>\n<p>a<br>\nb</p>\n</li>\n</ol>\n");
    }

    @Test
    void foldsOnPagesAndQuotesInMail() {
        var folded = new RichText(List.of(
                new Folded(Folded.Kind.QUOTED, List.<Block>of(new Paragraph(List.of(new Text("q"))))),
                new Folded(Folded.Kind.SIGNATURE, List.<Block>of(new Paragraph(List.of(new Text("s")))))));

        assertThat(PAGE.write(folded))
                .isEqualTo("""
                        <details class="quoted">
                        <summary>Show &lt;QUOTED&gt;</summary>
                        <p>q</p>
                        </details>
                        <details class="signature">
                        <summary>Show &lt;SIGNATURE&gt;</summary>
                        <p>s</p>
                        </details>
                        """);
        assertThat(MAIL.write(folded))
                .isEqualTo("<blockquote type=\"cite\">\n<p>q</p>\n</blockquote>\n<div class=\"signature\">\n<p>s</p>\n</div>\n");
    }

    private static RichText paragraph(org.dialoguehub.model.Span span) {
        return new RichText(List.of(new Paragraph(List.of(span))));
    }
}
