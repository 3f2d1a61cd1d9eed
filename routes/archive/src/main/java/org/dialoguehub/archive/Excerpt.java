package org.dialoguehub.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.dialoguehub.archive.SearchResult.Piece;

/** The part of a text that shows best why it was found. */
final class Excerpt {
    private static final int LENGTH = 200;
    private static final int BEFORE = 50;

    private Excerpt() {}

    /** A word that was found, and where. */
    private record Mark(int from, int to) {}

    /** @param marked the words searched for, as they stand in the index */
    static List<Piece> of(String text, Set<String> marked, Words words) throws IOException {
        List<Mark> marks = marks(text, marked, words);
        if (marks.isEmpty()) {
            return text.isBlank() ? List.of() : List.of(new Piece(line(text.substring(0, Math.min(text.length(), LENGTH))), false));
        }
        int best = 0;
        int most = 0;
        for (int first = 0, last = 0; first < marks.size(); first++) {
            while (last < marks.size() && marks.get(last).to() <= marks.get(first).from() + LENGTH - BEFORE) {
                last++;
            }
            if (last - first > most) {
                most = last - first;
                best = first;
            }
        }
        int begin = start(text, Math.max(0, marks.get(best).from() - BEFORE));
        int end = Math.min(text.length(), begin + LENGTH);
        return pieces(text, begin, end, marks.subList(best, Math.min(marks.size(), best + Math.max(most, 1))));
    }

    private static List<Piece> pieces(String text, int begin, int end, List<Mark> marks) {
        List<Piece> pieces = new ArrayList<>();
        int at = begin;
        for (Mark mark : marks) {
            add(pieces, text.substring(at, Math.max(at, mark.from())), false);
            add(pieces, text.substring(Math.max(at, mark.from()), Math.max(at, mark.to())), true);
            at = Math.max(at, mark.to());
        }
        add(pieces, text.substring(at, Math.max(at, end)), false);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, boolean found) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(line(text), found));
        }
    }

    private static List<Mark> marks(String text, Set<String> marked, Words words) throws IOException {
        List<Mark> marks = new ArrayList<>();
        if (marked.isEmpty()) {
            return marks;
        }
        try (TokenStream stream = words.stream(Language.of(text), "excerpt", text)) {
            var term = stream.getAttribute(CharTermAttribute.class);
            var offset = stream.getAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (marked.contains(term.toString())) {
                    marks.add(new Mark(offset.startOffset(), offset.endOffset()));
                }
            }
            stream.end();
        }
        return marks;
    }

    /** The beginning of a word at or behind a place. */
    private static int start(String text, int from) {
        int at = from;
        while (at > 0 && at < text.length() && at < from + 20 && !Character.isWhitespace(text.charAt(at - 1))) {
            at++;
        }
        return at < from + 20 ? at : from;
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
