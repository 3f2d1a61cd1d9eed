package org.dialoguehub.adaptation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/**
 * A text as one run of characters, as a network counts it, and the way back: any range of it as a text of its own. Marks that a network adds to the forms it
 * shows stand as the characters that people would write.
 */
final class Flat {
    private static final String BETWEEN_BLOCKS = "\n\n";

    private final RichText text;
    private final StringBuilder characters = new StringBuilder();
    private final BitSet whole = new BitSet();
    /** Where each block begins, so that a part is found without a walk through all before it. */
    private final int[] begins;

    Flat(RichText text) {
        this.text = text;
        this.begins = new int[text.blocks().size()];
        for (int index = 0; index < begins.length; index++) {
            characters.append(index == 0 ? "" : BETWEEN_BLOCKS);
            begins[index] = characters.length();
            block(text.blocks().get(index));
        }
    }

    String characters() {
        return characters.toString();
    }

    /** All but the white space at both ends. */
    String stripped() {
        return characters().strip();
    }

    /** The text without white space at both ends. */
    RichText whole() {
        String run = characters();
        int from = run.length() - run.stripLeading().length();
        int length = stripped().length();
        return length == 0 || length == run.length() ? text : part(from, from + length);
    }

    /** Whether a break before that character would go through a link, a name, a topic or a picture. */
    boolean isInside(int index) {
        return whole.get(index);
    }

    private void blocks(List<Block> blocks, String between) {
        for (int index = 0; index < blocks.size(); index++) {
            characters.append(index == 0 ? "" : between);
            block(blocks.get(index));
        }
    }

    private void block(Block block) {
        switch (block) {
            case Block.Paragraph(List<Span> spans) -> spans(spans);
            case Block.Heading heading -> spans(heading.spans());
            case Block.Quote(List<Block> inner) -> blocks(inner, BETWEEN_BLOCKS);
            case Block.Items list -> {
                for (int index = 0; index < list.items().size(); index++) {
                    characters.append(index == 0 ? "" : "\n").append(mark(list, index));
                    blocks(list.items().get(index), "\n");
                }
            }
            case Block.Code code -> characters.append(code.text());
            case Block.Folded(var kind, List<Block> inner) -> blocks(inner, BETWEEN_BLOCKS);
        }
    }

    private static String mark(Block.Items list, int index) {
        return list.numbered() ? index + 1 + ". " : "- ";
    }

    private void spans(List<Span> spans) {
        for (Span span : spans) {
            switch (span) {
                case Span.Text(String run) -> characters.append(run);
                case Span.Link link -> unbroken(words(link));
                case Span.Mention mention -> unbroken(mention.label());
                case Span.Hashtag(String name) -> unbroken("#" + name);
                case Span.Styled styled -> spans(styled.spans());
                case Span.Break() -> characters.append('\n');
                case Span.Image image -> {}
            }
        }
    }

    private void unbroken(String run) {
        int from = characters.length();
        characters.append(run);
        whole.set(Math.min(from + 1, characters.length()), characters.length());
    }

    private static String words(Span span) {
        return new RichText(List.of(new Block.Paragraph(span instanceof Span.Link link ? link.spans() : List.of(span)))).plainText();
    }

    /** What stands in the range, which begins and ends at what is no white space. What the range only touches stays out. */
    RichText part(int from, int to) {
        int first = firstAt(from);
        int last = Math.max(first, firstAt(to));
        if (begins.length == 0) {
            return text;
        }
        return new RichText(new Scissors(from, to, begins[first]).blocks(text.blocks().subList(first, last + 1), BETWEEN_BLOCKS.length()));
    }

    /** The block in which that character stands, or behind which. */
    private int firstAt(int index) {
        int found = Arrays.binarySearch(begins, index);
        return Math.max(0, found < 0 ? -found - 2 : found);
    }

    /** Walks as the flattening did, and keeps what is in the range. */
    private static final class Scissors {
        private final int from;
        private final int to;
        private int at;

