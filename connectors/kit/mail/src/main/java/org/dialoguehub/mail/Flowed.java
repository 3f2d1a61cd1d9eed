package org.dialoguehub.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of which lines flow into each other (RFC 3676). */
final class Flowed {
    private static final Pattern QUOTE = Pattern.compile("^>*");

    private Flowed() {}

    /** The text with each paragraph in one line; quotes keep their marks. */
    static String unfold(String text, boolean deleteSpace) {
        var result = new StringBuilder(text.length());
        int openDepth = -1;
        for (String line : text.split("\n", -1)) {
            Matcher quote = QUOTE.matcher(line);
            int depth = quote.find() ? quote.end() : 0;
            String content = line.substring(depth);
            content = content.startsWith(" ") ? content.substring(1) : content;
            boolean signature = content.equals("-- ");
            boolean continues = openDepth == depth && !signature;
            if (!continues) {
                result.append(result.isEmpty() ? "" : "\n").append(depth == 0 ? "" : ">".repeat(depth) + " ");
            }
            boolean soft = content.endsWith(" ") && !signature;
            result.append(soft && deleteSpace ? content.substring(0, content.length() - 1) : content);
            openDepth = soft ? depth : -1;
        }
        return result.toString();
    }
}
