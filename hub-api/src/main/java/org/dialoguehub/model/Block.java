package org.dialoguehub.model;

import java.util.List;
import java.util.Optional;

/** A part of a text that stands for itself: a paragraph, a list, a quotation. */
public sealed interface Block {
    record Paragraph(List<Span> spans) implements Block {
        public Paragraph {
            spans = List.copyOf(spans);
        }
    }

    /**
     * A title within the text.
     *
     * @param level 1 to 6, 1 the most important
     */
    record Heading(int level, List<Span> spans) implements Block {
        public Heading {
            if (level < 1 || level > 6) {
                throw new IllegalArgumentException("A heading of level " + level + "; 1 to 6 are allowed");
            }
            spans = List.copyOf(spans);
        }
    }

    /** Words of somebody else, quoted on purpose. */
    record Quote(List<Block> blocks) implements Block {
        public Quote {
            blocks = List.copyOf(blocks);
        }
    }

    /** A list, of which each item is blocks, so that lists nest. */
    record Items(boolean numbered, List<List<Block>> items) implements Block {
        public Items {
            items = items.stream().map(List::copyOf).toList();
        }
    }

    /** Text to show as it stands, in letters of one width. */
    record Code(String text, Optional<String> language) implements Block {}

    /**
     * What stands in the message but is not the writer's own words here; shown on request, and never thrown away.
     *
     * @param kind why it is folded
     */
    record Folded(Kind kind, List<Block> blocks) implements Block {
        public Folded {
            blocks = List.copyOf(blocks);
        }

        /** Why something is folded. */
        public enum Kind {
            /** The message that is answered, repeated by the mail client. */
            QUOTED,
            /** The signature under the message. */
            SIGNATURE,
            /** What a list or a service adds below. */
            FOOTER
        }
    }
}
