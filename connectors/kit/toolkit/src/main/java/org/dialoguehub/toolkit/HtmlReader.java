package org.dialoguehub.toolkit;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block.Folded;
import org.dialoguehub.model.RichText;
import org.jsoup.parser.Parser;

/**
 * Reads HTML from anybody as a {@link RichText}. Every input gives a text, and none throws; scripts, styles, hidden parts and tracking pixels
 * are left out, and links that a {@link org.dialoguehub.model.Span.Link} refuses become plain text. The tree is at most
 * {@link RichText#DEEPEST} levels deep, however deep the source.
 *
 * <p>White space is collapsed and lines are broken as browsers do: a {@code div} is a line, a {@code p} a paragraph. A table of figures
 * becomes one line for each row, its cells parted by {@code |}; a table that serves the layout becomes what stands in it.
 *
 * <p>Time and memory grow linearly with the length: the worst input costs about 300 ns and 100 bytes a character, so limit the length
 * before if it comes from strangers. Safe for use by several threads if the functions are.
 */
public final class HtmlReader {
    /** Deeper elements become neighbours. People nest some dozens; each further one costs the parser time at every tag. */
    private static final int DEEPEST_ELEMENT = 256;

    private static final Pattern LONG_NAME = Pattern.compile("(</?[a-zA-Z][^\\s/>]{99})[^\\s/>]++");

    private final Function<String, Optional<BlobId>> images;
    private final Folding folding;

    /** A reader that knows no images and folds nothing. */
    public HtmlReader() {
        this(cid -> Optional.empty());
    }

    /**
     * A reader that folds nothing.
     *
     * @param images the bytes that go with a content id (RFC 2392, without {@code cid:} and angle brackets, decoded)
     */
    public HtmlReader(Function<String, Optional<BlobId>> images) {
        this(images, (tag, attributes) -> Optional.empty());
    }

    /**
     * A reader that folds.
     *
     * @param images as above
     * @param folding which elements to fold away
     */
    public HtmlReader(Function<String, Optional<BlobId>> images, Folding folding) {
        this.images = images;
        this.folding = folding;
    }

    public RichText read(String html) {
        var document = Parser.htmlParser().setMaxDepth(DEEPEST_ELEMENT).parseInput(harmless(html), "");
        var walk = new HtmlWalk(DataTables.in(document), images, folding);
        document.filter(walk);
        return walk.text();
    }

    /** The parser puts the name of a tag together piece by piece, in quadratic time if it is long or holds NULs; HTML means neither. */
    private static String harmless(String html) {
        return LONG_NAME.matcher(html.replace("\0", "")).replaceAll("$1");
    }

    /** Says which elements hold words that are not the writer's own, such as {@code <div class="gmail_quote">}. */
    @FunctionalInterface
    public interface Folding {
        /**
         * Called once for each element outside of code.
         *
         * @param tag in lower case
         * @param attributes the value of an attribute by its name in lower case, empty if it is not there
         */
        Optional<Folded.Kind> of(String tag, UnaryOperator<String> attributes);
    }
}
