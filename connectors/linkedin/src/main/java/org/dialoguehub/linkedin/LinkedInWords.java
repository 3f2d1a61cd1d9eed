package org.dialoguehub.linkedin;

import java.util.List;
import java.util.function.UnaryOperator;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/** Walks through the writer's own words of a text. */
final class LinkedInWords {
    private LinkedInWords() {}

    /** The same text with each span of it changed, the outer before the inner; what is folded stays as it is. */
    static RichText each(RichText text, UnaryOperator<Span> change) {
        return new RichText(blocks(text.blocks(), change));
    }

    private static List<Block> blocks(List<Block> blocks, UnaryOperator<Span> change) {
        return blocks.stream().<Block>map(block -> switch (block) {
            case Block.Paragraph(List<Span> spans) -> new Block.Paragraph(spans(spans, change));
            case Block.Heading(int level, List<Span> spans) -> new Block.Heading(level, spans(spans, change));
            case Block.Quote(List<Block> inner) -> new Block.Quote(blocks(inner, change));
            case Block.Items(boolean numbered, List<List<Block>> items) ->
                new Block.Items(numbered, items.stream().map(item -> blocks(item, change)).toList());
            case Block.Code code -> code;
            case Block.Folded folded -> folded;
        }).toList();
    }

    private static List<Span> spans(List<Span> spans, UnaryOperator<Span> change) {
        return spans.stream().map(change).<Span>map(span -> switch (span) {
            case Span.Link link -> new Span.Link(spans(link.spans(), change), link.target());
            case Span.Styled styled -> new Span.Styled(styled.style(), spans(styled.spans(), change));
            case Span.Text text -> text;
            case Span.Mention mention -> mention;
            case Span.Hashtag hashtag -> hashtag;
            case Span.Break end -> end;
            case Span.Image image -> image;
        }).toList();
    }
}
