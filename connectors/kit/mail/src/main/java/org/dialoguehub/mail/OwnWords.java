package org.dialoguehub.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Block.Folded;
import org.dialoguehub.model.Block.Folded.Kind;
import org.dialoguehub.model.Span;

/**
 * Tells the writer's own words apart from what stands in the same mail: the mail that is answered, a signature, the list's footer. These are
 * folded, never thrown away. A quote with own words below it stays a quote, and a mail is never cut to nothing.
 */
final class OwnWords {
    private static final int LONGEST_SIGNATURE = 15;
    private static final int LONGEST_FOOTER = 14;

    private static final Pattern RULE = Pattern.compile("[_=*~-]{15,}|(?:-=){5,}-?");

    private static final Pattern FOOTER = Pattern.compile(
            "mailing list|mailinglist|unsubscribe|postituslista|sähköpostilista|e-postlista|mailingliste|liste de diffusion|lista de correo|"
                    + "mailman|listinfo|lists?\\.|google groups|groups\\.google|groups\\.io|sympa|you received this message because|"
                    + "peruuta tilaus|avprenumerera|abbestellen|désabonner|se désinscrire",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern FOOTER_OPENS = Pattern.compile(
            "you received this message because you are subscribed.*|to unsubscribe from this (?:group|list).*|links: you receive all messages.*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern MOBILE = Pattern.compile(
            "(?:sent from (?:my |mail for |yahoo|outlook|proton|samsung|a )?.{0,60}|get outlook for (?:ios|android).{0,80}|sent via .{0,60}|"
                    + "lähetetty (?:iphone|ipad|android|minun|samsung|puhelime|outlook|sähköposti).{0,60}|hanki outlook for .{0,60}|"
                    + "skickat från (?:min|mitt|outlook|yahoo|samsung).{0,60}|hämta outlook för .{0,60}|"
                    + "von meinem .{1,40} gesendet|gesendet von .{0,60}|gesendet mit .{0,60}|outlook für (?:ios|android).{0,60}|"
                    + "envoyé de (?:mon|ma) .{0,60}|envoyé depuis .{0,60}|télécharger outlook .{0,60}|"
                    + "enviado (?:desde|do|de|a partir do) (?:mi|meu|outlook|yahoo|samsung).{0,60}|obtener outlook para .{0,60}|"
                    + "inviato da(?:l mio)? .{0,60}|verzonden vanaf? mijn .{0,60}|verstuurd vanaf? mijn .{0,60}|"
                    + "sendt fra min .{0,60}|wysłane z .{0,60}|отправлено с .{0,60})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final List<Unit> units = new ArrayList<>();
    private final boolean forwarded;

    private OwnWords(boolean forwarded) {
        this.forwarded = forwarded;
    }

    /**
     * Splits a text.
     *
     * @param subject that of the mail, which tells a mail passed on from one answered
     */
    static List<Block> split(List<Block> blocks, String subject) {
        var words = new OwnWords(ReplyHeader.isForwardSubject(subject));
        blocks.forEach(words::take);
        List<Block> split = words.split();
        return hasOwnWords(split) ? split : blocks;
    }

    /** A line of a paragraph, or another block as a whole. */
    private sealed interface Unit {
        record Line(List<Span> spans, String text, boolean first) implements Unit {}

        record Whole(Block block) implements Unit {}
    }

    private void take(Block block) {
        if (!(block instanceof Block.Paragraph(List<Span> spans))) {
            units.add(new Unit.Whole(block));
            return;
        }
        boolean first = true;
        int from = 0;
        for (int index = 0; index <= spans.size(); index++) {
            if (index == spans.size() || spans.get(index) instanceof Span.Break) {
                List<Span> line = spans.subList(from, index);
                units.add(new Unit.Line(line, SpanText.of(line).strip(), first));
                first = false;
                from = index + 1;
            }
        }
    }

    private List<Block> split() {
        int end = units.size();
        int footer = footer(end);
        int quoted = quoted(footer);
        int afterQuote = footer;
        // A signature below the quote.
        if (quoted == footer) {
            int below = signature(footer);
            int quotedAbove = quoted(below);
            if (below < footer && quotedAbove < below) {
                quoted = quotedAbove;
                afterQuote = below;
            }
        }
        int signature = signature(quoted);
        var result = new ArrayList<>(own(0, signature));
        if (!hasOwnWords(result)) {
            signature = quoted;
            result = new ArrayList<>(own(0, quoted));
        }
        fold(Kind.SIGNATURE, signature, quoted, result);
        if (forwarded || isForward(quoted, afterQuote)) {
            List<Block> passedOn = unwrapped(quoted, afterQuote);
            if (!passedOn.isEmpty()) {
                result.add(new Block.Quote(passedOn));
            }
        } else {
            fold(Kind.QUOTED, quoted, afterQuote, result);
        }
        fold(Kind.SIGNATURE, afterQuote, footer, result);
        fold(Kind.FOOTER, footer, end, result);
        return result;
    }

    private void fold(Kind kind, int from, int to, List<Block> result) {
        List<Block> blocks = unwrapped(from, to);
        if (!blocks.isEmpty()) {
            result.add(new Folded(kind, blocks));
        }
    }

    /** Where the footer of a list begins, or {@code end}: at the rule above it, else at the first line that only footers have. */
    private int footer(int end) {
        int begin = end;
        for (int index = end - 1; index >= Math.max(0, end - LONGEST_FOOTER); index--) {
            if (!(units.get(index) instanceof Unit.Line line)) {
                return isFolded(index, Kind.FOOTER) ? index : begin;
            }
            if (isDelimiter(line.text()) || RULE.matcher(line.text()).matches()) {
                return begin < end || saysFooter(index + 1, end) ? index : end;
            }
            begin = FOOTER_OPENS.matcher(line.text()).matches() ? index : begin;
        }
        return begin;
    }

    private boolean saysFooter(int from, int to) {
        for (int index = from; index < to; index++) {
            if (units.get(index) instanceof Unit.Line line && FOOTER.matcher(line.text()).find()) {
                return true;
            }
        }
        return false;
    }

    /** Where what is quoted to the end begins, or {@code end}. */
    private int quoted(int end) {
        int lastOwn = end - 1;
        while (lastOwn >= 0 && (isQuote(lastOwn) || isEmpty(lastOwn))) {
            lastOwn--;
        }
        int lastQuote = end - 1;
        while (lastQuote >= 0 && !isQuote(lastQuote)) {
            lastQuote--;
        }
        for (int index = 0; index < end; index++) {
            if (!(units.get(index) instanceof Unit.Line line)) {
                if (isHeaderBlock(units.get(index))) {
                    return index;
                }
                continue;
            }
            boolean opens = ReplyHeader.isOriginalMessage(line.text())
                    || ReplyHeader.isForward(line.text())
                    || (line.text().indexOf(':') > 0 && ReplyHeader.isHeaderBlock(lines(index, end)));
            if (opens) {
                return ruled(index);
            }
            int after = afterAttribution(index, end);
            if (after > index && (after > lastOwn || after > lastQuote)) {
                return index;
            }
        }
        int tail = lastOwn + 1;
        return tail < end && tail > 0 ? tail : end;
    }

    /** Where the rule above begins, if there is one. */
    private int ruled(int index) {
        boolean rule = index > 0 && units.get(index - 1) instanceof Unit.Line above && RULE.matcher(above.text()).matches();
        return rule ? index - 1 : index;
    }

    /** The place after the lines that say who wrote what follows, or {@code index} if they do not. */
    private int afterAttribution(int index, int end) {
        var text = new StringBuilder();
        for (int next = index; next < Math.min(end, index + 4); next++) {
            if (!(units.get(next) instanceof Unit.Line line)) {
                break;
            }
            text.append(next == index ? "" : " ").append(line.text());
            if (!ReplyHeader.mayEnd(line.text())) {
                continue;
            }
            String joined = text.toString();
            boolean several = next > index;
            if (several && (!ReplyHeader.opens(joined) || ReplyHeader.isClear(line.text()))) {
                break;
            }
            boolean quoteFollows = isQuote(next + 1, end);
            if (ReplyHeader.isClear(joined) || (quoteFollows && ReplyHeader.isLikely(joined))) {
                return next + 1;
            }
        }
        return index;
    }

    /** Where the signature that ends before {@code end} begins, or {@code end}. */
    private int signature(int end) {
        int begin = end;
        while (begin > 0 && isFolded(begin - 1, Kind.SIGNATURE)) {
            begin--;
        }
        if (begin < end) {
            boolean delimited = begin > 0 && units.get(begin - 1) instanceof Unit.Line line && isDelimiter(line.text());
            return delimited ? begin - 1 : begin;
        }
        for (int index = end - 1; index >= Math.max(0, end - LONGEST_SIGNATURE - 1); index--) {
            if (isQuote(index)) {
                break;
            }
            if (units.get(index) instanceof Unit.Line line && isDelimiter(line.text())) {
                return index;
            }
        }
        int mobile = end;
        while (mobile > 0 && end - mobile < 2 && units.get(mobile - 1) instanceof Unit.Line line && MOBILE.matcher(line.text()).matches()) {
            mobile--;
        }
        return mobile;
    }

    /** The blocks of own words; a line that says who wrote a quote goes into that quote. */
    private List<Block> own(int from, int to) {
        var blocks = new ArrayList<Block>();
        int start = from;
        for (int index = from; index < to; index++) {
            int after = afterAttribution(index, to);
            boolean attributed = after > index && isQuote(after, to);
            if (attributed || (isFolded(index, Kind.QUOTED) && isQuote(index + 1, to))) {
                int quote = Math.max(after, index + 1);
                blocks.addAll(blocks(start, index));
                var quotedBlocks = new ArrayList<>(unwrapped(index, quote));
                quotedBlocks.addAll(unwrapped(quote, quote + 1));
                blocks.add(new Block.Quote(quotedBlocks));
                index = quote;
                start = quote + 1;
            }
        }
        blocks.addAll(blocks(start, to));
        return blocks;
    }

    private List<Block> blocks(int from, int to) {
        var blocks = new ArrayList<Block>();
        var paragraph = new ArrayList<Span>();
        for (int index = from; index < to; index++) {
            switch (units.get(index)) {
                case Unit.Line(List<Span> spans, String text, boolean first) -> {
                    if (first && !paragraph.isEmpty()) {
                        blocks.add(new Block.Paragraph(paragraph));
                        paragraph.clear();
                    }
                    if (!paragraph.isEmpty()) {
                        paragraph.add(new Span.Break());
                    }
                    paragraph.addAll(spans);
                }
                case Unit.Whole(Block block) -> {
                    if (!paragraph.isEmpty()) {
                        blocks.add(new Block.Paragraph(paragraph));
                        paragraph.clear();
                    }
                    blocks.add(block);
                }
            }
        }
        if (!paragraph.isEmpty()) {
            blocks.add(new Block.Paragraph(paragraph));
        }
        return blocks;
    }

    /** The blocks, of which quotes and folds are opened: they go into one of their own. */
    private List<Block> unwrapped(int from, int to) {
        return blocks(from, to).stream()
                .flatMap(block -> switch (block) {
                    case Block.Quote(List<Block> blocks) -> blocks.stream();
                    case Folded(Kind kind, List<Block> blocks) -> blocks.stream();
                    default -> List.of(block).stream();
                })
                .toList();
    }

    private boolean isForward(int from, int to) {
        if (from >= to) {
            return false;
        }
        return switch (units.get(from)) {
            case Unit.Line line -> ReplyHeader.isForward(line.text());
            case Unit.Whole(Folded(Kind kind, List<Block> blocks)) ->
                !blocks.isEmpty() && blocks.getFirst() instanceof Block.Paragraph(List<Span> spans)
                        && ReplyHeader.isForward(SpanText.of(spans).lines().findFirst().orElse(""));
            case Unit.Whole whole -> false;
        };
    }

    private static boolean isHeaderBlock(Unit unit) {
        return unit instanceof Unit.Whole(Folded(Kind kind, List<Block> blocks))
                && kind == Kind.QUOTED
                && !blocks.isEmpty()
                && blocks.getFirst() instanceof Block.Paragraph(List<Span> spans)
                && (ReplyHeader.isHeaderBlock(SpanText.of(spans).lines().toList())
                        || ReplyHeader.isForward(SpanText.of(spans).lines().findFirst().orElse("")));
    }

    private List<String> lines(int from, int to) {
        var lines = new ArrayList<String>();
        for (int index = from; index < Math.min(to, from + 8); index++) {
            if (!(units.get(index) instanceof Unit.Line line)) {
                break;
            }
            lines.add(line.text());
        }
        return lines;
    }

    private boolean isQuote(int index, int to) {
        return index < to && isQuote(index);
    }

    private boolean isQuote(int index) {
        return isFolded(index, Kind.QUOTED) || (units.get(index) instanceof Unit.Whole(Block block) && block instanceof Block.Quote);
    }

    private boolean isFolded(int index, Kind kind) {
        return units.get(index) instanceof Unit.Whole(Folded folded) && folded.kind() == kind;
    }

    private boolean isEmpty(int index) {
        return units.get(index) instanceof Unit.Line line && line.text().isEmpty();
    }

    private static boolean isDelimiter(String text) {
        return text.equals("--") || text.equals("—");
    }

    private static boolean hasOwnWords(List<Block> blocks) {
        return blocks.stream().anyMatch(block -> switch (block) {
            case Folded folded -> false;
            case Block.Quote quote -> true;
            case Block.Paragraph(List<Span> spans) ->
                !SpanText.of(spans).isBlank() || spans.stream().anyMatch(Span.Image.class::isInstance);
            case Block.Heading heading -> true;
            case Block.Items items -> true;
            case Block.Code code -> true;
        });
    }
}
