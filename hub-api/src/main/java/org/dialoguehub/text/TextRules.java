package org.dialoguehub.text;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a network can show, and how it counts.
 *
 * @param counter how long a text is in the network's own measure
 * @param limit the most that one post may have in that measure
 * @param answerLimit the most that an answer may have, where the network calls it a comment and takes less; 0 where nothing can be answered
 * @param shows the forms that the network shows as such; what is not here is written with plain characters
 */
public record TextRules(TextCounter counter, long limit, long answerLimit, Set<Form> shows) {
    public TextRules {
        shows = Set.copyOf(shows);
        if (limit < 1 || answerLimit < 0) {
            throw new IllegalArgumentException("The limits of a text are " + limit + " and, for an answer, " + answerLimit
                    + "; at least 1 and 0 are needed");
        }
    }

    /** The same limit for posts and answers. */
    public TextRules(TextCounter counter, long limit, Set<Form> shows) {
        this(counter, limit, limit, shows);
    }

    /** The same with another limit for answers. */
    public TextRules answering(long most) {
        return new TextRules(counter, limit, most, shows);
    }

    /** The most that a post, or an answer, may have. */
    public long limit(boolean answer) {
        return answer ? answerLimit : limit;
    }

    /** No limit that people meet, and every form. */
    public static TextRules unlimited() {
        return new TextRules(String::length, Long.MAX_VALUE, EnumSet.allOf(Form.class));
    }

    /** Plain text of at most that many Unicode code points. */
    public static TextRules plain(long codePoints) {
        return new TextRules(text -> text.codePointCount(0, text.length()), codePoints, Set.of());
    }

    /** How a network measures the length of a text. */
    @FunctionalInterface
    public interface TextCounter {
        long count(String text);
    }

    /** A form that text may have. */
    public enum Form {
        SUBJECT,
        LINK,
        EMPHASIS,
        HEADING,
        QUOTE,
        LIST,
        CODE,
        IMAGE_IN_TEXT
    }
}
