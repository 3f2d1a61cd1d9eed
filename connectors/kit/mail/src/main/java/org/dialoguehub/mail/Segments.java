package org.dialoguehub.mail;

import java.util.ArrayList;
import java.util.List;

/** A text, each line of it labelled. Nothing is left out: what is cut for readers is one label away. */
public record Segments(List<Line> lines) {
    /** A line as it stands in the text, without its end. */
    public record Line(Label label, String text) {}

    /** Lines next to each other that are the same. */
    public record Segment(Label label, List<String> lines) {
        public Segment {
            lines = List.copyOf(lines);
        }
    }

    public Segments {
        lines = List.copyOf(lines);
    }

    static Segments of(Lines lines) {
        var labelled = new ArrayList<Line>(lines.size());
        for (int line = 0; line < lines.size(); line++) {
            labelled.add(new Line(lines.label(line), lines.raw(line)));
        }
        return new Segments(labelled);
    }

    /** The lines put together by label, in their order. */
    public List<Segment> parts() {
        var parts = new ArrayList<Segment>();
        int from = 0;
        for (int to = 1; to <= lines.size(); to++) {
            if (to == lines.size() || lines.get(to).label() != lines.get(from).label()) {
                parts.add(new Segment(lines.get(from).label(), lines.subList(from, to).stream().map(Line::text).toList()));
                from = to;
            }
        }
        return parts;
    }

    /** Whether anything in it is the sender's own. */
    public boolean hasOwnWords() {
        return lines.stream().anyMatch(line -> line.label() == Label.OWN && !line.text().isBlank());
    }

    /**
     * The sender's own words, without blank lines at the ends and no more than one between; the whole text if there are none, as with a
     * mail passed on without a word. Lines end with {@code \n}; there is none at the end.
     */
    public String ownWords() {
        boolean any = hasOwnWords();
        var words = new StringBuilder();
        boolean blank = false;
        for (Line line : lines) {
            if (any && line.label() != Label.OWN) {
                blank = true;
            } else if (line.text().isBlank()) {
                blank = true;
            } else {
                words.append(words.isEmpty() ? "" : blank ? "\n\n" : "\n").append(line.text().stripTrailing());
                blank = false;
            }
        }
        return words.toString();
    }
}
