package org.dialoguehub.adaptation;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.text.TextRules;
import org.dialoguehub.text.TextRules.Form;

/** Writes the forms that a network lacks with plain characters. One for each text, as it remembers which topics were named. */
final class Forms {
    private static final String QUOTED = "> ";

    private final Set<Form> shows;
    private final Directory directory;
    private final Set<String> topics = new HashSet<>();
    private final Set<Change> changes = new LinkedHashSet<>();

    Forms(TextRules rules, Directory directory) {
        this.shows = rules.shows();
        this.directory = directory;
    }

    /** What was changed so far, each once. */
    List<Change> changes() {
        return List.copyOf(changes);
    }

    RichText of(RichText text) {
        return new RichText(blocks(text.blocks()));
    }

    private List<Block> blocks(List<Block> blocks) {
        return blocks.stream().flatMap(block -> block(block).stream()).collect(Collectors.toUnmodifiableList());
    }

    private List<Block> block(Block block) {
        return switch (block) {
            case Block.Paragraph(List<Span> spans) -> paragraph(spans(spans));
            case Block.Heading(int level, List<Span> spans) when shows.contains(Form.HEADING) ->
                List.of(new Block.Heading(level, spans(spans)));
            case Block.Heading heading -> lost(Form.HEADING, paragraph(spans(heading.spans())));
            case Block.Quote(List<Block> inner) when shows.contains(Form.QUOTE) -> List.of(new Block.Quote(blocks(inner)));
            case Block.Quote(List<Block> inner) -> lost(Form.QUOTE, blocks(inner).stream().map(Forms::quoted).toList());
            case Block.Items(boolean numbered, List<List<Block>> items) when shows.contains(Form.LIST) ->
                List.of(new Block.Items(numbered, items.stream().map(this::blocks).toList()));
            case Block.Items items -> lost(Form.LIST, paragraph(listed(items)));
            case Block.Code code when shows.contains(Form.CODE) -> List.of(code);
            case Block.Code code -> lost(Form.CODE, paragraph(lines(code.text())));
            case Block.Folded folded when shows.contains(Form.QUOTE) -> List.of(new Block.Folded(folded.kind(), blocks(folded.blocks())));
            case Block.Folded folded -> {
                changes.add(new Change(Change.Kind.FOLDED, folded.kind().name().toLowerCase(Locale.ROOT)));
                yield List.of();
            }
        };
    }

    private <T> T lost(Form form, T instead) {
        changes.add(new Change(Change.Kind.FORM, form.name().toLowerCase(Locale.ROOT)));
        return instead;
    }

    private static List<Block> paragraph(List<Span> spans) {
        return spans.isEmpty() ? List.of() : List.of(new Block.Paragraph(spans));
    }

    /** Each line behind the sign that mail made known. */
    private static Block quoted(Block block) {
        return switch (block) {
            case Block.Paragraph(List<Span> spans) -> new Block.Paragraph(marked(QUOTED, QUOTED, spans));
            case Block.Heading(int level, List<Span> spans) -> new Block.Heading(level, marked(QUOTED, QUOTED, spans));
            case Block.Code code ->
                new Block.Code(code.text().lines().map(QUOTED::concat).collect(Collectors.joining("\n")), code.language());
            case Block.Items items -> items;
            case Block.Quote quote -> quote;
            case Block.Folded folded -> folded;
        };
    }

    private List<Span> listed(Block.Items list) {
        List<Span> lines = new ArrayList<>();
        for (int index = 0; index < list.items().size(); index++) {
            String mark = list.numbered() ? index + 1 + ". " : "- ";
            List<Span> item = new ArrayList<>();
            for (Block block : blocks(list.items().get(index))) {
                broken(item);
                item.addAll(inLines(block));
            }
            broken(lines);
            lines.addAll(marked(mark, " ".repeat(mark.length()), item));
        }
        return lines;
    }

