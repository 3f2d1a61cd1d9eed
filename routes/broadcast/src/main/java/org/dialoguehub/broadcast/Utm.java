package org.dialoguehub.broadcast;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/**
 * Lets links tell the site they lead to where they were clicked, by the parameters that web analytics read
 * (<a href="https://support.google.com/analytics/answer/10917952">UTM parameters</a>). Links that have such parameters stay as they are.
 *
 * @param source the network
 */
record Utm(String source, String campaign) {
    RichText in(RichText text) {
        return new RichText(blocks(text.blocks()));
    }

    private List<Block> blocks(List<Block> blocks) {
        return blocks.stream().map(this::block).toList();
    }

    private Block block(Block block) {
        return switch (block) {
            case Block.Paragraph(List<Span> spans) -> new Block.Paragraph(spans(spans));
            case Block.Heading(int level, List<Span> spans) -> new Block.Heading(level, spans(spans));
            case Block.Quote(List<Block> inner) -> new Block.Quote(blocks(inner));
            case Block.Items(boolean numbered, List<List<Block>> items) ->
                new Block.Items(numbered, items.stream().map(this::blocks).toList());
            case Block.Folded(Block.Folded.Kind kind, List<Block> inner) -> new Block.Folded(kind, blocks(inner));
            case Block.Code code -> code;
        };
    }

    private List<Span> spans(List<Span> spans) {
        return spans.stream().map(this::span).toList();
    }

    private Span span(Span span) {
        return switch (span) {
            case Span.Link link -> link(link);
            case Span.Styled(Span.Style style, List<Span> inner) -> new Span.Styled(style, spans(inner));
            case Span.Text plain -> plain;
            case Span.Mention mention -> mention;
            case Span.Hashtag topic -> topic;
            case Span.Break end -> end;
            case Span.Image image -> image;
        };
    }

    /** An address that was written out is shown as it leads now. */
    private Span link(Span.Link link) {
        URI target = target(link.target());
        boolean bare = link.spans().equals(List.of(new Span.Text(link.target().toString())));
        return new Span.Link(bare ? List.of(new Span.Text(target.toString())) : link.spans(), target);
    }

    private URI target(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        if ((!scheme.equals("http") && !scheme.equals("https")) || query.contains("utm_")) {
            return address;
        }
        String written = address.toString();
        int end = written.indexOf('#') < 0 ? written.length() : written.indexOf('#');
        String parameters = "utm_source=" + encoded(source) + "&utm_medium=social&utm_campaign=" + encoded(campaign);
        String joint = address.getRawQuery() == null ? "?" : query.isEmpty() ? "" : "&";
        return URI.create(written.substring(0, end) + joint + parameters + written.substring(end));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
