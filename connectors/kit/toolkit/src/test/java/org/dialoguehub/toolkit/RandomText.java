package org.dialoguehub.toolkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/** Texts as a reader makes them: nothing empty, no white space that nobody sees, no style within itself, no link within a link. */
final class RandomText {
    private static final List<Span.Style> STYLES = List.of(Span.Style.values());
    private static final List<String> WORDS = List.of("swim", "<b>", "&amp;", "\"x\"", "it's", "\u00A0x", "\uD83D\uDC4D", "héron", "|",
            "- 1", "> q", "</p>", "]]>", "#tag");

    private final RandomGenerator random;

    RandomText(RandomGenerator random) {
        this.random = random;
    }

    RichText next() {
        return new RichText(several(4, () -> block(0)));
    }

    private Block block(int depth) {
        return switch (random.nextInt(depth > 4 ? 3 : 6)) {
            case 0 -> new Block.Heading(1 + random.nextInt(6), line());
            case 1 -> new Block.Code(words() + "\n  " + words(), random.nextBoolean() ? Optional.of("java") : Optional.empty());
            case 2, 3 -> new Block.Paragraph(lines());
            case 4 -> new Block.Quote(several(3, () -> block(depth + 1)));
            default -> new Block.Items(random.nextBoolean(), several(3, () -> several(2, () -> block(depth + 1))));
        };
    }

    private List<Span> lines() {
        List<Span> spans = new ArrayList<>(line());
        for (int more = random.nextInt(3); more > 0; more--) {
            spans.add(new Span.Break());
            spans.addAll(line());
        }
        return spans;
    }

    private List<Span> line() {
        return line(EnumSet.noneOf(Span.Style.class), false);
    }

    /** Text and other spans by turns, since two texts side by side would be one. */
    private List<Span> line(Set<Span.Style> used, boolean linked) {
        List<Span> spans = new ArrayList<>();
        spans.add(new Span.Text(words()));
        for (int more = random.nextInt(3); more > 0; more--) {
            spans.add(marked(used, linked));
            spans.add(new Span.Text(Stream.of(" ", "").skip(random.nextInt(2)).findFirst().orElseThrow() + words()));
        }
        return spans;
    }

    private Span marked(Set<Span.Style> used, boolean linked) {
        var style = STYLES.get(random.nextInt(STYLES.size()));
        return switch (random.nextInt(3)) {
            case 0 -> new Span.Image(new BlobId("0123456789abcdef".repeat(4)), words());
            case 1 -> linked
                    ? new Span.Image(new BlobId("f".repeat(64)), "")
                    : new Span.Link(line(used, true), URI.create("https://example.org/?a=1&b=%20"));
            default -> {
                if (used.contains(style)) {
                    yield new Span.Image(new BlobId("e".repeat(64)), "");
                }
                var inner = EnumSet.copyOf(used);
                inner.add(style);
                yield new Span.Styled(style, line(inner, linked));
            }
        };
    }

    private String words() {
        return String.join(" ", several(3, () -> WORDS.get(random.nextInt(WORDS.size()))));
    }

    private <T> List<T> several(int most, Supplier<T> each) {
        return Stream.generate(each).limit(1 + random.nextInt(most)).toList();
    }
}
