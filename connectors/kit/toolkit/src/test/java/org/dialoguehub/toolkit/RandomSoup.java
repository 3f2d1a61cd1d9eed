package org.dialoguehub.toolkit;

import java.util.List;
import java.util.random.RandomGenerator;

/** HTML as nobody should write it: tags that do not match, attributes without end, bytes that are no text. */
final class RandomSoup {
    private static final List<String> TAGS = List.of(
            "a", "b", "i", "p", "div", "br", "ul", "ol", "li", "table", "tr", "td", "th", "pre", "code", "blockquote", "h1", "h3", "img",
            "span", "q", "script", "style", "hr", "details", "form", "select", "option", "svg", "math", "template", "title", "body", "s",
            "textarea", "noscript", "xyz", "listing", "center", "font", "caption", "dl", "dd");
    private static final List<String> TEXTS = List.of(
            "word", " ", "\n", "  two  words ", "&amp;", "&nbsp;", "&#0;", "&#xD83D;", "&bogus", "<", ">", "\0", "\uD800", "\uDC00x",
            "\uD83D\uDC4D",
            "\u200B", "<!--", "-->", "<![CDATA[", "]]>", "<!doctype html>", "\"", "'", "\u202E", "\t\r\n", "|");
    private static final List<String> ATTRIBUTES = List.of(
            " href=https://example.org/x", " href='javascript:x'", " src=cid:" + "c".repeat(64) + "@x", " src=https://example.org/p.png",
            " alt='a b'",
            " class=language-java", " hidden", " style='display:none'", " =", " '", " width=1", "/", " href='http://exa mple.org/ö|'");

    private final RandomGenerator random;

    RandomSoup(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        var soup = new StringBuilder();
        int parts = 1 + random.nextInt(60);
        for (int part = 0; part < parts; part++) {
            switch (random.nextInt(4)) {
                case 0 -> soup.append("</").append(any(TAGS)).append('>');
                case 1 -> soup.append('<').append(any(TAGS)).append(random.nextInt(3) == 0 ? any(ATTRIBUTES) : "").append('>');
                case 2 -> soup.append(any(TEXTS));
                default -> soup.append("w").append(random.nextInt(10));
            }
        }
        return soup.toString();
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
