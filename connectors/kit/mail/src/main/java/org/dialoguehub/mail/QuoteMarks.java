package org.dialoguehub.mail;

import java.util.Locale;
import java.util.Set;

/** Finds the lines that are marked as quoted: by {@code >}, by a bar or colon, by the initials of the writer, by brackets or by their indent. */
final class QuoteMarks {
    private static final int DEEPEST = 100;
    private static final int FULL_LINE = 62;
    private static final int LONGEST_QUOTE = 500;

    /** What looks like initials before a quote, and is the prompt of a program. */
    private static final Set<String> PROMPTS = Set.of(
            "mysql", "ftp", "sftp", "sql", "smtp", "telnet", "psql", "scala", "irb", "ghci", "prelude", "sqlite", "gdb", "root", "c", "d",
            "e",
            "node", "julia", "octave", "mongo", "grub", "dn", "br", "p", "li", "td", "tr", "ul", "div", "a", "b", "i", "pre");

    private final Lines lines;

    private QuoteMarks(Lines lines) {
        this.lines = lines;
    }

    static void find(Lines lines) {
        var marks = new QuoteMarks(lines);
        marks.angles();
        marks.wrapped();
        marks.prompts();
        marks.others();
        marks.brackets();
    }

    private void angles() {
        for (int line = 0; line < lines.size(); line++) {
            int depth = angles(lines.raw(line));
            if (depth > 0 && !Attributions.isGroupWise(lines.text(line))) {
                lines.mark(line, depth);
            }
        }
    }

    /** What an mbox file did to a line that begins with "From " is no quote. */
    private static int angles(String raw) {
        int at = 0;
        while (at < raw.length() && at < 4 && raw.charAt(at) == ' ') {
            at++;
        }
        if (at == raw.length() || (raw.charAt(at) != '>' && raw.charAt(at) != '\uFF1E') || raw.startsWith(">From ")) {
            return 0;
        }
        int depth = 0;
        for (; at < raw.length() && depth < DEEPEST; at++) {
            char c = raw.charAt(at);
            if (c == '>' || c == '\uFF1E') {
                depth++;
            } else if (c != ' ') {
                break;
            }
        }
        return depth;
    }

    /** Ends of quoted lines that a mail program broke off, so that they lost their mark. */
    private void wrapped() {
        for (int line = 1; line + 1 < lines.size(); line++) {
            if (lines.isMarked(line) || lines.isBlank(line) || !lines.isMarked(line + 1)) {
                continue;
            }
            String text = lines.text(line);
            String above = lines.raw(line - 1);
            boolean full = lines.isMarked(line - 1) && above.length() + word(text) > FULL_LINE && above.length() > FULL_LINE - 12;
            boolean midway = full && text.length() < 45 && !endsSentence(above) && !Attributions.hasVerb(text);
            boolean lostAtTheStart = lines.isBlank(line - 1) && line > 1 && text.length() > 45 && !endsSentence(text)
                    && startsLower(lines.text(line + 1));
            if (midway || lostAtTheStart) {
                lines.mark(line, 1);
            }
        }
    }

    private static int word(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text.length() : blank;
    }

    private static boolean endsSentence(String text) {
        return text.isEmpty() || ".?!:;)".indexOf(text.charAt(text.length() - 1)) >= 0 || text.endsWith(">");
    }

    private static boolean startsLower(String marked) {
        int at = 0;
        while (at < marked.length() && (marked.charAt(at) == '>' || marked.charAt(at) == ' ')) {
            at++;
        }
        return at < marked.length() && Character.isLowerCase(marked.charAt(at));
    }

    /** What a person typed at a prompt that looks like a mark is the sender's: R, Python. */
    private void prompts() {
        boolean attributed = false;
        for (int from = 0; from < lines.size(); from++) {
            if (!lines.isMarked(from)) {
                continue;
            }
            int to = from;
            int code = 0;
            int deep = 0;
            int said = 0;
            for (; to < lines.size() && lines.isMarked(to); to++) {
                String content = content(lines.text(to));
                said += content.isEmpty() ? 0 : 1;
                code += isCode(content) ? 1 : 0;
                deep += lines.depth(to) == 2 || content.isEmpty() ? 1 : 0;
            }
            int above = lines.previous(from);
            boolean answers = above >= 0 && Attributions.before(lines, above) >= 0;
            boolean first = above < 0;
            boolean output = to < lines.size() && !lines.isBlank(to) && !first;
            attributed |= answers || first;
            if (!answers && !first && deep == 0 && said > 0 && code * 4 >= said * (attributed && !output ? 4 : 2)) {
                for (int line = from; line < to; line++) {
                    lines.mark(line, 0);
                }
            }
            from = to;
        }
    }

    private static String content(String marked) {
        int at = 0;
        while (at < marked.length() && (marked.charAt(at) == '>' || marked.charAt(at) == ' ')) {
            at++;
        }
        return marked.substring(at);
    }

