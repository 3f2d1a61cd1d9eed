package org.dialoguehub.toolkit;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.model.Span.Style;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link RichText} together from what is met on the way through a document, in its order. Collapses white space, turns an empty line
 * into the end of a paragraph, leaves out what is empty, and opens nothing beyond {@link RichText#DEEPEST}.
 */
final class TextBuilder {
    /** Below the innermost block there is room for a paragraph, every style and a link once, and a text. */
    private static final int MOST_FRAMES = RichText.DEEPEST - 3 - Style.values().length;

    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Deque<Format> formats = new ArrayDeque<>();
    private List<Run> runs = new ArrayList<>();
    private int lineEnds;
    private boolean lineIsVisible;
    private int heading;

    TextBuilder() {
        frames.push(new Frame(this, false, parts -> new Block.Quote(parts.getFirst())));
        formats.push(Format.PLAIN);
    }

    RichText build() {
        while (frames.size() > 1) {
            close(frames.element().owner);
        }
        endBlock();
        List<List<Block>> parts = frames.element().parts;
        return parts.isEmpty() ? RichText.empty() : new RichText(parts.getFirst());
    }

    /** Begins a block of blocks; it ends with {@link #close} for the same owner. */
    void open(Object owner, boolean list, Function<List<List<Block>>, Block> whole) {
        endBlock();
        if (frames.size() <= MOST_FRAMES) {
            frames.push(new Frame(owner, list, whole));
        }
    }

    /** Ends the block of that owner; if none is open, nothing happens. */
    void close(Object owner) {
        if (frames.size() == 1 || !frames.element().owner.equals(owner)) {
            return;
        }
        endBlock();
        Frame frame = frames.pop();
        List<List<Block>> parts = frame.parts.stream().filter(part -> !part.isEmpty()).toList();
        if (!parts.isEmpty()) {
            frames.element().add(frame.whole.apply(parts));
        }
    }

    /** Begins an item, if a list is the innermost block. */
    void item() {
        endBlock();
        if (frames.element().list) {
            frames.element().parts.add(new ArrayList<>());
        }
    }

    /** Makes a title of what follows; level 0 ends it. */
    void heading(int level) {
        endBlock();
        heading = level;
    }

    void code(String raw, Optional<String> language) {
        endBlock();
        String text = Characters.readable(raw.replace("\r\n", "\n").replace('\r', '\n')).stripTrailing();
        if (!text.isBlank()) {
            frames.element().add(new Block.Code(text, language));
        }
    }

    /** Marks what follows, up to {@link #unmark}. */
    void mark(Style style) {
        formats.push(formats.element().with(style));
    }

    /** Links what follows, up to {@link #unmark}. */
    void link(Optional<URI> target) {
        formats.push(target.map(formats.element()::with).orElseGet(formats::element));
    }

    void unmark() {
        formats.pop();
    }

    boolean isLinked() {
        return formats.element().isLinked();
    }

    /** Text in which any run of white space means one space. */
    void text(String raw) {
        Characters.readable(raw).chars().forEach(each -> {
            if (each == ' ' || each == '\n' || each == '\t' || each == '\r' || each == '\f') {
                space();
            } else {
                beginLine();
                words().append((char) each);
                lineIsVisible |= Characters.isVisible((char) each);
            }
        });
    }

    void image(Span.Image image) {
        beginLine();
        runs.add(new Run(formats.element(), image));
        lineIsVisible = true;
    }

    /** A space, unless there is one before, or none is seen at the beginning of a line. */
    void space() {
        if (lineEnds == 0 && !runs.isEmpty() && !endsWithSpace()) {
            words().append(' ');
        }
    }

    /** Ends the line, also an empty one. */
    void lineBreak() {
        settleLine();
        if (!runs.isEmpty()) {
            lineEnds++;
        }
    }

    /** Ends the line if there is anything on it, and leaves an empty one if at least two line ends are asked for. */
    void boundary(int ends) {
        settleLine();
        if (!runs.isEmpty()) {
            lineEnds = Math.max(lineEnds, ends);
        }
    }

    private void endBlock() {
        settleLine();
        lineEnds = 0;
        if (!runs.isEmpty()) {
            List<Span> spans = Format.nest(runs);
            frames.element().add(heading == 0 ? new Block.Paragraph(spans) : new Block.Heading(heading, spans));
            runs = new ArrayList<>();
        }
        lineIsVisible = false;
    }

    private void beginLine() {
        if (lineEnds > 1) {
            endBlock();
        } else if (lineEnds == 1) {
            runs.add(new Run(formats.element().sharedWith(runs.getLast().format()), new Span.Break()));
            lineEnds = 0;
            lineIsVisible = false;
        }
    }

    /** A space at the end of a line is not seen; a line on which nothing is seen, such as of no-break spaces, is an empty line. */
    private void settleLine() {
        if (lineEnds > 0 || runs.isEmpty()) {
            return;
        }
        if (!lineIsVisible) {
            boolean more = true;
            while (more && !runs.isEmpty()) {
                more = !runs.removeLast().isBreak();
            }
            lineEnds = runs.isEmpty() ? 0 : 2;
        } else if (endsWithSpace()) {
            StringBuilder words = runs.getLast().words();
            words.setLength(words.length() - 1);
            if (words.isEmpty()) {
                runs.removeLast();
            }
        }
    }

    private boolean endsWithSpace() {
        StringBuilder words = runs.getLast().words();
        return (!words.isEmpty() && words.charAt(words.length() - 1) == ' ') || runs.getLast().isBreak();
    }

    private StringBuilder words() {
        if (runs.isEmpty() || runs.getLast().leaf() != null || runs.getLast().format() != formats.element()) {
            runs.add(new Run(formats.element(), null));
        }
        return runs.getLast().words();
    }

    /** An open block of blocks. */
    private record Frame(Object owner, boolean list, Function<List<List<Block>>, Block> whole, List<List<Block>> parts) {
        Frame(Object owner, boolean list, Function<List<List<Block>>, Block> whole) {
            this(owner, list, whole, new ArrayList<>());
        }

        void add(Block block) {
            if (parts.isEmpty()) {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(block);
        }
    }

    /** Words, or a leaf that is none, in one format. */
    record Run(Format format, StringBuilder words, @Nullable Span leaf) {
        Run(Format format, @Nullable Span leaf) {
            this(format, new StringBuilder(), leaf);
        }

        boolean isBreak() {
            return leaf instanceof Span.Break;
        }

        Span span() {
            return leaf != null ? leaf : new Span.Text(words.toString());
        }
    }
}
