package org.dialoguehub.adaptation;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Finds the ranges of a text that fit a network's limit, in time linear in its length. */
final class Splitter {
    /** A part may be this much shorter than it could be, if it then ends with a sentence or paragraph. */
    private static final double LEAST_FILLED = 0.5;

    private final Flat flat;
    private final String text;
    private final Boundaries boundaries;
    private boolean broken;

    Splitter(Flat flat, Locale language) {
        this.flat = flat;
        this.text = flat.characters();
        this.boundaries = new Boundaries(flat, language);
    }

    /** From where to where, white space at both ends left out. */
    record Range(int from, int to) {}

    /** Whether a word or an address had to be broken. */
    boolean hasBroken() {
        return broken;
    }

    /**
     * What fits of the rest of the text.
     *
     * @param room what a range has too much of, or 0 and less if it fits: asked of ranges that grow
     */
    Optional<Range> next(int from, ToLongFunction<String> room) {
        int begin = pastSpace(from);
        if (begin == text.length()) {
            return Optional.empty();
        }
        int farthest = farthest(begin, room);
        int end = farthest > begin ? best(begin, farthest) : inWord(begin, room);
        return Optional.of(new Range(begin, beforeSpace(begin, end)));
    }

    /** All ranges, if they are not more than that. */
    Optional<List<Range>> all(int most, Limit limit) {
        List<Range> ranges = new ArrayList<>();
        int at = 0;
        while (true) {
            int part = ranges.size();
            Optional<Range> next = next(at, words -> limit.excess(part, words));
            if (next.isEmpty()) {
                return Optional.of(ranges);
            }
            if (part == most) {
                return Optional.empty();
            }
            ranges.add(next.get());
            at = next.get().to();
        }
    }

    /** By how much words are too long for a part. */
    @FunctionalInterface
    interface Limit {
        long excess(int part, String words);
    }

    private boolean fits(int from, int to, ToLongFunction<String> room) {
        return room.applyAsLong(text.substring(from, beforeSpace(from, to))) <= 0;
    }

    /** The last place for a break up to which all fits; {@code from} if there is none. Looks ahead in growing steps, then halves. */
    private int farthest(int from, ToLongFunction<String> room) {
        int fits = from;
        int step = 64;
        int tooFar = text.length() + 1;
        for (int probe = breakAtOrAfter(from + step); tooFar > text.length(); probe = breakAtOrAfter(from + step)) {
            if (!fits(from, probe, room)) {
                tooFar = probe;
            } else if (probe == text.length()) {
                return probe;
            } else {
                fits = probe;
                step *= 2;
            }
        }
        while (true) {
            int middle = breakAtOrBefore((fits + tooFar) >>> 1, fits);
            if (middle == fits) {
                middle = breakAtOrAfter(fits + 1);
            }
            if (middle >= tooFar) {
                return fits;
            }
            if (fits(from, middle, room)) {
                fits = middle;
            } else {
                tooFar = middle;
            }
        }
    }

    private int breakAtOrAfter(int index) {
        int place = Math.min(index, text.length());
        while (boundaries.at(place) == 0) {
            place++;
        }
        return place;
    }

    private int breakAtOrBefore(int index, int least) {
        int place = index;
        while (place > least && boundaries.at(place) == 0) {
            place--;
        }
        return place;
    }

    /** Ends with a paragraph or else a sentence, if that leaves enough. */
    private int best(int from, int farthest) {
        if (farthest == text.length()) {
            return farthest;
        }
        int least = from + (int) ((farthest - from) * LEAST_FILLED);
        for (int quality = Boundaries.PARAGRAPH; quality > Boundaries.WORD; quality--) {
            for (int place = farthest; place > least; place--) {
                if (boundaries.at(place) >= quality) {
                    return place;
                }
            }
        }
        return farthest;
    }

    /** Nothing but breaking a word or an address helps: between what people see as characters, and at least one of these. */
    private int inWord(int from, ToLongFunction<String> room) {
        broken = true;
        int end = breakAtOrAfter(from + 1);
        String word = text.substring(from, end);
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(word);
        int fits = characters.next();
        int tooFar = word.length();
        while (tooFar - fits > 1) {
            int middle = (fits + tooFar) >>> 1;
            int place = characters.isBoundary(middle) ? middle : characters.preceding(middle);
            if (place <= fits) {
                place = characters.following(fits);
            }
            if (place >= tooFar) {
                break;
            }
            if (fits(from, from + place, room)) {
                fits = place;
            } else {
                tooFar = place;
            }
        }
        return beforeWhole(from, from + fits);
    }

    /** Rather before a link or name than through it, if something comes before. */
    private int beforeWhole(int from, int end) {
        int place = end;
        while (place > from && place < text.length() && flat.isInside(place)) {
            place--;
        }
        return place > from ? place : end;
    }

    private int pastSpace(int from) {
        int index = from;
        while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
        return index;
    }

    private int beforeSpace(int from, int to) {
        int index = to;
        while (index > from && Character.isWhitespace(text.charAt(index - 1))) {
            index--;
        }
        return index;
    }
}
