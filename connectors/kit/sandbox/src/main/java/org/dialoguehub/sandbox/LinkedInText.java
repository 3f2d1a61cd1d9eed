package org.dialoguehub.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * "little text", the form of a commentary: what people see of it. Characters that are reserved count as text behind a backslash alone; at the first
 * one that stands by itself and begins no mention, hashtag or template, the real network ends the text without a word, and so does this.
 */
final class LinkedInText {
    static final int MOST = 3_000;

    private static final String RESERVED = "|{}@[]()<>#\\*_~";
    private static final Pattern MENTION =
            Pattern.compile("@\\[((?:[^\\[\\]\\\\]|\\\\.)*)\\]\\s?\\(urn:li:(?:person|organization):[A-Za-z0-9_-]+\\)");
    private static final Pattern TEMPLATE = Pattern.compile("\\{hashtag\\|\\\\?[#\uFF03]\\|((?:[^|{}\\\\]|\\\\.)*)\\}");
    private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{N}]+");

    private LinkedInText() {}

    static String seen(String commentary) {
        var seen = new StringBuilder();
        for (int at = 0; at < commentary.length();) {
            char each = commentary.charAt(at);
            Matcher mention = MENTION.matcher(commentary).region(at, commentary.length());
            Matcher template = TEMPLATE.matcher(commentary).region(at, commentary.length());
            Matcher hashtag = HASHTAG.matcher(commentary).region(at, commentary.length());
            if (each == '\\' && at + 1 < commentary.length()) {
                seen.append(commentary.charAt(at + 1));
                at += 2;
            } else if (mention.lookingAt()) {
                seen.append(plain(mention.group(1)));
                at = mention.end();
            } else if (template.lookingAt()) {
                seen.append('#').append(plain(template.group(1)));
                at = template.end();
            } else if (hashtag.lookingAt()) {
                seen.append(hashtag.group());
                at = hashtag.end();
            } else if (RESERVED.indexOf(each) >= 0) {
                return seen.toString();
            } else {
                seen.append(each);
                at++;
            }
        }
        return seen.toString();
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\(.)", "$1");
    }
}
