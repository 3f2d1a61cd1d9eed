package org.dialoguehub.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dialoguehub.model.Block.Paragraph;

/**
 * A text as a small tree of blocks and spans, the common ground of all networks.
 *
 * <p>Who reads a text from outside keeps the tree at most {@value #DEEPEST} levels deep; what is deeper becomes plain text of the last
 * level.
 */
public record RichText(List<Block> blocks) {
    /** Deeper nesting says nothing to people, and would exhaust the stack of those who walk the tree. */
    public static final int DEEPEST = 50;

    public RichText {
        blocks = List.copyOf(blocks);
    }

    /** Plain text: blank lines part paragraphs, other line ends are line breaks. */
    public static RichText of(String plain) {
        return new RichText(Arrays.stream(plain.strip().split("\\R\\s*\\R", -1))
                .filter(part -> !part.isBlank())
                .<Block>map(part -> new Paragraph(lines(part)))
                .toList());
    }

    /** Nothing at all. */
    public static RichText empty() {
        return new RichText(List.of());
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The writer's own words as plain text: what is folded is left out. Lines end with {@code \n}; there is none at the end. */
    public String ownWords() {
        return new PlainText(false).of(blocks);
    }

    /** All as plain text, what is folded included. Lines end with {@code \n}; there is none at the end. */
    public String plainText() {
        return new PlainText(true).of(blocks);
    }

    private static List<Span> lines(String part) {
        return part.lines()
                .map(String::stripTrailing)
                .flatMap(line -> List.<Span>of(new Span.Break(), new Span.Text(line)).stream())
                .skip(1)
                .collect(Collectors.toUnmodifiableList());
    }
}
