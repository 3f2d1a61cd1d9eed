package org.dialoguehub.model;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** A run of text inside a block. */
public sealed interface Span {
    record Text(String text) implements Span {}

    /** A link; schemes that execute something are refused. */
    record Link(List<Span> spans, URI target) implements Span {
        public Link {
            spans = List.copyOf(spans);
            String scheme = target.getScheme();
            if (scheme == null || !SAFE.contains(scheme.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("A link must begin with one of " + SAFE + ": " + target);
            }
        }

        private static final List<String> SAFE = List.of("http", "https", "mailto", "tel", "xmpp", "geo");

        /** Whether a link may point there. */
        public static boolean allows(URI target) {
            return target.getScheme() != null
                    && SAFE.contains(target.getScheme().toLowerCase(Locale.ROOT));
        }
    }

    /** An account spoken of or to; {@code label} is what people read. */
    record Mention(AccountId account, String label) implements Span {}

    /** A topic, without its number sign. */
    record Hashtag(String name) implements Span {}

    record Styled(Style style, List<Span> spans) implements Span {
        public Styled {
            spans = List.copyOf(spans);
        }
    }

    /** A line break inside a block. */
    record Break() implements Span {}

    /** A picture in the text, one of the note's attachments. */
    record Image(BlobId content, String description) implements Span {}

    /** How a run of text is marked. */
    enum Style {
        STRONG,
        EMPHASIS,
        CODE,
        STRUCK
    }
}
