package org.dialoguehub.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A long run of base64 (RFC 2045, 6.8) that is taken out of a mail, so that its content is kept once, however many mails have it. Only what comes back to
 * the very same bytes is taken out.
 *
 * @param at where it stood, in the mail without what is taken out before it
 * @param line how many characters a line has
 * @param crlf whether lines end with CR LF; else with LF
 */
record Cut(int at, Fingerprint content, int line, boolean crlf) {
    /** What is shorter stays where it is: a look into a table costs as much. */
    private static final int SHORTEST = 4_096;

    private static final int LONGEST_LINE = 76;
    private static final int SHORTEST_LINE = 40;
    private static final boolean[] ENCODED = encoded();

    /** Something that was taken out. */
    record Taken(Cut cut, MailSource.Bytes content) {}

    /** A mail without its runs, and these. */
    record Mail(MailSource.Bytes rest, List<Taken> taken) {
        Mail {
            taken = List.copyOf(taken);
        }
    }

    /** Takes out of a mail what can be. */
    static Mail out(byte[] bytes, int from, int to) {
        if (to - from < SHORTEST) {
            return new Mail(new MailSource.Bytes(Arrays.copyOfRange(bytes, from, to)), List.of());
        }
        var rest = new ByteArrayOutputStream(to - from);
        List<Taken> taken = new ArrayList<>();
        int kept = from;
        int line = from;
        while (line < to) {
            int end = Mbox.behindLine(bytes, line, to);
            // Most lines are of another length, and need not be looked at.
            int length = end - line < SHORTEST_LINE || end - line > LONGEST_LINE + 2 ? -1 : encoded(bytes, line, end);
            if (length < SHORTEST_LINE || length % 4 != 0) {
                line = end;
                continue;
            }
            int after = run(bytes, line, to, length);
            if (after - line >= SHORTEST) {
                boolean crlf = bytes[end - 1] == '\n' && bytes[end - 2] == '\r';
                boolean apart = taken.isEmpty() || taken.getLast().cut().at() < rest.size() + line - kept;
                byte[] content = apart ? content(bytes, line, after, length, crlf) : new byte[0];
                if (content.length > 0) {
                    rest.write(bytes, kept, line - kept);
                    taken.add(new Taken(new Cut(rest.size(), fingerprint(content), length, crlf), new MailSource.Bytes(content)));
                    kept = after;
                }
            }
            line = after;
        }
        rest.write(bytes, kept, to - kept);
        return new Mail(new MailSource.Bytes(rest.toByteArray()), taken);
    }

    /** How many characters of base64 a line has; -1 if it has others, or is longer than such lines are. */
    private static int encoded(byte[] bytes, int from, int end) {
        int stop = end;
        while (stop > from && (bytes[stop - 1] == '\r' || bytes[stop - 1] == '\n')) {
            stop--;
        }
        if (stop - from > LONGEST_LINE) {
            return -1;
        }
        for (int at = from; at < stop; at++) {
            if (bytes[at] < 0 || !ENCODED[bytes[at]]) {
                return -1;
            }
        }
        return stop - from;
    }

    private static boolean[] encoded() {
        var encoded = new boolean[128];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=".chars().forEach(each -> encoded[each] = true);
        return encoded;
    }

    /** Behind the lines of that length, and a shorter one. */
    private static int run(byte[] bytes, int from, int to, int length) {
        int line = from;
        while (line < to) {
            int end = Mbox.behindLine(bytes, line, to);
            int here = encoded(bytes, line, end);
            if (here != length) {
                return here > 0 && here < length ? end : line;
            }
            line = end;
        }
        return line;
    }

    /** What a run means; nothing if that does not come back to the same run. */
    private static byte[] content(byte[] bytes, int from, int to, int length, boolean crlf) {
        try {
            byte[] content = Base64.getDecoder().decode(withoutEnds(bytes, from, to));
            byte[] again = encoded(content, length, crlf);
            return Arrays.equals(again, 0, again.length, bytes, from, to) ? content : new byte[0];
        } catch (IllegalArgumentException broken) {
            return new byte[0];
        }
    }

    private static byte[] withoutEnds(byte[] bytes, int from, int to) {
        var joined = new byte[to - from];
        int length = 0;
        for (int line = from; line < to;) {
            int end = Mbox.behindLine(bytes, line, to);
            int stop = end;
            while (stop > line && (bytes[stop - 1] == '\r' || bytes[stop - 1] == '\n')) {
                stop--;
            }
            System.arraycopy(bytes, line, joined, length, stop - line);
            length += stop - line;
            line = end;
        }
        return Arrays.copyOf(joined, length);
    }

    private static byte[] encoded(byte[] content, int length, boolean crlf) {
        byte[] end = (crlf ? "\r\n" : "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] lines = Base64.getMimeEncoder(length, end).encode(content);
        byte[] whole = Arrays.copyOf(lines, lines.length + end.length);
        System.arraycopy(end, 0, whole, lines.length, end.length);
        return whole;
    }

    /** The run that was taken out. */
    byte[] run(byte[] content) {
        return encoded(content, line, crlf);
    }

    private static Fingerprint fingerprint(byte[] content) {
        try {
            return Fingerprint.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
