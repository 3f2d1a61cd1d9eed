package org.dialoguehub.model;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a tree of blocks as people write plain text: quotations with {@code >}, items with a dash or a number. */
record PlainText(boolean folded) {
    String of(List<Block> blocks) {
        return blocks.stream().map(this::block).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private String block(Block block) {
        return switch (block) {
            case Block.Paragraph(List<Span> spans) -> spans(spans);
            case Block.Heading heading -> spans(heading.spans());
            case Block.Quote(List<Block> blocks) -> indent("> ", "> ", of(blocks));
            case Block.Items items -> items(items);
            case Block.Code code -> code.text().stripTrailing();
            case Block.Folded(Block.Folded.Kind kind, List<Block> blocks) -> folded ? folded(kind, of(blocks)) : "";
        };
    }

    private static String folded(Block.Folded.Kind kind, String text) {
        return switch (kind) {
            case QUOTED -> indent("> ", "> ", text);
            case SIGNATURE -> "-- \n" + text;
            case FOOTER -> text;
        };
    }

    private String items(Block.Items list) {
        var text = new StringBuilder();
        for (int index = 0; index < list.items().size(); index++) {
            String mark = list.numbered() ? index + 1 + ". " : "- ";
            text.append(index == 0 ? "" : "\n");
            text.append(indent(mark, " ".repeat(mark.length()), of(list.items().get(index))));
        }
        return text.toString();
    }

    private static String indent(String first, String rest, String text) {
        return first + text.replace("\n", "\n" + rest);
    }

    private static String spans(List<Span> spans) {
        var text = new StringBuilder();
        spans.forEach(span -> text.append(span(span)));
        return text.toString();
    }

    private static String span(Span span) {
        return switch (span) {
            case Span.Text(String text) -> text;
            case Span.Link link -> link(spans(link.spans()), link.target().toString());
            case Span.Mention mention -> mention.label();
            case Span.Hashtag(String name) -> "#" + name;
            case Span.Styled styled -> spans(styled.spans());
            case Span.Break() -> "\n";
            case Span.Image image -> image.description().isBlank() ? "" : "[" + image.description() + "]";
        };
    }

    private static String link(String label, String target) {
        return label.isBlank() || label.equals(target) || ("mailto:" + label).equals(target) ? target : label + " <" + target + ">";
    }
}
