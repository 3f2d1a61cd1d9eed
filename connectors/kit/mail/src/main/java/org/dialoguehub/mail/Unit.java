package org.dialoguehub.mail;

import java.util.ArrayList;
import java.util.List;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Block.Folded;
import org.dialoguehub.model.Block.Folded.Kind;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/** What gets one label in a formatted text: a line of a paragraph, or another block as a whole. */
sealed interface Unit {
    /** A line; {@code first} of its paragraph. */
    record Line(List<Span> spans, String text, boolean first) implements Unit {}

    record Whole(Block block) implements Unit {}

    static List<Unit> of(List<Block> blocks) {
        var units = new ArrayList<Unit>();
        for (Block block : blocks) {
            if (block instanceof Block.Paragraph(List<Span> spans)) {
                lines(spans, units);
            } else {
                units.add(new Whole(block));
            }
        }
        return units;
    }

    private static void lines(List<Span> spans, List<Unit> units) {
        boolean first = true;
        int from = 0;
        for (int index = 0; index <= spans.size(); index++) {
            if (index == spans.size() || spans.get(index) instanceof Span.Break) {
                List<Span> line = spans.subList(from, index);
                units.add(new Line(line, SpanText.of(line).strip(), first));
                first = false;
                from = index + 1;
            }
        }
    }

    /** The lines to be labelled for it. */
    default List<String> texts() {
        return switch (this) {
            case Line line -> List.of(line.text());
            case Whole(Folded(Kind kind, List<Block> blocks)) -> new RichText(blocks).plainText().lines().toList();
            case Whole(Block.Quote(List<Block> blocks)) -> new RichText(blocks).plainText().lines().toList();
            case Whole(Block block) -> new RichText(List.of(block)).plainText().lines().toList();
        };
    }

    /** Whether it begins a paragraph. */
    default boolean begins() {
        return !(this instanceof Line line) || line.first();
    }

    /** What the format itself says of it: a quote, a signature; else the sender's. */
    default Label claimed() {
        return switch (this) {
            case Whole(Block.Quote quote) -> Label.QUOTE;
            case Whole(Folded(Kind kind, List<Block> blocks)) -> switch (kind) {
                case QUOTED -> headers() ? Label.OWN : Label.QUOTE;
                case SIGNATURE -> Label.SIGNATURE;
                case FOOTER -> Label.FOOTER;
            };
            default -> Label.OWN;
        };
    }

    private boolean headers() {
        Lines lines = Lines.of(texts());
        int first = lines.next(0, lines.size());
        return first < lines.size()
                && (PassedOn.afterHeaders(lines, first, true) > 0 || PassedOn.isForward(lines.text(first))
                        || PassedOn.isOriginal(lines.text(first)));
    }
}
