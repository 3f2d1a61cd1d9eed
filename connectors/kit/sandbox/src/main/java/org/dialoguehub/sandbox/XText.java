package org.dialoguehub.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How X counts text, and what it makes of addresses in it. A second opinion, after the page "Counting characters". */
final class XText {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>]*[^\\s<>.,;:!?)\\]'\"]");
    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final int ADDRESS_LENGTH = 23;

    /** An address, and the short one that stands for it in the text. */
    record Address(String shortened, String expanded) {}

    private XText() {}

    /** The weighted length. */
    static int length(String text) {
        int length = 0;
        int plainFrom = 0;
        for (Matcher address = ADDRESS.matcher(text); address.find(); plainFrom = address.end()) {
            length += weight(text.substring(plainFrom, address.start())) + ADDRESS_LENGTH;
        }
        return length + weight(text.substring(plainFrom));
    }

    static List<Address> addresses(String text, String id) {
        List<Address> found = new ArrayList<>();
        for (Matcher address = ADDRESS.matcher(text); address.find();) {
            String code = Long.toString(Long.parseLong(id) * 31 + found.size(), 36);
            found.add(new Address("https://t.co/" + code.substring(code.length() - 10), address.group()));
        }
        return found;
    }

    /** The text as it is told: short addresses, and three characters written as in HTML. */
    static String told(String text, List<Address> addresses) {
        String told = text;
        for (Address address : addresses) {
            told = told.replaceFirst(Pattern.quote(address.expanded()), Matcher.quoteReplacement(address.shortened()));
        }
        return told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static long cashtags(String text) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])\\$[A-Za-z]{1,6}\\b").matcher(text.toUpperCase(Locale.ROOT)).results().count();
    }

    private static int weight(String text) {
        return CLUSTER.matcher(text).results().mapToInt(cluster -> clusterWeight(cluster.group())).sum();
    }

    private static int clusterWeight(String cluster) {
        int first = cluster.codePointAt(0);
        boolean emoji = Character.isEmojiPresentation(first) || (Character.isEmoji(first) && cluster.indexOf('\uFE0F') > 0);
        return emoji ? 2 : cluster.codePoints().map(XText::weight).sum();
    }

    private static int weight(int character) {
        boolean light = character <= 4_351 || (character >= 8_192 && character <= 8_205) || (character >= 8_208 && character <= 8_223)
                || (character >= 8_242 && character <= 8_247);
        return light ? 1 : 2;
    }
}
