package org.dialoguehub.toolkit;

import java.util.List;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/** How many levels a text has, every block and span counted. */
final class Depth {
    private Depth() {}

    static int of(RichText text) {
        return blocks(text.blocks());
    }

    private static int blocks(List<Block> blocks) {
        return blocks.stream().mapToInt(Depth::of).max().orElse(0);
    }

    private static int spans(List<Span> spans) {
        return spans.stream().mapToInt(Depth::of).max().orElse(0);
    }

    private static int of(Block block) {
        return 1 + switch (block) {
            case Block.Paragraph paragraph -> spans(paragraph.spans());
            case Block.Heading heading -> spans(heading.spans());
            case Block.Quote quote -> blocks(quote.blocks());
            case Block.Items items -> items.items().stream().mapToInt(Depth::blocks).max().orElse(0);
            case Block.Code code -> 0;
            case Block.Folded folded -> blocks(folded.blocks());
        };
    }

    private static int of(Span span) {
        return 1 + switch (span) {
            case Span.Link link -> spans(link.spans());
            case Span.Styled styled -> spans(styled.spans());
            case Span.Text text -> 0;
            case Span.Mention mention -> 0;
            case Span.Hashtag hashtag -> 0;
            case Span.Break end -> 0;
            case Span.Image image -> 0;
        };
    }
}
