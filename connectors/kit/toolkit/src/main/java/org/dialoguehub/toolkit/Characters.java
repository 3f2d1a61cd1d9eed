package org.dialoguehub.toolkit;

/** What a character from a stranger may be. */
final class Characters {
    private Characters() {}

    /** The same text without control characters, and with U+FFFD for half of a surrogate pair: it can be stored and sent as UTF-8. */
    static String readable(String text) {
        int length = text.length();
        int good = 0;
        while (good < length && isPlain(text.charAt(good))) {
            good++;
        }
        if (good == length) {
            return text;
        }
        var readable = new StringBuilder(length).append(text, 0, good);
        text.substring(good).codePoints().forEach(each -> {
            if (Character.getType(each) == Character.SURROGATE) {
                readable.append('\uFFFD');
            } else if (!isControl(each)) {
                readable.appendCodePoint(each);
            }
        });
        return readable.toString();
    }

    /** Whether a reader sees anything of it. */
    static boolean isVisible(char each) {
        return !Character.isSpaceChar(each) && !Character.isWhitespace(each) && Character.getType(each) != Character.FORMAT;
    }

    private static boolean isPlain(char each) {
        return !Character.isSurrogate(each) && !isControl(each);
    }

    private static boolean isControl(int each) {
        return Character.getType(each) == Character.CONTROL && each != '\n' && each != '\t' && each != '\r' && each != '\f';
    }
}
