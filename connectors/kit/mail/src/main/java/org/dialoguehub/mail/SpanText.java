package org.dialoguehub.mail;

import java.util.List;
import org.dialoguehub.model.Span;

/** The bare words of spans, for finding out what a line is. */
final class SpanText {
    private SpanText() {}

    static String of(List<Span> spans) {
        if (spans.size() == 1 && spans.getFirst() instanceof Span.Text(String only)) {
            return only;
        }
        var text = new StringBuilder();
        append(spans, text);
        return text.toString();
    }

    private static void append(List<Span> spans, StringBuilder text) {
        for (Span span : spans) {
            switch (span) {
                case Span.Text(String words) -> text.append(words);
                case Span.Link link -> append(link.spans(), text);
                case Span.Styled styled -> append(styled.spans(), text);
                case Span.Mention mention -> text.append(mention.label());
                case Span.Hashtag(String name) -> text.append('#').append(name);
                case Span.Break() -> text.append('\n');
                case Span.Image image -> text.append(image.description());
            }
        }
    }
}
