package org.dialoguehub.twitter;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextConfiguration;
import com.twitter.twittertext.TwitterTextParser;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dialoguehub.text.TextRules;

/** How X counts text (twitter-text, configuration 3), and what makes two texts the same. */
final class TwitterText {
    static final int LIMIT = 280;
    static final TextRules RULES = new TextRules(TwitterText::weight, LIMIT, Set.of());

    private static final TwitterTextConfiguration WITH_EMOJI = TwitterTextParser.TWITTER_TEXT_DEFAULT_CONFIG;
    private static final TwitterTextConfiguration WITHOUT_EMOJI = new TwitterTextConfiguration.Builder()
            .setVersion(WITH_EMOJI.getVersion())
            .setMaxWeightedTweetLength(WITH_EMOJI.getMaxWeightedTweetLength())
            .setScale(WITH_EMOJI.getScale())
            .setDefaultWeight(WITH_EMOJI.getDefaultWeight())
            .setEmojiParsingEnabled(false)
            .setTransformedURLLength(WITH_EMOJI.getTransformedURLLength())
            .setRanges(WITH_EMOJI.getRanges())
            .build();

    private static final Pattern SCHEME = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern LAST_SLASH = Pattern.compile("/(?=[\\s>)]|$)");

    private TwitterText() {}

    /** The weighted length: 1 for most of Latin, 2 for others and emoji, 23 for an address. */
    static long weight(String text) {
        String normal = normal(text);
        return TwitterTextParser.parseTweet(normal, mayHaveEmoji(normal) ? WITH_EMOJI : WITHOUT_EMOJI).weightedLength;
    }

    /** Looking for emoji takes most of the time of counting, and few texts have any: none is made of Latin letters and common punctuation alone. */
    private static boolean mayHaveEmoji(String text) {
        return text.chars().anyMatch(character -> character >= '\u203C' || character == '\u00A9' || character == '\u00AE');
    }

    static boolean hasAddress(String text) {
        return !new Extractor().extractURLs(text).isEmpty();
    }

    /** The address of which X may show a card: of several, X does not say which. */
    static Optional<URI> onlyAddress(String text) {
        List<String> addresses = new Extractor().extractURLs(text);
        try {
            return addresses.size() == 1
                    ? Optional.of(new URI(addresses.getFirst().contains("://") ? addresses.getFirst() : "https://" + addresses.getFirst()))
                    : Optional.empty();
        } catch (URISyntaxException odd) {
            return Optional.empty();
        }
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
