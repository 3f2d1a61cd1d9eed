package org.dialoguehub.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Bytes to text, whatever the mail says of its charset. Never fails; what cannot be read becomes U+FFFD. */
public final class Decoding {
    /** Names that mail programs use for something larger, or for something else, than the standard says. */
    private static final Map<String, String> MEANT = Map.of(
            "iso-8859-1", "windows-1252",
            "latin1", "windows-1252",
            "us-ascii", "utf-8",
            "ascii", "utf-8",
            "gb2312", "gb18030",
            "gbk", "gb18030",
            "ks_c_5601-1987", "x-windows-949",
            "iso-8859-9", "windows-1254",
            "utf8", "utf-8",
            "x-sjis", "shift_jis");

    private static final Charset WINDOWS_1252 = charset("windows-1252").orElse(StandardCharsets.ISO_8859_1);

    private Decoding() {}

    /** Text in a charset that was named. */
    static String text(byte[] bytes, String named) {
        Charset charset = charset(named).orElse(StandardCharsets.UTF_8);
        if (holdsAscii(charset) && isAscii(bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        if (wide && !hasNul(bytes)) {
            return text(bytes);
        }
        return strictly(bytes, charset)
                .orElseGet(() -> charset.equals(StandardCharsets.UTF_8) ? text(bytes) : replacing(bytes, charset));
    }

    /** Text in a charset that nobody named: UTF-8, else what Windows would have written. */
    public static String text(byte[] bytes) {
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return strictly(bytes, StandardCharsets.UTF_8)
                .orElseGet(() -> replacing(bytes, mostlyUtf8(bytes) ? StandardCharsets.UTF_8 : WINDOWS_1252));
    }

    /** Without the characters that no text has: NUL and other controls, halves of characters. Lines end with {@code \n}. */
    public static String clean(String text) {
        if (isClean(text)) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            boolean pair = Character.isHighSurrogate(c)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1));
            if (pair) {
                clean.append(c).append(text.charAt(++index));
            } else if (c == '\r') {
                clean.append('\n');
                index += index + 1 < text.length() && text.charAt(index + 1) == '\n' ? 1 : 0;
            } else if (Character.isSurrogate(c)) {
                clean.append('\uFFFD');
            } else if (isAllowed(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /** One line of text: controls become blanks, runs of blanks one. */
    public static String line(String text) {
        var line = new StringBuilder(Math.min(text.length(), 200));
        boolean blank = true;
        for (char c : clean(text).toCharArray()) {
            if (c <= ' ' || c == '\u2028' || c == '\u2029') {
                blank = true;
            } else {
                line.append(blank && !line.isEmpty() ? " " : "").append(c);
                blank = false;
            }
        }
        return line.toString();
    }

    static Optional<Charset> charset(String named) {
        String name = named.strip().toLowerCase(Locale.ROOT);
        try {
            return Optional.of(Charset.forName(MEANT.getOrDefault(name, name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** Most mail is, and needs no decoder. */
    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsAscii(Charset charset) {
        String name = charset.name();
        return charset.equals(StandardCharsets.UTF_8) || name.startsWith("ISO-8859-") || name.startsWith("windows-125");
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    private static String replacing(byte[] bytes, Charset charset) {
        return new String(bytes, charset);
    }

    /** Whether there are more characters of several bytes than there are errors: then it is UTF-8 that was cut or damaged. */
    private static boolean mostlyUtf8(byte[] bytes) {
        String text = replacing(bytes, StandardCharsets.UTF_8);
        long errors = text.chars().filter(c -> c == '\uFFFD').count();
        long letters = text.chars().filter(c -> c > 127 && c != '\uFFFD').count();
        return letters > errors;
    }

    private static boolean hasNul(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClean(String text) {
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == '\r' || Character.isSurrogate(c) || !isAllowed(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        boolean control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
        return !control && c != '\uFEFF' && c != '\uFFFE' && c != '\uFFFF';
    }
}
