package org.dialoguehub.toolkit;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link RichText} as HTML that may stand inside a body. Every character of the text is escaped, the same text always gives the
 * same HTML, and {@link HtmlReader} reads it back as the same tree, but for mentions and hashtags, which become words, and what is folded.
 *
 * <p>Time grows linearly with the length. Safe for use by several threads if the functions are.
 */
public final class HtmlWriter {
    private final Function<BlobId, URI> images;
    private final @Nullable Function<Block.Folded.Kind, String> summaries;

    private HtmlWriter(Function<BlobId, URI> images, @Nullable Function<Block.Folded.Kind, String> summaries) {
        this.images = images;
        this.summaries = summaries;
    }

    /**
     * For a page: what is folded unfolds on a click.
     *
     * @param images where the bytes of an image are
     * @param summaries what a reader clicks on
     */
    public static HtmlWriter forPages(Function<BlobId, URI> images, Function<Block.Folded.Kind, String> summaries) {
        return new HtmlWriter(images, summaries);
    }

    /**
     * For mail: what is folded is written out, what was quoted as a quotation.
     *
     * @param images where the bytes of an image are, such as {@code cid:…}
     */
    public static HtmlWriter forMail(Function<BlobId, URI> images) {
        return new HtmlWriter(images, null);
    }

    public String write(RichText text) {
        var html = new StringBuilder();
        blocks(text.blocks(), html);
        return html.toString();
    }

    private void blocks(List<Block> blocks, StringBuilder html) {
        blocks.forEach(block -> block(block, html));
    }

    private void block(Block block, StringBuilder html) {
        switch (block) {
            case Block.Paragraph(List<Span> spans) -> element("p", spans, html);
            case Block.Heading(int level, List<Span> spans) -> element("h" + level, spans, html);
            case Block.Quote(List<Block> blocks) -> element("blockquote", "blockquote", blocks, html);
            case Block.Items items -> items(items, html);
            case Block.Code code -> code(code, html);
            case Block.Folded folded -> folded(folded, html);
        }
    }

    private void element(String tag, List<Span> spans, StringBuilder html) {
        html.append('<').append(tag).append('>');
        spans(spans, html);
        html.append("</").append(tag).append(">\n");
    }

    private void element(String tag, String start, List<Block> blocks, StringBuilder html) {
        html.append('<').append(start).append(">\n");
        blocks(blocks, html);
        html.append("</").append(tag).append(">\n");
    }

    private void items(Block.Items list, StringBuilder html) {
        String tag = list.numbered() ? "ol" : "ul";
        html.append('<').append(tag).append(">\n");
        for (List<Block> item : list.items()) {
            if (item.size() == 1 && item.getFirst() instanceof Block.Paragraph(List<Span> spans)) {
                element("li", spans, html);
            } else {
                element("li", "li", item, html);
            }
        }
        html.append("</").append(tag).append(">\n");
    }

    private static void code(Block.Code code, StringBuilder html) {
        html.append("<pre><code");
        code.language().ifPresent(language -> html.append(" class=\"language-").append(escaped(language)).append('"'));
        html.append('>').append(escaped(code.text())).append("</code></pre>\n");
    }

    private void folded(Block.Folded folded, StringBuilder html) {
        String kind = folded.kind().name().toLowerCase(Locale.ROOT);
        if (summaries != null) {
            html.append("<details class=\"").append(kind).append("\">\n<summary>");
            html.append(escaped(summaries.apply(folded.kind()))).append("</summary>\n");
            blocks(folded.blocks(), html);
            html.append("</details>\n");
            return;
        }
        switch (folded.kind()) {
            case QUOTED -> element("blockquote", "blockquote type=\"cite\"", folded.blocks(), html);
            case SIGNATURE, FOOTER -> element("div", "div class=\"" + kind + "\"", folded.blocks(), html);
        }
    }

    private void spans(List<Span> spans, StringBuilder html) {
        spans.forEach(span -> span(span, html));
    }

    private void span(Span span, StringBuilder html) {
        switch (span) {
            case Span.Text(String text) -> html.append(escaped(text));
            case Span.Link(List<Span> spans, URI target) -> {
                html.append("<a href=\"").append(escaped(target.toString())).append("\" rel=\"nofollow noopener\">");
                spans(spans, html);
                html.append("</a>");
            }
            case Span.Mention mention -> html.append("<span class=\"mention\">").append(escaped(mention.label())).append("</span>");
            case Span.Hashtag(String name) -> html.append("<span class=\"hashtag\">#").append(escaped(name)).append("</span>");
            case Span.Styled(Span.Style style, List<Span> spans) -> {
                html.append('<').append(tag(style)).append('>');
                spans(spans, html);
                html.append("</").append(tag(style)).append('>');
            }
            case Span.Break() -> html.append("<br>\n");
            case Span.Image(BlobId content, String description) ->
                html.append("<img src=\"")
                        .append(escaped(images.apply(content).toString()))
                        .append("\" alt=\"")
                        .append(escaped(description))
                        .append("\">");
        }
    }

    private static String tag(Span.Style style) {
        return switch (style) {
            case STRONG -> "strong";
            case EMPHASIS -> "em";
            case CODE -> "code";
            case STRUCK -> "s";
        };
    }

    private static String escaped(String text) {
        String readable = Characters.readable(text);
        var escaped = new StringBuilder(readable.length() + 16);
        for (int index = 0; index < readable.length(); index++) {
            char each = readable.charAt(index);
            switch (each) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(each);
            }
        }
        return escaped.toString();
    }
}
