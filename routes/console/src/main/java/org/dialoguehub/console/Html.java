package org.dialoguehub.console;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a page. It can be made from text, which is escaped, and of elements, which are closed: so whatever strangers write, it stays text.
 *
 * @param markup well formed
 */
record Html(String markup) implements Part {
    private static final Set<String> WITHOUT_CONTENT = Set.of("br", "hr", "img", "input", "link", "meta");
    private static final Html NOTHING = new Html("");

    static Html nothing() {
        return NOTHING;
    }

    static Html text(String text) {
        return new Html(escaped(text));
    }

    static Html element(String name, Part... parts) {
        var html = new StringBuilder("<").append(name);
        for (Part part : parts) {
            if (part instanceof Attribute(String attribute, String value)) {
                html.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"');
            }
        }
        html.append('>');
        for (Part part : parts) {
            if (part instanceof Html(String markup)) {
                html.append(markup);
            }
        }
        return new Html(WITHOUT_CONTENT.contains(name) ? html.toString() : html.append("</").append(name).append('>').toString());
    }

    static Html element(String name, String text) {
        return element(name, text(text));
    }

    static Html all(Stream<Html> pieces) {
        return new Html(pieces.map(Html::markup).collect(Collectors.joining()));
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().filter(Html::isReadable).forEach(each -> {
            switch (each) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(each);
            }
        });
        return escaped.toString();
    }

    /** Neither a control character nor half of a surrogate pair, which HTML forbids. */
    private static boolean isReadable(int each) {
        int type = Character.getType(each);
        return type != Character.SURROGATE && (type != Character.CONTROL || each == '\n' || each == '\t');
    }
}
