package org.dialoguehub.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/**
 * A text as a page has room for it: no longer than so many characters, with headings below those of the page, and pictures as their descriptions, since they are
 * among the attachments.
 */
final class Excerpt {
    private static final int LOWEST_HEADING = 6;
    private static final int HEADINGS_ABOVE = 3;

    private int left;
    private boolean cut;

    private Excerpt(int left) {
        this.left = left;
    }

    /**
     * What there is room for.
     *
     * @param cut whether there is more
     */
    record Part(RichText text, boolean cut) {}

    static Part of(RichText text, int longest) {
        var excerpt = new Excerpt(longest);
        var kept = new RichText(excerpt.blocks(text.blocks()));
        return new Part(kept, excerpt.cut);
    }

    private List<Block> blocks(List<Block> blocks) {
        List<Block> kept = new ArrayList<>();
        for (Block block : blocks) {
            if (hasRoom()) {
                kept.add(block(block));
            }
        }
        return kept;
    }

    private Block block(Block block) {
        return switch (block) {
            case Block.Paragraph(List<Span> spans) -> new Block.Paragraph(spans(spans));
            case Block.Heading(int level, List<Span> spans) ->
                new Block.Heading(Math.min(LOWEST_HEADING, level + HEADINGS_ABOVE), spans(spans));
            case Block.Quote(List<Block> blocks) -> new Block.Quote(blocks(blocks));
            case Block.Items(boolean numbered, List<List<Block>> items) -> new Block.Items(numbered, items(items));
            case Block.Code(String text, Optional<String> language) -> new Block.Code(text(text), language);
            case Block.Folded(Block.Folded.Kind kind, List<Block> blocks) -> new Block.Folded(kind, blocks(blocks));
        };
    }

    private List<List<Block>> items(List<List<Block>> items) {
        List<List<Block>> kept = new ArrayList<>();
        for (List<Block> item : items) {
            if (hasRoom()) {
                kept.add(blocks(item));
            }
        }
        return kept;
    }

    private List<Span> spans(List<Span> spans) {
        List<Span> kept = new ArrayList<>();
        for (Span span : spans) {
            if (hasRoom()) {
                kept.add(span(span));
            }
        }
        return kept;
    }

    private Span span(Span span) {
        return switch (span) {
            case Span.Text(String text) -> new Span.Text(text(text));
            case Span.Link link -> new Span.Link(spans(link.spans()), link.target());
            case Span.Mention mention -> new Span.Mention(mention.account(), text(mention.label()));
            case Span.Hashtag(String name) -> new Span.Hashtag(text(name));
            case Span.Styled(Span.Style style, List<Span> spans) -> new Span.Styled(style, spans(spans));
            case Span.Break() -> span;
            case Span.Image image -> new Span.Text(text(image.description().isBlank() ? "" : "[" + image.description() + "]"));
        };
    }

    private boolean hasRoom() {
        cut |= left <= 0;
        return left > 0;
    }

    private String text(String text) {
        if (text.length() <= left) {
            left -= text.length();
            return text;
        }
        cut = true;
        int end = Character.isHighSurrogate(text.charAt(left - 1)) ? left - 1 : left;
        left = 0;
        return text.substring(0, end);
    }
}