    private List<Span> inLines(Block block) {
        return switch (block) {
            case Block.Paragraph(List<Span> spans) -> spans;
            case Block.Heading heading -> heading.spans();
            case Block.Code code -> lines(code.text());
            case Block.Items items -> listed(items);
            case Block.Quote(List<Block> inner) -> lines(new RichText(inner).plainText());
            case Block.Folded(var kind, List<Block> inner) -> lines(new RichText(inner).plainText());
        };
    }

    private static void broken(List<Span> lines) {
        if (!lines.isEmpty()) {
            lines.add(new Span.Break());
        }
    }

    private static List<Span> marked(String first, String rest, List<Span> spans) {
        List<Span> marked = new ArrayList<>(List.of(new Span.Text(first)));
        for (Span span : spans) {
            marked.add(span);
            if (span instanceof Span.Break) {
                marked.add(new Span.Text(rest));
            }
        }
        return marked;
    }

    private static List<Span> lines(String text) {
        List<Span> lines = new ArrayList<>();
        text.stripTrailing().lines().forEach(line -> {
            broken(lines);
            lines.add(new Span.Text(line));
        });
        return lines;
    }

    private List<Span> spans(List<Span> spans) {
        return spans.stream().flatMap(span -> span(span).stream()).collect(Collectors.toUnmodifiableList());
    }

    private List<Span> span(Span span) {
        return switch (span) {
            case Span.Text text -> text.text().isEmpty() ? List.of() : List.of(text);
            case Span.Link link -> link(link);
            case Span.Mention mention -> List.of(directory.there(mention).<Span>map(known -> known).orElseGet(() -> named(mention)));
            case Span.Hashtag(String name) when topics.add(name.toLowerCase(Locale.ROOT)) -> List.of(span);
            case Span.Hashtag(String name) -> {
                changes.add(new Change(Change.Kind.HASHTAG, name));
                yield List.of(new Span.Text(name));
            }
            case Span.Styled(Span.Style style, List<Span> inner) when shows.contains(Form.EMPHASIS) ->
                List.of(new Span.Styled(style, spans(inner)));
            case Span.Styled styled -> lost(Form.EMPHASIS, spans(styled.spans()));
            case Span.Break() -> List.of(span);
            case Span.Image image when shows.contains(Form.IMAGE_IN_TEXT) -> List.of(image);
            case Span.Image image -> {
                changes.add(new Change(Change.Kind.IMAGE_BELOW, image.description()));
                yield List.of();
            }
        };
    }

    /** A name with the sign of a network in front would ring somebody there who is called so by chance. */
    private Span named(Span.Mention mention) {
        changes.add(new Change(Change.Kind.MENTION, mention.label()));
        return new Span.Text(mention.label().startsWith("@") ? mention.label().substring(1) : mention.label());
    }

    private List<Span> link(Span.Link link) {
        List<Span> label = spans(link.spans());
        if (shows.contains(Form.LINK)) {
            return List.of(new Span.Link(label, link.target()));
        }
        String words = new RichText(List.of(new Block.Paragraph(label))).plainText();
        String address = address(link.target());
        Span bare = address.equals(link.target().toString())
                ? new Span.Link(List.of(new Span.Text(address)), link.target())
                : new Span.Text(address);
        if (words.isBlank() || isSame(words, address)) {
            return List.of(bare);
        }
        List<Span> both = new ArrayList<>(lost(Form.LINK, label));
        both.add(new Span.Text(" "));
        both.add(bare);
        return both;
    }

    private static String address(URI target) {
        return "mailto".equalsIgnoreCase(target.getScheme()) ? target.toString().substring("mailto:".length()) : target.toString();
    }

    /** Whether the words say the address already, as people write it. */
    private static boolean isSame(String words, String address) {
        return bare(words).equals(bare(address));
    }

    private static String bare(String address) {
        String plain = address.strip().replaceFirst("^https?://(www\\.)?", "").replaceFirst("^www\\.", "");
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
