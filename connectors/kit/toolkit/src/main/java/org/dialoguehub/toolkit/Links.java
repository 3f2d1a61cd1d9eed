package org.dialoguehub.toolkit;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.dialoguehub.model.Span;

/** Reads where links from strangers point. */
final class Links {
    private static final String ALLOWED = "-._~:/?#@!$&'()*+,;=";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Links() {}

    /** The target, if a link may point there; what a URI may not have in it is escaped, as browsers do. */
    static Optional<URI> read(String href) {
        String trimmed = Characters.readable(href).replaceAll("[\\n\\t\\r\\f]", "").strip();
        return parsed(trimmed).or(() -> parsed(escaped(trimmed))).filter(Span.Link::allows);
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException wrong) {
            return Optional.empty();
        }
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(each -> {
            boolean plain = each < 128 && (Character.isLetterOrDigit(each) || ALLOWED.indexOf(each) >= 0);
            if (plain || each == '%') {
                escaped.appendCodePoint(each);
            } else {
                for (byte octet : Character.toString(each).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%').append(HEX.toHexDigits(octet));
                }
            }
        });
        return escaped.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }
}
