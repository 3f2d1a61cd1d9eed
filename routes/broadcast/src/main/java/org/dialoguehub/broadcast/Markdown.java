package org.dialoguehub.broadcast;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/**
 * Reads Markdown as people write it: every line break counts, addresses and topics need no marks, and HTML is text like any other.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/">CommonMark</a>
 */
public final class Markdown {
    private static final Parser PARSER = Parser.builder().maxOpenBlockParsers(RichText.DEEPEST).build();
    private static final Pattern MARKED =
            Pattern.compile("https?://[^\\s<>\"]+|(?<![\\p{L}\\p{N}_/&#])#(?=[\\p{N}_]*\\p{L})[\\p{L}\\p{M}\\p{N}_]+");
    private static final String CLOSING = ".,:;!?)]}'»”";

    private Markdown() {}

    public static RichText read(String markdown) {
        return new RichText(blocks(PARSER.parse(markdown), 0));
    }

    private static List<Block> blocks(Node parent, int depth) {
        List<Block> blocks = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node, depth + 1).ifPresent(blocks::add);
        }
        return blocks;
    }

    private static Optional<Block> block(Node node, int depth) {
        return switch (node) {
            case Paragraph paragraph -> Optional.of(new Block.Paragraph(spans(paragraph, depth)));
            case Heading heading -> Optional.of(new Block.Heading(heading.getLevel(), spans(heading, depth)));
            case BlockQuote quote -> Optional.of(new Block.Quote(blocks(quote, depth)));
            case OrderedList list -> Optional.of(new Block.Items(true, items(list, depth)));
            case BulletList list -> Optional.of(new Block.Items(false, items(list, depth)));
            case FencedCodeBlock code -> Optional.of(new Block.Code(code.getLiteral().stripTrailing(), language(code)));
            case IndentedCodeBlock code -> Optional.of(new Block.Code(code.getLiteral().stripTrailing(), Optional.empty()));
            case HtmlBlock html -> Optional.of(new Block.Paragraph(List.of(new Span.Text(html.getLiteral().strip()))));
            case ThematicBreak line -> Optional.of(new Block.Paragraph(List.of(new Span.Text("—"))));
            default -> Optional.empty();
        };
    }

    private static Optional<String> language(FencedCodeBlock code) {
        return Optional.ofNullable(code.getInfo()).map(String::strip).filter(info -> !info.isEmpty());
    }

    private static List<List<Block>> items(ListBlock list, int depth) {
        List<List<Block>> items = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            items.add(blocks(item, depth + 1));
        }
        return items;
    }

    private static List<Span> spans(Node parent, int depth) {
        List<Span> spans = new ArrayList<>();
        var words = new StringBuilder();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            // The parser breaks runs of text at every sign that might have been a mark.
            if (node instanceof Text text) {
                words.append(text.getLiteral());
            } else {
                marked(words, spans);
                span(node, depth + 1, spans);
            }
        }
        marked(words, spans);
        return spans;
    }

    private static void span(Node node, int depth, List<Span> spans) {
        switch (node) {
            case SoftLineBreak soft -> spans.add(new Span.Break());
            case HardLineBreak hard -> spans.add(new Span.Break());
            case Emphasis emphasis when depth < RichText.DEEPEST ->
                spans.add(new Span.Styled(Span.Style.EMPHASIS, spans(emphasis, depth)));
            case StrongEmphasis strong when depth < RichText.DEEPEST -> spans.add(new Span.Styled(Span.Style.STRONG, spans(strong, depth)));
            case Code code -> spans.add(new Span.Styled(Span.Style.CODE, List.of(new Span.Text(code.getLiteral()))));
            case Link link when depth < RichText.DEEPEST -> spans.addAll(link(link, depth));
            case Image image when depth < RichText.DEEPEST -> spans.addAll(spans(image, depth));
            case HtmlInline html -> spans.add(new Span.Text(html.getLiteral()));
            default -> {}
        }
    }

    private static List<Span> link(Link link, int depth) {
        List<Span> label = spans(link, depth).stream().map(Markdown::unlinked).toList();
        return address(link.getDestination()).<List<Span>>map(target -> List.of(new Span.Link(label, target))).orElse(label);
    }

    /** A link holds no link. */
    private static Span unlinked(Span span) {
        return span instanceof Span.Link inner ? new Span.Text(inner.target().toString()) : span;
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text)).filter(Span.Link::allows);
        } catch (URISyntaxException odd) {
            return Optional.empty();
        }
    }

    /** Finds addresses and topics in a run of text. */
    private static void marked(StringBuilder words, List<Span> spans) {
        String text = words.toString();
        words.setLength(0);
        int from = 0;
        for (Matcher mark = MARKED.matcher(text); mark.find();) {
            String found = withoutClosing(mark.group());
            Optional<Span> span = found.startsWith("#")
                    ? Optional.of(new Span.Hashtag(found.substring(1)))
                    : address(found).map(target -> new Span.Link(List.of(new Span.Text(found)), target));
            if (span.isPresent()) {
                plain(text.substring(from, mark.start()), spans);
                spans.add(span.get());
                from = mark.start() + found.length();
            }
        }
        plain(text.substring(from), spans);
    }

    private static void plain(String text, List<Span> spans) {
        if (!text.isEmpty()) {
            spans.add(new Span.Text(text));
        }
    }

    /** What closes the sentence, or a bracket that was opened before it, is no part of an address. */
    private static String withoutClosing(String address) {
        int end = address.length();
        while (end > 0 && CLOSING.indexOf(address.charAt(end - 1)) >= 0 && !closesOwn(address, end)) {
            end--;
        }
        return address.substring(0, end);
    }

    private static boolean closesOwn(String address, int end) {
        return address.charAt(end - 1) == ')'
                && address.substring(0, end).chars().filter(sign -> sign == '(').count() >= address.substring(0, end).chars()
                        .filter(sign -> sign == ')').count();
    }
}
