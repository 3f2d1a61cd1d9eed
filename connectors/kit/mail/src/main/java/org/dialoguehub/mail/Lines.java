package org.dialoguehub.mail;

import java.util.Arrays;
import java.util.List;

/** The lines of one text while it is being found out what each is. A line is the sender's own until somebody claims it. For one thread. */
final class Lines {
    private final String[] raw;
    private final String[] text;
    private final byte[] depth;
    private final Label[] labels;
    private int firstOwn;

    private Lines(String[] raw) {
        this.raw = raw;
        text = new String[raw.length];
        depth = new byte[raw.length];
        labels = new Label[raw.length];
        Arrays.fill(labels, Label.OWN);
        for (int line = 0; line < raw.length; line++) {
            text[line] = raw[line].strip();
        }
    }

    /** The lines of a plain text; after the last line end there is none. */
    static Lines of(String plain) {
        int count = 0;
        for (int at = 0; at < plain.length(); count++) {
            int end = plain.indexOf('\n', at);
            at = end < 0 ? plain.length() : end + 1;
        }
        var raw = new String[count];
        int from = 0;
        for (int line = 0; line < count; line++) {
            int end = plain.indexOf('\n', from);
            int stop = end < 0 ? plain.length() : end;
            raw[line] = plain.substring(from, stop > from && plain.charAt(stop - 1) == '\r' ? stop - 1 : stop);
            from = stop + 1;
        }
        return new Lines(raw);
    }

    /** The lines given. */
    static Lines of(List<String> raw) {
        return new Lines(raw.toArray(String[]::new));
    }

    int size() {
        return raw.length;
    }

    String raw(int line) {
        return raw[line];
    }

    /** Without outer blanks. */
    String text(int line) {
        return text[line];
    }

    boolean isBlank(int line) {
        return text[line].isEmpty();
    }

    /** How deep it is marked as a quote; 0 if it is not. */
    int depth(int line) {
        return depth[line];
    }

    boolean isMarked(int line) {
        return depth[line] > 0;
    }

    /** Marks a line as quoted, or with 0 as not quoted. */
    void mark(int line, int deep) {
        depth[line] = (byte) Math.min(deep, Byte.MAX_VALUE);
        labels[line] = deep > 0 ? Label.QUOTE : Label.OWN;
        firstOwn = 0;
    }

    /** What a text's format says of lines before anything is looked for. */
    void preset(int from, int to, Label label) {
        for (int line = from; line < to; line++) {
            depth[line] = (byte) (label == Label.QUOTE ? 1 : 0);
            labels[line] = label;
        }
    }

    Label label(int line) {
        return labels[line];
    }

    /** Whether it has words that nobody has claimed. */
    boolean isOwn(int line) {
        return labels[line] == Label.OWN && !text[line].isEmpty();
    }

    /** Claims those lines that are still the sender's own, or only marked as quoted. */
    void claim(int from, int to, Label label) {
        for (int line = from; line < to; line++) {
            if (labels[line] == Label.OWN || labels[line] == Label.QUOTE) {
                labels[line] = label;
            }
        }
    }

    /** Gives lines with that label back to the sender. */
    void release(Label label) {
        for (int line = 0; line < labels.length; line++) {
            if (labels[line] == label) {
                labels[line] = Label.OWN;
            }
        }
        firstOwn = 0;
    }

    /** Whether there are own words above a line; asked again and again while lines are claimed, it still looks at each line once. */
    boolean hasOwnAbove(int line) {
        while (firstOwn < raw.length && !isOwn(firstOwn)) {
            firstOwn++;
        }
        return firstOwn < line;
    }

    boolean hasOwn(int from, int to) {
        for (int line = from; line < to; line++) {
            if (isOwn(line)) {
                return true;
            }
        }
        return false;
    }

    /** The first line from there on that is not blank, or {@code end}. */
    int next(int from, int end) {
        int line = from;
        while (line < end && isBlank(line)) {
            line++;
        }
        return line;
    }

    /** The last line before that is not blank, or -1. */
    int previous(int before) {
        int line = before - 1;
        while (line >= 0 && isBlank(line)) {
            line--;
        }
        return line;
    }

    /** Where the lines without a blank one between them begin that end with this one; at most so many. */
    int paragraph(int last, int most) {
        int first = last;
        while (first > 0 && last - first + 1 < most && isOwn(first - 1)) {
            first--;
        }
        return first;
    }

    /** Those lines in one, parted by blanks. */
    String joined(int from, int to) {
        return to - from == 1 ? text[from] : String.join(" ", Arrays.asList(text).subList(from, to));
    }
}