    private static boolean isCode(String text) {
        if (text.length() > Wording.LONGEST) {
            return false;
        }
        int open = text.indexOf('(');
        boolean call = open > 0 && text.charAt(open - 1) > ' ' && (text.indexOf(')', open) > 0 || text.endsWith(","));
        return call || text.contains("<-") || text.endsWith(";") || text.endsWith("{") || text.contains(" = ") || text.startsWith("import ")
                || text.startsWith("library") || text.startsWith("print ");
    }

    /** Bars, colons, initials: a mark if it stands on several lines, or below an attribution. */
    private void others() {
        for (int from = 0; from < lines.size(); from++) {
            String mark = lines.isMarked(from) ? "" : otherMark(lines.text(from));
            if (mark.isEmpty()) {
                continue;
            }
            int to = from + 1;
            while (to < lines.size() && !lines.isMarked(to) && mark.equals(otherMark(lines.text(to)))) {
                to++;
            }
            int above = lines.previous(from);
            boolean answers = above >= 0 && Attributions.before(lines, above) >= 0;
            boolean drawn = mark.length() == 1 && isDrawn(from, to);
            boolean initials = mark.length() > 1;
            boolean often = to - from > (initials ? 1 : 2);
            if (!drawn && (answers || often || hasMarked(from, mark))) {
                for (int line = from; line < to; line++) {
                    lines.mark(line, 1);
                }
            }
            from = to - 1;
        }
    }

    /** Whether lines with the same mark were found above. */
    private boolean hasMarked(int before, String mark) {
        for (int line = before - 1; line >= Math.max(0, before - 60); line--) {
            if (lines.isMarked(line) && mark.equals(otherMark(lines.text(line)))) {
                return true;
            }
        }
        return false;
    }

    /** A table, drawn with bars. */
    private boolean isDrawn(int from, int to) {
        int closed = 0;
        for (int line = from; line < to; line++) {
            String text = lines.text(line);
            closed += text.length() > 2 && (text.endsWith("|") || text.endsWith("+") || text.startsWith("|-") || text.startsWith("::"))
                    ? 1
                    : 0;
        }
        return closed * 2 > to - from;
    }

    /** The mark before a line, if it may be one: a bar, a colon, or initials and an angle; empty if it is not. */
    private static String otherMark(String text) {
        if (text.isEmpty()) {
            return "";
        }
        char c = text.charAt(0);
        boolean alone = text.length() == 1 || text.charAt(1) == ' ' || text.charAt(1) == c || text.charAt(1) == '>';
        if ((c == '|' || c == ':' || c == '\u00A6') && alone) {
            return String.valueOf(c);
        }
        int end = 0;
        while (end < text.length() && end < 11 && (Character.isLetterOrDigit(text.charAt(end)) || "-_'.".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        int angle = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        boolean mark = end > 0 && angle < text.length() && text.charAt(angle) == '>' && Character.isLetter(c)
                && (angle + 1 == text.length() || text.charAt(angle + 1) == ' ' || text.charAt(angle + 1) == '>');
        String initials = text.substring(0, mark ? end : 0);
        return mark && !PROMPTS.contains(initials.toLowerCase(Locale.ROOT)) ? initials + ">" : "";
    }

    /** AOL puts what is quoted between double angles; others indent it. */
    private void brackets() {
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.text(line);
            boolean opened = text.startsWith("<< ") || text.equals("<<") || text.startsWith("<<\u00A0");
            if (lines.isMarked(line) || !(opened || isIndented(lines.raw(line)))) {
                continue;
            }
            int above = lines.previous(line);
            if (above < 0 || lines.isMarked(above) || !lines.text(above).endsWith(":") || Attributions.before(lines, above) < 0) {
                continue;
            }
            if (!opened && !Attributions.hasVerb(lines.text(above))) {
                continue;
            }
            int end = opened ? closing(line) : unindented(line);
            for (int quoted = line; quoted < end; quoted++) {
                if (!lines.isBlank(quoted)) {
                    lines.mark(quoted, 1);
                }
            }
            line = Math.max(line, end - 1);
        }
    }

    private int closing(int from) {
        for (int line = from; line < Math.min(lines.size(), from + LONGEST_QUOTE); line++) {
            if (lines.text(line).endsWith(">>")) {
                return line + 1;
            }
        }
        return from;
    }

    /** The end of what is indented, if there is something below that is not. */
    private int unindented(int from) {
        for (int line = from; line < lines.size(); line++) {
            if (!lines.isBlank(line) && !isIndented(lines.raw(line))) {
                return line;
            }
        }
        return lines.size();
    }

    private static boolean isIndented(String raw) {
        return raw.startsWith("\t") || raw.startsWith("  ");
    }
}
