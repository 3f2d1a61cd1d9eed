package org.dialoguehub.adaptation;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Set;

/**
 * Where a text may be broken, and how well. Never inside a link, a name or a topic; inside a word only where a script parts its words without spaces
 * (<a href="https://www.unicode.org/reports/tr14/">UAX 14</a>).
 */
final class Boundaries {
    static final int WORD = 1;
    static final int SENTENCE = 2;
    static final int PARAGRAPH = 3;

    private static final int SHORTEST_SURE = 4;
    private static final Set<String> ABBREVIATIONS =
            Set.of("al", "bzw", "ca", "cf", "ed", "eg", "esim", "etc", "ie", "jne", "kl", "mm", "no", "nr", "nro",
                    "osv", "p", "pp", "puh", "s", "st", "str", "tel", "usw", "vgl", "vs");

    private final String text;
    private final Flat flat;
    private final byte[] quality;

    /** Prepares in time linear in the length of the text. */
    Boundaries(Flat flat, Locale language) {
        this.flat = flat;
        this.text = flat.characters();
        this.quality = new byte[text.length() + 1];
        spaces();
        if (text.codePoints().anyMatch(Boundaries::isWrittenWithoutSpaces)) {
            betweenWords(language);
        }
        sentences(language);
        quality[text.length()] = PARAGRAPH;
    }

    /** How good a break before that character is; 0 if there is to be none. */
    int at(int index) {
        return quality[index];
    }

    private void spaces() {
        int ends = 0;
        for (int index = 1; index < text.length(); index++) {
            char before = text.charAt(index - 1);
            ends = before == '\n' ? ends + 1 : Character.isWhitespace(before) ? ends : 0;
            if (Character.isWhitespace(before) && !Character.isWhitespace(text.charAt(index)) && !flat.isInside(index)) {
                quality[index] = (byte) (ends > 1 ? PARAGRAPH : ends == 1 ? SENTENCE : WORD);
            }
        }
    }

    private void betweenWords(Locale language) {
        BreakIterator lines = BreakIterator.getLineInstance(language);
        lines.setText(text);
        int looked = 0;
        boolean marked = false;
        for (int index = lines.first(); index != BreakIterator.DONE && index < text.length(); index = lines.next()) {
            for (; looked < index; looked++) {
                char character = text.charAt(looked);
                marked = !Character.isWhitespace(character) && (marked || begins(looked));
            }
            if (index > 0 && !marked && quality[index] == 0 && !flat.isInside(index) && besideSuchScript(index)) {
                quality[index] = WORD;
            }
        }
    }

    /** Whether an address, a name or a topic begins there, which lasts up to the next white space. */
    private boolean begins(int index) {
        char character = text.charAt(index);
        return character == '@' || character == '#' || text.startsWith("://", index);
    }

    private boolean besideSuchScript(int index) {
        return isWrittenWithoutSpaces(text.codePointBefore(index)) || isWrittenWithoutSpaces(text.codePointAt(index));
    }

    private static boolean isWrittenWithoutSpaces(int character) {
        if (character < 0x0E00) {
            return false;
        }
        return switch (UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TAI_LE, NEW_TAI_LUE, TAI_THAM -> true;
            default -> (character >= 0x3000 && character <= 0x303F) || (character >= 0xFF00 && character <= 0xFF65);
        };
    }

    private void sentences(Locale language) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(language);
        sentences.setText(text);
        for (int index = sentences.first(); index != BreakIterator.DONE; index = sentences.next()) {
            if (quality[index] == WORD && endsSentence(index)) {
                quality[index] = SENTENCE;
            }
        }
    }

    /** Whether what stands before is more than an abbreviation. */
    private boolean endsSentence(int index) {
        int end = index;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int begin = end;
        while (begin > 0 && end - begin <= SHORTEST_SURE && !Character.isWhitespace(text.charAt(begin - 1))) {
            begin--;
        }
        String last = text.substring(begin, end);
        return !last.endsWith(".") || last.length() > SHORTEST_SURE || last.chars().anyMatch(Character::isDigit) || isWhole(last);
    }

    /** "it." and "on." end sentences; "Mr.", "z.B." and "A." do not. */
    private static boolean isWhole(String last) {
        String word = last.substring(0, last.length() - 1);
        return !word.isEmpty() && word.indexOf('.') < 0 && word.equals(word.toLowerCase(Locale.ROOT))
                && !ABBREVIATIONS.contains(word);
    }

}
