package org.dialoguehub.mail;

import java.util.Locale;
import java.util.Set;

/** What words a line has, found without regular expressions, as every line of every mail is looked at. */
final class Wording {
    /** Longer lines are nobody's formula. */
    static final int LONGEST = 400;

    private Wording() {}

    static String lower(String text) {
        return (text.length() > LONGEST ? text.substring(0, LONGEST) : text).toLowerCase(Locale.ROOT);
    }

    /** Whether one of those stands somewhere in a text that is in lower case. */
    static boolean hasAny(String lower, String... phrases) {
        for (String phrase : phrases) {
            if (lower.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    static int count(String lower, String... phrases) {
        int count = 0;
        for (String phrase : phrases) {
            count += lower.contains(phrase) ? 1 : 0;
        }
        return count;
    }

    /** Whether one of the words, which may hold brackets inside, is in the set; case does not count. */
    static boolean hasWord(String text, Set<String> words) {
        int from = 0;
        int end = Math.min(text.length(), LONGEST);
        for (int at = 0; at <= end; at++) {
            if (at == end || isGap(text.charAt(at))) {
                if (at - from > 1 && at - from < 16 && words.contains(trimmed(text, from, at))) {
                    return true;
                }
                from = at + 1;
            }
        }
        return false;
    }

    private static boolean isGap(char c) {
        return c <= ' ' || c == ',' || c == '>' || c == '"' || c == '\u00A0' || c == '<';
    }

    private static String trimmed(String text, int from, int to) {
        int end = to;
        while (end > from && ":.;".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(from, end).toLowerCase(Locale.ROOT);
    }

    /** The first word, without a comma or colon after it. */
    static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && end < 20 && text.charAt(end) > ' ' && text.charAt(end) != ',' && text.charAt(end) != ':') {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** Whether there is a time of day, a year or a date in figures. */
    static boolean hasTime(String text) {
        int digits = 0;
        int end = Math.min(text.length(), LONGEST);
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                digits++;
                continue;
            }
            boolean digitNext = at + 1 < end && isDigit(text.charAt(at + 1));
            if (digits == 4 && isYear(text, at - 4)) {
                return true;
            }
            if (digits > 0 && digits < 3 && digitNext && (c == ':' || c == '/' || c == '.' || c == 'h' || c == '-')) {
                return true;
            }
            digits = 0;
        }
        return digits == 4 && isYear(text, end - 4);
    }

    private static boolean isYear(String text, int at) {
        return text.startsWith("19", at) || text.startsWith("20", at);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether an address stands in the text, also as archives disguise it. */
    static boolean hasAddress(String text) {
        for (int at = text.indexOf('@', 1); at > 0 && at < Math.min(text.length() - 1, LONGEST); at = text.indexOf('@', at + 1)) {
            if (text.charAt(at - 1) > ' ' && text.charAt(at - 1) != '@' && Character.isLetterOrDigit(text.charAt(at + 1))) {
                return true;
            }
        }
        int open = text.indexOf('<');
        return open >= 0 && text.indexOf(" at ", open) > 0 && text.indexOf('>', open) > 0;
    }

    /** Whether a line is drawn and not written. */
    static boolean isRule(String text) {
        return isRule(text, 8);
    }

    static boolean isRule(String text, int shortest) {
        if (text.length() < shortest || text.length() > LONGEST) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if ("-_=*~#.+^ \u2014\u2013\u2500".indexOf(text.charAt(at)) < 0) {
                return false;
            }
        }
        return true;
    }
}
