package org.dialoguehub.archive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Where one mail ends and the next begins in an mbox. Of the variants (mboxo, mboxrd, mboxcl, mboxcl2, pipermail) none says so for sure: a line that
 * begins with {@code From } in a text need not be escaped. So a separator is told by what it looks like, by what stands before it and by what follows.
 */
final class Mbox {
    /** The longest separator. */
    private static final int LONGEST_LINE = 1_000;

    private static final Set<String> COMMON = Set.of(
            "return-path", "received", "date", "from", "to", "subject", "message-id", "delivered-to", "delivery-date", "envelope-to",
            "x-sender",
            "mime-version", "content-type", "status", "x-status", "x-mozilla-status", "x-gm-thrid", "x-gmail-labels", "x-original-to",
            "sender",
            "reply-to", "in-reply-to", "references", "list-id", "precedence", "x-envelope-from", "cc", "x-keywords", "x-uid",
            "content-length",
            "dkim-signature", "authentication-results", "newsgroups", "path", "organization", "x-from-line", "xref");

    private Mbox() {}

    /** Whether {@code From } stands there. */
    static boolean begins(byte[] bytes, int at, int to) {
        return to - at >= 5 && bytes[at] == 'F' && bytes[at + 1] == 'r' && bytes[at + 2] == 'o' && bytes[at + 3] == 'm'
                && bytes[at + 4] == ' ';
    }

    /**
     * The line that separates the mail that begins at {@code from}, behind its own separator, from the next one.
     *
     * @param ended whether nothing follows behind {@code to}
     * @return where that line begins, {@code to} if the last mail ends there, or -1 if more has to be read to know
     */
    static int next(byte[] bytes, int from, int to, boolean ended) {
        int line = from;
        boolean header = true;
        boolean blank = true; // A mail may be empty.
        while (line < to) {
            if (bytes[line] == 'F' && begins(bytes, line, to)) {
                int verdict = judge(bytes, line, to, ended, blank);
                if (verdict != NO) {
                    return verdict == YES ? line : -1;
                }
            }
            if (header && (bytes[line] | 0x20) == 'c') {
                long length = contentLength(bytes, line, to);
                int end = length < 0 ? -1 : counted(bytes, line, to, ended, length);
                if (end != 0 && length >= 0) {
                    return end;
                }
            }
            int newline = newline(bytes, line, to);
            if (newline == to) {
                break;
            }
            blank = newline == line || (newline == line + 1 && bytes[line] == '\r');
            header &= !blank;
            line = newline + 1;
        }
        return ended ? to : -1;
    }

    /** Where the mail ends whose next separator is there: the blank line above a separator is not part of it. */
    static int end(byte[] bytes, int from, int separator) {
        int end = separator;
        if (end > from + 1 && bytes[end - 1] == '\n' && bytes[end - 2] == '\n') {
            return end - 1;
        }
        if (end > from + 3 && bytes[end - 1] == '\n' && bytes[end - 2] == '\r' && bytes[end - 3] == '\n') {
            return end - 2;
        }
        return end;
    }

    /** Behind the end of the line. */
    static int behindLine(byte[] bytes, int from, int to) {
        return Math.min(to, newline(bytes, from, to) + 1);
    }

    private static final int NO = 0;
    private static final int YES = 1;
    private static final int UNKNOWN = 2;

    private static int judge(byte[] bytes, int line, int to, boolean ended, boolean blankAbove) {
        int end = newline(bytes, line, to);
        int second = end + 1;
        int secondEnd = second >= to ? to : newline(bytes, second, to);
        if (!ended && secondEnd == to && to - line < 2 * LONGEST_LINE) {
            return UNKNOWN;
        }
        if (secondEnd == to && ended && nameEnd(bytes, second, to) == second) {
            return blankAbove && envelope(bytes, line, end) ? YES : NO;
        }
        boolean common = isCommonHeader(bytes, second, secondEnd);
        boolean sure = envelope(bytes, line, end) && (common || (blankAbove && headerLike(bytes, second, secondEnd)));
        return sure || (blankAbove && common) ? YES : NO;
    }

    /** Whether the line tells a time and a year, as separators do: {@code From anna@example.org Mon Jan  1 00:00:00 2001}. */
    private static boolean envelope(byte[] bytes, int line, int end) {
        if (end - line > LONGEST_LINE) {
            return false;
        }
        boolean time = false;
        boolean year = false;
        for (int at = line + 5; at + 4 <= end; at++) {
            if (bytes[at] == ':' && digit(bytes[at - 1]) && digit(bytes[at + 1]) && digit(bytes[at + 2])) {
                time = true;
            }
            boolean century = (bytes[at] == '1' && bytes[at + 1] == '9') || (bytes[at] == '2' && bytes[at + 1] == '0');
            year |= century && digit(bytes[at + 2]) && digit(bytes[at + 3]) && !digit(bytes[at - 1])
                    && (at + 4 == end || !digit(bytes[at + 4]));
        }
        return time && year;
    }

    /** Whether a line may be a header field (RFC 5322, 2.2), or is a separator that a program escaped and left on top of the header. */
    private static boolean headerLike(byte[] bytes, int line, int end) {
        return nameEnd(bytes, line, end) > line || (bytes[line] == '>' && begins(bytes, line + 1, end));
    }

    private static boolean isCommonHeader(byte[] bytes, int line, int end) {
        int colon = nameEnd(bytes, line, end);
        return colon > line
                && COMMON.contains(new String(bytes, line, colon - line, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
    }

    /** Where the colon stands behind the name of a header field; where the line begins if it is none. */
    static int nameEnd(byte[] bytes, int line, int end) {
        for (int at = line; at < Math.min(end, line + 80); at++) {
            if (bytes[at] == ':') {
                return at;
            }
            if (bytes[at] <= ' ' || bytes[at] == 127) {
                return line;
            }
        }
        return line;
    }

    /** The number in a Content-Length field, or -1 if the line is another. */
    private static long contentLength(byte[] bytes, int line, int to) {
        String name = "content-length:";
        if (to - line < name.length() + 2) {
            return -1;
        }
        for (int index = 0; index < name.length(); index++) {
            int c = bytes[line + index];
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != name.charAt(index)) {
                return -1;
            }
        }
        long length = 0;
        int at = line + name.length();
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        int first = at;
        while (at < to && digit(bytes[at]) && length < MailSource.LARGEST) {
            length = length * 10 + bytes[at++] - '0';
        }
        return at > first && length < MailSource.LARGEST ? length : -1;
    }

    /** Where the next separator stands by the count of bytes, -1 if that has to be read first, 0 if the count is wrong. */
    private static int counted(byte[] bytes, int line, int to, boolean ended, long length) {
        int body = line;
        int newline = newline(bytes, body, to);
        while (newline < to && newline > body && !(newline == body + 1 && bytes[body] == '\r')) {
            body = newline + 1;
            newline = newline(bytes, body, to);
        }
        long end = newline + 1L + length;
        if (newline == to || end + 2 > to) {
            return !ended ? -1 : end == to || end + 1 == to ? to : 0;
        }
        int at = (int) end;
        for (int skipped = 0; skipped < 3 && at < to; skipped++) {
            if (bytes[at] == 'F') {
                return begins(bytes, at, to) ? at : !ended && to - at < 5 ? -1 : 0;
            }
            if (bytes[at] != '\n' && bytes[at] != '\r') {
                return 0;
            }
            at++;
        }
        return at < to ? 0 : ended ? to : -1;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static int newline(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
