package org.dialoguehub.mail;

import java.util.Set;

/** Finds the lines that say who wrote what is quoted below them, in the languages that people use them in. */
final class Attributions {
    private static final int MOST_LINES = 4;

    private static final Set<String> WROTE = Set.of(
            "wrote", "writes", "writed", "said", "says", "spake", "typed", "posted", "commented", "scribbled", "mumbled", "opined",
            "schrieb", "schrieben", "schreibt", "geschrieben", "kirjoitti", "kirjoittaa", "kirjoittanut", "skrev", "skriver", "écrit",
            "ecrit", "écrivait", "ecrivait", "écrivit", "escribió", "escribio", "escribía", "escribiste", "scrisse", "scritto", "scrive",
            "ha-scritto", "schreef", "schrijft", "geschreven", "napisał", "napisał(a", "napisał(a)", "napisała", "napisal", "napisal(a)",
            "pisze", "escreveu", "escrevi", "написал", "написала", "написал(а)", "писал", "писала", "пишет", "пише", "написав", "написали",
            "писали",
            "napsal", "napsal(a)", "napsala", "napísal", "napísala", "píše", "írta", "irta", "yazdı", "yazmış", "kirjutas", "rašė",
            "rakstīja", "scris", "έγραψε", "wrote:-");

    private static final String[] WROTE_IN_CHINESE = {"写道", "寫道", "さんは", "さんが書", "님이 작성", "님이 쓴", "のメール", "寫到", "写到"};

    private static final Set<String> OPENERS = Set.of(
            "on", "am", "den", "op", "el", "le", "il", "em", "w", "dnia", "dne", "dňa", "în", "pe", "no", "a", "at", "in", "quoting",
            "citando",
            "zitat", "quoth", "thus", "citat", "lainaus", "---", "*", "begin",
            "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
            "ma", "ti", "ke", "to", "la", "su", "mån", "tis", "ons", "tors", "fre", "lör", "sön", "man", "tirs", "lør", "søn", "tor", "tir",
            "mo", "di", "mi", "do", "fr", "sa", "so", "wo", "vr", "za", "zo", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mié", "jue",
            "vie", "sáb", "dom", "gio", "sab", "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "seg", "ter", "qua", "qui", "sex",
            "пн", "вт", "ср", "чт", "пт", "сб", "вс");

    private Attributions() {}

    /**
     * Where the attribution begins that ends at a line, given that a quote follows.
     *
     * @return -1 if that line is none
     */
    static int before(Lines lines, int last) {
        String end = lines.text(last);
        if (end.length() > Wording.LONGEST || end.isEmpty() || !mayEnd(end) || PassedOn.field(end) != 0) {
            return -1;
        }
        int top = lines.paragraph(last, MOST_LINES);
        for (int first = last; first >= top; first--) {
            if (opens(lines.text(first)) && says(lines.joined(first, last + 1))) {
                return first;
            }
        }
        if (!isStated(end)) {
            return -1;
        }
        boolean tail = last > top && (Character.isLowerCase(end.charAt(0)) || end.charAt(0) == '<' || end.length() < 12);
        boolean short3 = last - top < 3 && (top == 0 || !lines.isOwn(top - 1));
        return tail && short3 ? top : last;
    }

    /**
     * The line after an attribution that begins at a line, so clear that what follows need not be marked as a quote.
     *
     * @return -1 if none begins there
     */
    static int clearAfter(Lines lines, int first) {
        String start = lines.text(first);
        if (start.length() > Wording.LONGEST || !opens(start)) {
            return -1;
        }
        int last = first;
        while (!lines.text(last).endsWith(":")) {
            last++;
            if (last - first >= MOST_LINES || last >= lines.size() || !lines.isOwn(last) || PassedOn.field(lines.text(last)) != 0) {
                return -1;
            }
        }
        String joined = lines.joined(first, last + 1);
        boolean clear = joined.length() <= Wording.LONGEST && Wording.hasTime(joined) && (hasVerb(joined) || Wording.hasAddress(joined));
        return clear && !startsAnew(lines, first, last) ? last + 1 : -1;
    }

    /** Whether the last line alone is an attribution, so that those above it are words before it. */
    private static boolean startsAnew(Lines lines, int first, int last) {
        String end = lines.text(last);
        return last > first && opens(end) && Wording.hasTime(end) && (hasVerb(end) || Wording.hasAddress(end));
    }

    /** Whether what GroupWise puts above: {@code >>> Anna 05/06/01 10:11AM >>>}. */
    static boolean isGroupWise(String text) {
        return text.startsWith(">>> ") && text.endsWith(">>>") && text.length() > 12 && Wording.hasTime(text);
    }

    /** Whether a line may be the first of several. */
    static boolean opens(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char c = text.charAt(0);
        if (Wording.isDigit(c)) {
            return Wording.hasTime(text);
        }
        if (c == '[' || c == '(') {
            return false;
        }
        String first = Wording.firstWord(text);
        return OPENERS.contains(first)
                || (first.endsWith(".") && OPENERS.contains(first.substring(0, first.length() - 1)));
    }

    private static boolean mayEnd(String text) {
        char c = text.charAt(text.length() - 1);
        return c == ':' || c == '\uFF1A' || c == ']' || c == '>' || c == ')' || c == ';' || hasVerb(text);
    }

    private static boolean says(String joined) {
        char last = joined.charAt(joined.length() - 1);
        boolean colon = last == ':' || last == '\uFF1A';
        boolean verb = hasVerb(joined);
        return joined.length() <= Wording.LONGEST
                && ((verb && (colon || Wording.hasTime(joined) || Wording.hasAddress(joined)))
                        || (colon && Wording.hasTime(joined) && Wording.hasAddress(joined))
                        || (colon && joined.length() < 200 && Wording.hasAddress(joined)));
    }

    private static boolean isStated(String line) {
        boolean colon = line.endsWith(":") || line.endsWith("\uFF1A");
        boolean verb = hasVerb(line);
        return (verb && (colon || Wording.hasAddress(line) || Wording.hasTime(line)))
                || (colon && Wording.hasAddress(line))
                || (line.startsWith("* ") && Wording.hasAddress(line));
    }

    static boolean hasVerb(String text) {
        return Wording.hasWord(text, WROTE) || (isWide(text) && Wording.hasAny(text, WROTE_IN_CHINESE));
    }

    private static boolean isWide(String text) {
        return text.charAt(text.length() - 1) > 0x2000 || text.charAt(0) > 0x2000 || text.charAt(text.length() / 2) > 0x2000;
    }
}
