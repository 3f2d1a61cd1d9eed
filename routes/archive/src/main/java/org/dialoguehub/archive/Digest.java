package org.dialoguehub.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import org.dialoguehub.mail.Headers;

/** By what the archive knows a mail again. For one thread at a time. */
final class Digest {
    private final MessageDigest sha = sha256();
    private byte[] scratch = new byte[64 << 10];

    /** The number by which a Message-ID is known. */
    long number(String messageId) {
        return Fingerprint.of(sha.digest(messageId.getBytes(StandardCharsets.UTF_8))).number();
    }

    /** The number of a mail whose Message-ID another one has already. */
    long number(long node, Fingerprint content) {
        return number(node + " " + content);
    }

    /**
     * Of what is the same however a mail came here: what is said by whom, but not the servers on its way, line ends, escapes of an mbox, and blank lines at
     * the end.
     */
    Fingerprint of(Headers headers, byte[] bytes, int from, int to) {
        for (String field : List.of("message-id", "from", "date", "subject")) {
            sha.update(headers.first(field).orElse("").getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
        }
        int length = canonical(bytes, body(bytes, from, to), to);
        sha.update(scratch, 0, length);
        if (scratch.length > 1 << 20) {
            scratch = new byte[64 << 10];
        }
        return Fingerprint.of(sha.digest());
    }

    /** Of the writer's own words, which are the same when a list has added its footer or its name in the subject. */
    long words(String address, long sent, String subject, String own) {
        var words = new StringBuilder(own.length() + 100);
        words.append(address).append('\n').append(sent).append('\n').append(Subject.base(subject).toLowerCase(Locale.ROOT)).append('\n');
        for (int at = 0; at < own.length(); at++) {
            if (own.charAt(at) > ' ') {
                words.append(own.charAt(at));
            }
        }
        return number(words.toString());
    }

    private static int body(byte[] bytes, int from, int to) {
        int line = from;
        while (line < to && bytes[line] != '\n' && !(bytes[line] == '\r' && line + 1 < to && bytes[line + 1] == '\n')) {
            line = Mbox.behindLine(bytes, line, to);
        }
        return line;
    }

    private int canonical(byte[] bytes, int from, int to) {
        if (scratch.length < to - from + 1) {
            scratch = new byte[to - from + 1];
        }
        int length = 0;
        int at = from;
        while (at < to) {
            int end = Mbox.behindLine(bytes, at, to);
            int start = unescaped(bytes, at, end);
            int stop = end;
            while (stop > start && (bytes[stop - 1] == '\n' || bytes[stop - 1] == '\r')) {
                stop--;
            }
            System.arraycopy(bytes, start, scratch, length, stop - start);
            length += stop - start;
            scratch[length++] = '\n';
            at = end;
        }
        while (length > 0 && scratch[length - 1] == '\n') {
            length--;
        }
        return length;
    }

    /** Behind the marks before a {@code From } at the beginning of a line. */
    private static int unescaped(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] == '>') {
            at++;
        }
        return at > from && Mbox.begins(bytes, at, end) ? at : from;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
