package org.dialoguehub.linkedin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name of LinkedIn's, such as {@code urn:li:share:7400000001000003} or {@code urn:li:comment:(urn:li:activity:7400000001402660,7400000002000006)}. */
record LinkedInUrn(String value) {
    private static final Pattern FORM = Pattern.compile("urn:li:[A-Za-z]+:[A-Za-z0-9_():,-]+");
    private static final Pattern COMMENT = Pattern.compile("urn:li:comment:\\((?:urn:li:)?([A-Za-z]+:[0-9]+),([0-9]+)\\)");
    private static final Pattern NUMBER = Pattern.compile("([0-9]+)\\)?$");

    /** @throws IllegalArgumentException if it is none */
    LinkedInUrn {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a name of LinkedIn's");
        }
        Matcher comment = COMMENT.matcher(value); // notifications write it shorter than anything else does
        if (comment.matches()) {
            value = "urn:li:comment:(urn:li:" + comment.group(1) + "," + comment.group(2) + ")";
        }
    }

    static boolean isComment(String urn) {
        return COMMENT.matcher(urn).matches();
    }

    boolean isComment() {
        return isComment(value);
    }

    boolean isPerson() {
        return value.startsWith("urn:li:person:");
    }

    /** What a comment is on, by the name that stands in its own: an activity, most often. */
    String thread() {
        return "urn:li:" + comment().group(1);
    }

    /** The number of a comment in its thread. */
    String number() {
        return comment().group(2);
    }

    /** Its last number; they grow with time. */
    static String order(String urn) {
        Matcher number = NUMBER.matcher(urn);
        return number.find() ? number.group(1) : "";
    }

    /** As a part of an address, where Rest.li 2.0 wants all of it encoded. */
    static String encoded(String urn) {
        return URLEncoder.encode(urn, StandardCharsets.UTF_8);
    }

    private Matcher comment() {
        Matcher comment = COMMENT.matcher(value);
        if (!comment.matches()) {
            throw new IllegalArgumentException("'" + value + "' is not the name of a comment");
        }
        return comment;
    }

    @Override
    public String toString() {
        return value;
    }
}
