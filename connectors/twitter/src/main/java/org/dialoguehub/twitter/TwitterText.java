package org.dialoguehub.twitter;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;
import org.dialoguehub.text.TextRules;

/** How X counts text (twitter-text, configuration 3), and what makes two texts the same. */
final class TwitterText {
    static final int LIMIT = 280;
    static final TextRules RULES = new TextRules(TwitterText::weight, LIMIT, Set.of());

    private static final Pattern SCHEME = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern LAST_SLASH = Pattern.compile("/(?=[\\s>)]|$)");

    private TwitterText() {}

    /** The weighted length: 1 for most of Latin, 2 for others and emoji, 23 for an address. */
    static long weight(String text) {
        return TwitterTextParser.parseTweet(normal(text)).weightedLength;
    }

    static boolean hasAddress(String text) {
        return !new Extractor().extractURLs(text).isEmpty();
    }

    static int cashtags(String text) {
        return new Extractor().extractCashtags(text).size();
    }

    /** As X keeps it. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether people would call it the same; X trims, adds a scheme to addresses, and a slash behind them. */
    static boolean same(String one, String other) {
        return bare(one).equals(bare(other));
    }

    private static String bare(String text) {
        String plain = SCHEME.matcher(normal(text)).replaceAll("");
        return LAST_SLASH.matcher(plain).replaceAll("").replaceAll("[\\s\\p{Cf}]+", "");
    }
}
