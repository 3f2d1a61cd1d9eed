package org.dialoguehub.linkedin;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dialoguehub.model.Span;

/**
 * The form of a commentary: text in which fifteen characters are reserved for mentions, hashtags and templates, and stand for themselves behind a
 * backslash alone.
 *
 * @see <a href="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format">little Text Format</a>
 */
final class LittleText {
    private static final Pattern RESERVED = Pattern.compile("[|{}@\\[\\]()<>#\\\\*_~]");
    private static final Pattern HASHTAG = Pattern.compile("(?<![\\p{L}\\p{N}_#&/])#([\\p{L}\\p{N}_]*\\p{L}[\\p{L}\\p{N}_]*)");
    private static final String ESCAPED = "((?:[^\\\\\\[\\]{}|]|\\\\.)*)";
    private static final Pattern ELEMENT = Pattern.compile(
            "\\\\(.)|@\\[" + ESCAPED + "\\]\\s?\\([^()\\s]*\\)|\\{hashtag\\|\\\\?[#\uFF03]\\|" + ESCAPED + "\\}", Pattern.DOTALL);

    /** Who can be mentioned: those who have a name at LinkedIn. */
    private static final Pattern MENTIONED = Pattern.compile("urn:li:(?:person|organization):[A-Za-z0-9_-]+");
    /** Stands for a mention; of letters that mean nothing, and that LinkedIn shows nobody. */
    private static final Pattern MARK = Pattern.compile("\uE000([0-9]{1,4})\uE001");

    private LittleText() {}

    static boolean canMention(Span.Mention mention) {
        return MENTIONED.matcher(mention.account().value()).matches() && !mention.label().replace("@", "").isBlank();
    }

    /** What stands in a text for the mention with that number. */
    static String mark(int number) {
        return "\uE000" + number + "\uE001";
    }

    /** What people are to see, as a commentary, in which each mark is the mention with that number. */
    static String write(String text, List<Span.Mention> mentions) {
        return MARK.matcher(write(text)).replaceAll(mark -> Matcher.quoteReplacement(Integer.parseInt(mark.group(1)) < mentions.size()
                ? mention(mentions.get(Integer.parseInt(mark.group(1))))
                : ""));
    }

    private static String mention(Span.Mention mention) {
        return "@[" + escaped(mention.label().replaceFirst("^@", "")) + "](" + mention.account().value() + ")";
    }

    /** What people are to see, as a commentary; what looks like a hashtag becomes one. */
    static String write(String text) {
        var written = new StringBuilder();
        Matcher hashtag = HASHTAG.matcher(text);
        int end = 0;
        while (hashtag.find()) {
            written.append(escaped(text.substring(end, hashtag.start())));
            written.append("{hashtag|\\#|").append(escaped(hashtag.group(1))).append('}');
            end = hashtag.end();
        }
        return written.append(escaped(text.substring(end))).toString();
    }

    /** What people see of a commentary. What is not well-formed is taken as it stands. */
    static String read(String commentary) {
        var text = new StringBuilder();
        Matcher element = ELEMENT.matcher(commentary);
        int end = 0;
        while (element.find()) {
            text.append(commentary, end, element.start());
            if (element.group(1) != null) {
                text.append(element.group(1));
            } else if (element.group(2) != null) {
                text.append(plain(element.group(2)));
            } else {
                text.append('#').append(plain(element.group(3)));
            }
            end = element.end();
        }
        return text.append(commentary, end, commentary.length()).toString();
    }

    private static String escaped(String text) {
        return RESERVED.matcher(text).replaceAll("\\\\$0");
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("(?s)\\\\(.)", "$1");
    }
}
