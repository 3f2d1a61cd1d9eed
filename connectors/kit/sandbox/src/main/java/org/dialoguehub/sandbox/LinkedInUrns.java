package org.dialoguehub.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of things: a post is a share, and beside that an activity with another number, which its comments are named after. What a client is given
 * in one form it may use in the other.
 */
final class LinkedInUrns {
    static final String ORGANIZATION = "urn:li:organization:2414183";

    private static final long FIRST = 7_400_000_000_000_000_000L;
    private static final long STEP = 1_000_003;
    private static final long APART = 402_657;
    private static final Pattern ACTIVITY = Pattern.compile("urn:li:activity:([0-9]{1,19})");

    private LinkedInUrns() {}

    static String share(long number) {
        return "urn:li:share:" + (FIRST + number * STEP);
    }

    /** Makes ids of comments in a thread. */
    static LongFunction<String> comments(String share) {
        return number -> "urn:li:comment:(" + activity(share) + "," + (FIRST + number * STEP) + ")";
    }

    static boolean isComment(String urn) {
        return urn.startsWith("urn:li:comment:");
    }

    static String activity(String share) {
        return "urn:li:activity:" + (Long.parseLong(share.substring(share.lastIndexOf(':') + 1)) + APART);
    }

    /** The id under which {@link Posts} knows what is named; the name itself if it is none of these. */
    static String canonical(String urn) {
        Matcher activity = ACTIVITY.matcher(urn);
        return activity.matches() ? "urn:li:share:" + (Long.parseLong(activity.group(1)) - APART) : urn;
    }

    /** The post that a comment is on. */
    static String shareOf(String comment) {
        return canonical(comment.substring("urn:li:comment:(".length(), comment.indexOf(',')));
    }

    static String numberOf(String comment) {
        return comment.substring(comment.indexOf(',') + 1, comment.length() - 1);
    }

    static String person(String account) {
        return account.startsWith("urn:li:") ? account : "urn:li:person:" + account;
    }

    static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
