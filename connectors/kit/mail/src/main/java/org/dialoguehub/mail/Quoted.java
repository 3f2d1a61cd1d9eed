package org.dialoguehub.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds words of the mail that is answered where nothing marks them: runs of {@value #RUN} words and more that stand there in the same order.
 * White space, line ends and marks do not count. Every run is compared word by word, so that what is claimed is proven.
 */
final class Quoted {
    private static final int RUN = 8;

    /** So much of a line's words must be quoted for the line to be. */
    private static final double MOST_OF_IT = 0.8;

    private final Lines lines;
    private final List<String> words = new ArrayList<>();
    private final List<Integer> lineOf = new ArrayList<>();

    private Quoted(Lines lines) {
        this.lines = lines;
        for (int line = 0; line < lines.size(); line++) {
            if (lines.isOwn(line)) {
                for (String word : words(lines.text(line))) {
                    words.add(word);
                    lineOf.add(line);
                }
            }
        }
    }

    static void claim(Lines lines, String parent) {
        var quoted = new Quoted(lines);
        if (quoted.words.size() >= RUN) {
            quoted.claim(words(parent));
        }
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) <= ' ' || text.charAt(at) == '\u00A0' || text.charAt(at) == '>') {
                if (at > from) {
                    words.add(text.substring(from, at));
                }
                from = at + 1;
            }
        }
        return words;
    }

    private void claim(List<String> parent) {
        Map<Long, Integer> places = places(parent);
        var found = new int[lines.size()];
        var all = new int[lines.size()];
        lineOf.forEach(line -> all[line]++);
        long[] hashes = hashes(words);
        int at = 0;
        while (at + RUN <= words.size()) {
            int length = run(parent, places.getOrDefault(hashes[at], -1), at);
            for (int word = at; word < at + length; word++) {
                found[lineOf.get(word)]++;
            }
            at += Math.max(1, length);
        }
        for (int line = 0; line < lines.size(); line++) {
            if (all[line] > 0 && found[line] >= all[line] * MOST_OF_IT) {
                lines.claim(line, line + 1, Label.QUOTE);
            }
        }
    }

    /** How many words are the same from there on; 0 if fewer than a run. */
    private int run(List<String> parent, int place, int at) {
        int length = 0;
        while (place >= 0 && place + length < parent.size() && at + length < words.size()
                && parent.get(place + length).equals(words.get(at + length))) {
            length++;
        }
        return length < RUN ? 0 : length;
    }

    private static Map<Long, Integer> places(List<String> words) {
        long[] hashes = hashes(words);
        var places = new HashMap<Long, Integer>(hashes.length * 2);
        for (int at = 0; at < hashes.length; at++) {
            places.putIfAbsent(hashes[at], at);
        }
        return places;
    }

    /** A number for each run of words, from that of the run before. */
    private static long[] hashes(List<String> words) {
        var hashes = new long[Math.max(0, words.size() - RUN + 1)];
        long factor = 0x9E3779B97F4A7C15L;
        long highest = 1;
        for (int power = 1; power < RUN; power++) {
            highest *= factor;
        }
        long hash = 0;
        for (int at = 0; at < words.size(); at++) {
            if (at >= RUN) {
                hash -= words.get(at - RUN).hashCode() * highest;
            }
            hash = hash * factor + words.get(at).hashCode();
            if (at >= RUN - 1) {
                hashes[at - RUN + 1] = hash;
            }
        }
        return hashes;
    }
}
