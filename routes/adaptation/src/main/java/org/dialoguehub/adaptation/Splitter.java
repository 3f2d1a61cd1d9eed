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

    /** After so many, halving is surer. */
    private static final int MOST_GUESSES = 6;

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
     * @param room what words have too much, or 0 and less if they fit
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

    /** Whether all of the text is in a range. */
    boolean isAll(Range range) {
        return pastSpace(0) == range.from() && beforeSpace(0, text.length()) == range.to();
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

    /**
     * The last place for a break up to which all fits; {@code from} if there is none. Counting is dear, so each count tells where to look next: most
     * characters count one.
     */
    private int farthest(int from, ToLongFunction<String> room) {
        int fits = from;
        int tooFar = text.length() + 1;
        long guess = further(from, room.applyAsLong(""));
        for (int tries = 0;; tries++) {
            int probe = breakBetween(fits, tooFar, tries > MOST_GUESSES ? (fits + (long) tooFar) / 2 : guess);
            if (probe == fits) {
                return fits;
            }
            long excess = room.applyAsLong(text.substring(from, beforeSpace(from, probe)));
            if (excess > 0) {
                tooFar = probe;
            } else if (probe == text.length()) {
                return probe;
            } else {
                fits = probe;
            }
            guess = further(probe, excess);
        }
    }

    private long further(int index, long excess) {
        return (long) index - Math.clamp(excess, -text.length(), text.length());
    }

    /** A place for a break behind one index and before another, near a third; the first index if there is none. */
    private int breakBetween(int after, int before, long near) {
        int place = (int) Math.clamp(near, after, before - 1L);
        while (place > after && boundaries.at(place) == 0) {
            place--;
        }
        if (place == after) {
            place = after + 1;
            while (place < before && boundaries.at(Math.min(place, text.length())) == 0) {
                place++;
            }
        }
        return place < before ? place : after;
    }

    private int breakAtOrAfter(int index) {
        int place = Math.min(index, text.length());
        while (boundaries.at(place) == 0) {
            place++;
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
