package org.dialoguehub.broadcast;

import java.util.List;
import java.util.function.Function;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/**
 * Says a text with other spans, its form kept.
 *
 * @param spans what stands in place of a span that has no style; code is left as it is
 */
record Rewriting(Function<Span, List<Span>> spans) {
    RichText of(RichText text) {
        return new RichText(blocks(text.blocks()));
    }

    private List<Block> blocks(List<Block> blocks) {
        return blocks.stream().map(this::block).toList();
    }

    private Block block(Block block) {
        return switch (block) {
            case Block.Paragraph(List<Span> run) -> new Block.Paragraph(run(run));
            case Block.Heading(int level, List<Span> run) -> new Block.Heading(level, run(run));
            case Block.Quote(List<Block> inner) -> new Block.Quote(blocks(inner));
            case Block.Items(boolean numbered, List<List<Block>> items) ->
                new Block.Items(numbered, items.stream().map(this::blocks).toList());
            case Block.Folded(Block.Folded.Kind kind, List<Block> inner) -> new Block.Folded(kind, blocks(inner));
            case Block.Code code -> code;
        };
    }

    private List<Span> run(List<Span> run) {
        return run.stream().flatMap(span -> span(span).stream()).toList();
    }

    private List<Span> span(Span span) {
        return switch (span) {
            case Span.Styled styled when styled.style() == Span.Style.CODE -> List.of(styled);
            case Span.Styled(Span.Style style, List<Span> inner) -> List.of(new Span.Styled(style, run(inner)));
            default -> spans.apply(span);
        };
    }
}
