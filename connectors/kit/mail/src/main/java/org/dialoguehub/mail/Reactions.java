package org.dialoguehub.mail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dialoguehub.model.Activity.Like;

/** Finds likes in mails: reactions as such (RFC 9078, Gmail), and replies that say no more than one. */
public final class Reactions {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Pattern GMAIL = Pattern.compile("\"emoji\"\\s*:\\s*\"([^\"]{1,200})\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private Reactions() {}

    /** The emoji of a part that is a reaction. */
    public static Optional<String> emoji(Mail.Reaction part) {
        if (!part.json()) {
            return emoji(part.content());
        }
        Matcher emoji = GMAIL.matcher(part.content());
        return emoji.find() ? emoji(unescaped(emoji.group(1))) : Optional.empty();
    }

    /** The emoji, if the text is one and nothing else. */
    static Optional<String> emoji(String text) {
        String word = text.strip();
        boolean one = !word.isEmpty() && word.length() <= 60 && GRAPHEME.matcher(word).matches() && isEmoji(word);
        return one ? Optional.of(word) : Optional.empty();
    }

    /** The emoji of a reply that says no more. */
    public static Optional<String> inWords(String ownWords) {
        return ownWords.strip().equals("+1") ? Optional.of(Like.THUMBS_UP) : emoji(ownWords);
    }

    private static boolean isEmoji(String grapheme) {
        int first = grapheme.codePointAt(0);
        boolean flag = first >= 0x1F1E6 && first <= 0x1F1FF && grapheme.codePointCount(0, grapheme.length()) == 2;
        boolean keycap = grapheme.indexOf(0x20E3) > 0;
        boolean shownSo = Character.isEmojiPresentation(first) || grapheme.indexOf(0xFE0F) > 0;
        return flag || keycap || (Character.isExtendedPictographic(first) && shownSo);
    }

    private static String unescaped(String json) {
        return ESCAPE.matcher(json).replaceAll(found -> Matcher.quoteReplacement(
                String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
