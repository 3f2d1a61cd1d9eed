package org.dialoguehub.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Block.Folded;
import org.dialoguehub.model.Span;

/**
 * Folds what is not the writer's own words, as {@link OwnWords} tells it; nothing is thrown away. A quote with own words below it stays a
 * quote, and so does a mail passed on; a mail is never cut to nothing.
 */
final class Folding {
    private final boolean forwarded;
    private final List<Part> parts = new ArrayList<>();

    private Folding(boolean forwarded) {
        this.forwarded = forwarded;
    }

    /** Blocks of which all are one of these. */
    private record Part(Kin kin, boolean forward, List<Block> blocks) {}

    /** How labels are shown. */
    private enum Kin {
        OWN,
        QUOTED,
        SIGNATURE,
        FOOTER;

        static Kin of(Label label) {
            return switch (label) {
                case OWN -> OWN;
                case ATTRIBUTION, HEADER, QUOTE, FORWARD -> QUOTED;
                case SIGNATURE, CLIENT -> SIGNATURE;
                case FOOTER -> FOOTER;
            };
        }
    }

    /** Folds a plain text. */
    static List<Block> plain(String text, boolean forwarded) {
        Lines lines = OwnWords.labelled(Lines.of(text));
        var folding = new Folding(forwarded);
        int from = 0;
        for (int to = 1; to <= lines.size(); to++) {
            if (to == lines.size() || (!lines.isBlank(to) && Kin.of(lines.label(to)) != Kin.of(lines.label(from)))) {
                folding.add(lines, from, to);
                from = to;
            }
        }
        return folding.fold(() -> PlainReader.read(text));
    }

    private void add(Lines lines, int from, int to) {
        var text = new StringBuilder();
        boolean forward = false;
        for (int line = from; line < to; line++) {
            text.append(lines.raw(line)).append('\n');
            forward |= lines.label(line) == Label.FORWARD;
        }
        Kin kin = Kin.of(lines.label(from));
        parts.add(new Part(kin, forward, kin == Kin.OWN ? PlainReader.readUnquoted(text.toString()) : PlainReader.read(text.toString())));
    }

    /** Folds a formatted text. */
    static List<Block> rich(List<Block> blocks, boolean forwarded) {
        List<Unit> units = Unit.of(blocks);
        var folding = new Folding(forwarded);
        List<Label> labels = labels(units);
        int from = 0;
        for (int to = 1; to <= units.size(); to++) {
            if (to == units.size() || Kin.of(labels.get(to)) != Kin.of(labels.get(from))) {
                boolean forward = labels.subList(from, to).contains(Label.FORWARD);
                folding.parts.add(new Part(Kin.of(labels.get(from)), forward, blocks(units.subList(from, to))));
                from = to;
            }
        }
        return folding.fold(() -> blocks);
    }

    /** The lines of a formatted text, labelled. */
    static Lines labelled(List<Block> blocks) {
        return labelled(Unit.of(blocks), new ArrayList<>());
    }

    /** The lines of units, labelled; {@code starts} takes where each unit begins, and the end. */
    private static Lines labelled(List<Unit> units, List<Integer> starts) {
        var raw = new ArrayList<String>();
        for (Unit unit : units) {
            if (unit.begins()) {
                raw.add("");
            }
            starts.add(raw.size());
            raw.addAll(unit.texts());
        }
        starts.add(raw.size());
        Lines lines = Lines.of(raw);
        for (int unit = 0; unit < units.size(); unit++) {
            lines.preset(starts.get(unit), starts.get(unit + 1), units.get(unit).claimed());
        }
        return OwnWords.labelled(lines);
    }

    /** A label for each unit: that of its first line with words. */
    private static List<Label> labels(List<Unit> units) {
        var starts = new ArrayList<Integer>();
        Lines lines = labelled(units, starts);
        var labels = new ArrayList<Label>();
        for (int unit = 0; unit < units.size(); unit++) {
            int first = lines.next(starts.get(unit), starts.get(unit + 1));
            boolean blank = first == starts.get(unit + 1);
            labels.add(!blank ? lines.label(first) : labels.isEmpty() ? Label.OWN : labels.getLast());
        }
        return labels;
    }

    /** Puts the parts together; if the sender's own words would all be folded, takes the text as it is. */
    private List<Block> fold(Supplier<List<Block>> asItIs) {
        var blocks = new ArrayList<Block>();
        int lastOwn = parts.size() - 1;
        while (lastOwn >= 0 && (parts.get(lastOwn).kin() != Kin.OWN || parts.get(lastOwn).blocks().isEmpty())) {
            lastOwn--;
        }
        boolean passedOn = false;
        for (int index = 0; index < parts.size(); index++) {
            Part part = parts.get(index);
            boolean shown = index < lastOwn || part.forward() || forwarded;
            passedOn |= part.kin() == Kin.QUOTED && shown;
            switch (part.kin()) {
                case OWN -> blocks.addAll(part.blocks());
                case QUOTED ->
                    blocks.add(shown ? new Block.Quote(opened(part.blocks())) : new Folded(Folded.Kind.QUOTED, opened(part.blocks())));
                case SIGNATURE -> blocks.add(new Folded(Folded.Kind.SIGNATURE, opened(part.blocks())));
                case FOOTER -> blocks.add(new Folded(Folded.Kind.FOOTER, opened(part.blocks())));
            }
        }
        return lastOwn >= 0 || passedOn ? blocks : asItIs.get();
    }

    /** The blocks, of which quotes and folds are opened: they go into one of their own. */
    private static List<Block> opened(List<Block> blocks) {
        return blocks.stream()
                .flatMap(block -> switch (block) {
                    case Block.Quote(List<Block> quoted) -> quoted.stream();
                    case Folded(Folded.Kind kind, List<Block> folded) -> folded.stream();
                    default -> Stream.of(block);
                })
                .toList();
    }

    private static List<Block> blocks(List<Unit> units) {
        var blocks = new ArrayList<Block>();
        var paragraph = new ArrayList<Span>();
        for (Unit unit : units) {
            if (unit.begins() && !paragraph.isEmpty()) {
                blocks.add(new Block.Paragraph(paragraph));
                paragraph.clear();
            }
            switch (unit) {
                case Unit.Line(List<Span> spans, String text, boolean first) -> {
                    if (!paragraph.isEmpty()) {
                        paragraph.add(new Span.Break());
                    }
                    paragraph.addAll(spans);
                }
                case Unit.Whole(Block block) -> blocks.add(block);
            }
        }
        if (!paragraph.isEmpty()) {
            blocks.add(new Block.Paragraph(paragraph));
        }
        return blocks;
    }
}
