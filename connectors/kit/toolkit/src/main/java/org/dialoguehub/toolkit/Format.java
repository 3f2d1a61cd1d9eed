package org.dialoguehub.toolkit;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.dialoguehub.model.Span;
import org.dialoguehub.model.Span.Style;
import org.jspecify.annotations.Nullable;

/** The marks around a run of text, from the innermost outwards; told apart by identity, so that neighbours that look alike stay two. */
final class Format {
    static final Format PLAIN = new Format(null, null, List::getFirst);

    private final @Nullable Format outer;
    private final @Nullable Style style;
    private final Function<List<Span>, Span> around;

    private Format(@Nullable Format outer, @Nullable Style style, Function<List<Span>, Span> around) {
        this.outer = outer;
        this.style = style;
        this.around = around;
    }

    /** This, within a style; a style within itself says nothing new. */
    Format with(Style inner) {
        for (Format each = this; each != null; each = each.outer) {
            if (each.style == inner) {
                return this;
            }
        }
        return new Format(this, inner, spans -> new Span.Styled(inner, spans));
    }

    /** This, within a link; there is no link within a link. */
    Format with(URI target) {
        return isLinked() ? this : new Format(this, null, spans -> new Span.Link(spans, target));
    }

    boolean isLinked() {
        for (Format each = this; each.outer != null; each = each.outer) {
            if (each.style == null) {
                return true;
            }
        }
        return false;
    }

    /** The marks that two formats have in common. */
    Format sharedWith(Format other) {
        Format shared = this;
        while (shared.outer != null && !shared.isAround(other)) {
            shared = shared.outer;
        }
        return shared;
    }

    /** The runs as a tree of spans. */
    static List<Span> nest(List<TextBuilder.Run> runs) {
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(PLAIN));
        for (TextBuilder.Run run : runs) {
            while (!open.element().format.isAround(run.format())) {
                closeOne(open);
            }
            Deque<Format> missing = new ArrayDeque<>();
            for (Format each = run.format(); each != null && each != open.element().format; each = each.outer) {
                missing.push(each);
            }
            missing.forEach(each -> open.push(new Level(each)));
            open.element().spans.add(run.span());
        }
        while (open.size() > 1) {
            closeOne(open);
        }
        return open.element().spans;
    }

    private boolean isAround(Format inner) {
        for (Format each = inner; each != null; each = each.outer) {
            if (each == this) {
                return true;
            }
        }
        return false;
    }

    private static void closeOne(Deque<Level> open) {
        Level level = open.pop();
        open.element().spans.add(level.format.around.apply(level.spans));
    }

    private record Level(Format format, List<Span> spans) {
        Level(Format format) {
            this(format, new ArrayList<>());
        }
    }
}