        Scissors(int from, int to, int at) {
            this.from = from;
            this.to = to;
            this.at = at;
        }

        List<Block> blocks(List<Block> blocks, int between) {
            List<Block> kept = new ArrayList<>();
            for (int index = 0; index < blocks.size(); index++) {
                at += index == 0 ? 0 : between;
                block(blocks.get(index), kept);
            }
            return kept;
        }

        private void block(Block block, List<Block> kept) {
            switch (block) {
                case Block.Paragraph(List<Span> spans) -> {
                    List<Span> inner = spans(spans);
                    if (!inner.isEmpty()) {
                        kept.add(new Block.Paragraph(inner));
                    }
                }
                case Block.Heading(int level, List<Span> spans) -> {
                    List<Span> inner = spans(spans);
                    if (!inner.isEmpty()) {
                        kept.add(new Block.Heading(level, inner));
                    }
                }
                case Block.Quote(List<Block> blocks) -> {
                    List<Block> inner = blocks(blocks, BETWEEN_BLOCKS.length());
                    if (!inner.isEmpty()) {
                        kept.add(new Block.Quote(inner));
                    }
                }
                case Block.Items list -> items(list, kept);
                case Block.Code code -> {
                    String run = run(code.text());
                    if (!run.isBlank()) {
                        kept.add(new Block.Code(run, code.language()));
                    }
                }
                case Block.Folded(var kind, List<Block> blocks) -> {
                    List<Block> inner = blocks(blocks, BETWEEN_BLOCKS.length());
                    if (!inner.isEmpty()) {
                        kept.add(new Block.Folded(kind, inner));
                    }
                }
            }
        }

        private void items(Block.Items list, List<Block> kept) {
            List<List<Block>> items = new ArrayList<>();
            for (int index = 0; index < list.items().size(); index++) {
                at += (index == 0 ? 0 : 1) + mark(list, index).length();
                List<Block> inner = blocks(list.items().get(index), 1);
                if (!inner.isEmpty()) {
                    items.add(inner);
                }
            }
            if (!items.isEmpty()) {
                kept.add(new Block.Items(list.numbered(), items));
            }
        }

        private List<Span> spans(List<Span> spans) {
            List<Span> kept = new ArrayList<>();
            for (Span span : spans) {
                span(span, kept);
            }
            return kept;
        }

        private void span(Span span, List<Span> kept) {
            switch (span) {
                case Span.Text(String text) -> {
                    String run = run(text);
                    if (!run.isEmpty()) {
                        kept.add(new Span.Text(run));
                    }
                }
                case Span.Link link -> {
                    String words = words(link);
                    String run = run(words);
                    if (!run.isEmpty()) {
                        kept.add(run.equals(words) ? link : new Span.Link(List.of(new Span.Text(run)), link.target()));
                    }
                }
                case Span.Mention mention -> unbroken(mention.label(), span, kept);
                case Span.Hashtag(String name) -> unbroken("#" + name, span, kept);
                case Span.Styled(Span.Style style, List<Span> spans) -> {
                    List<Span> inner = spans(spans);
                    if (!inner.isEmpty()) {
                        kept.add(new Span.Styled(style, inner));
                    }
                }
                case Span.Break() -> {
                    if (!run("\n").isEmpty()) {
                        kept.add(span);
                    }
                }
                case Span.Image image -> {
                    if (at >= from && at < to) {
                        kept.add(image);
                    }
                }
            }
        }

        private void unbroken(String words, Span span, List<Span> kept) {
            String run = run(words);
            if (!run.isEmpty()) {
                kept.add(run.equals(words) ? span : new Span.Text(run));
            }
        }

        private String run(String words) {
            int begin = at;
            at += words.length();
            return begin >= to || at <= from ? "" : words.substring(Math.max(from - begin, 0), Math.min(to - begin, words.length()));
        }
    }
}
