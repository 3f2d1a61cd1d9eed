package org.dialoguehub.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Encoded words in headers (RFC 2047), as mail programs really write them: inside quotes, with blanks, glued to other text, with a
 * character cut in two. Takes time in proportion to the length.
 */
final class EncodedWords {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private String pendingCharset = "";

    private EncodedWords() {}

    /** The text that people read. */
    static String decode(String header) {
        return header.contains("=?") ? new EncodedWords().decodeAll(header) : header;
    }

    private String decodeAll(String header) {
        int from = 0;
        int blanksFrom = -1;
        while (from < header.length()) {
            Optional<Word> word = header.startsWith("=?", from) ? Word.at(header, from) : Optional.empty();
            if (word.isPresent()) {
                // Blanks between two encoded words are not part of the text.
                if (blanksFrom >= 0 && pending.size() == 0) {
                    text.append(header, blanksFrom, from);
                }
                blanksFrom = -1;
                add(word.get());
                from = word.get().end;
            } else if (isBlank(header.charAt(from))) {
                blanksFrom = blanksFrom < 0 ? from : blanksFrom;
                from++;
            } else {
                flush();
                text.append(header, blanksFrom < 0 ? from : blanksFrom, from + 1);
                blanksFrom = -1;
                from++;
            }
        }
        flush();
        return text.toString();
    }

    private void add(Word word) {
        if (!word.charset.equals(pendingCharset)) {
            flush();
            pendingCharset = word.charset;
        }
        pending.writeBytes(word.bytes);
        // An empty word still swallows the blanks beside it.
        if (word.bytes.length == 0) {
            flush();
        }
    }

    private void flush() {
        if (pending.size() > 0) {
            text.append(Decoding.text(pending.toByteArray(), pendingCharset));
            pending.reset();
        }
        pendingCharset = "";
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** One encoded word; {@code end} is the place after it. */
    private static final class Word {
        private static final int LONGEST_CHARSET = 60;

        private final String charset;
        private final byte[] bytes;
        private final int end;

        Word(String charset, byte[] bytes, int end) {
            this.charset = charset;
            this.bytes = bytes;
            this.end = end;
        }

        static Optional<Word> at(String header, int start) {
            int charsetEnd = header.indexOf('?', start + 2);
            if (charsetEnd < 0 || charsetEnd - start > LONGEST_CHARSET || charsetEnd + 2 >= header.length()) {
                return Optional.empty();
            }
            char encoding = Character.toLowerCase(header.charAt(charsetEnd + 1));
            if (header.charAt(charsetEnd + 2) != '?' || (encoding != 'q' && encoding != 'b')) {
                return Optional.empty();
            }
            int body = charsetEnd + 3;
            int end = end(header, body);
            if (end < 0) {
                return Optional.empty();
            }
            String encoded = header.substring(body, end);
            // RFC 2231 lets a language follow the charset.
            String charset = header.substring(start + 2, charsetEnd).split("\\*", 2)[0].toLowerCase(Locale.ROOT);
            return Optional.of(new Word(charset, encoding == 'q' ? quoted(encoded) : base64(encoded), end + 2));
        }

        /** The next {@code ?=}, but not further than the next word's beginning, so that all scans together stay linear. */
        private static int end(String header, int body) {
            for (int index = body; index + 1 < header.length(); index++) {
                char c = header.charAt(index);
                char next = header.charAt(index + 1);
                if (c == '?' && next == '=') {
                    return index;
                }
                boolean padding = index + 2 < header.length() && header.charAt(index + 2) == '=';
                if (c == '=' && next == '?' && index > body && !padding) {
                    return -1;
                }
            }
            return -1;
        }
    }

    private static byte[] quoted(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int index = 0; index < encoded.length(); index++) {
            char c = encoded.charAt(index);
            int high = c == '=' && index + 2 < encoded.length() ? Character.digit(encoded.charAt(index + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(encoded.charAt(index + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high * 16 + low);
                index += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] base64(String encoded) {
        var letters = new StringBuilder(encoded.length());
        encoded.chars()
                .filter(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/')
                .forEach(c -> letters.append((char) c));
        if (letters.length() % 4 == 1) {
            letters.setLength(letters.length() - 1);
        }
        return Base64.getDecoder().decode(letters.toString());
    }
}
