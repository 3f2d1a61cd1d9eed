package org.dialoguehub.verify;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words that stand in each part of a broadcast and nowhere else, by which its copies are counted on the networks. */
final class Marks {
    private static final Pattern MARK = Pattern.compile("part[0-9]+[a-d](?![a-z])");
    private static final String SENTENCE = "We swim again, and whoever likes to help is welcome at the pool. ";

    private Marks() {}

    /**
     * The text of a broadcast, the comment below it, and what follows it. The text is so long that X needs two posts for it, and everybody else one; it
     * begins with words that may be cited by what answers it.
     */
    static List<String> texts(int broadcast) {
        return List.of(
                SENTENCE.repeat(3) + "part" + broadcast + "a " + SENTENCE.repeat(2) + "part" + broadcast + "d",
                "part" + broadcast + "b comes below",
                "part" + broadcast + "c follows later");
    }

    /** All that is to be on each channel once. */
    static List<String> of(int broadcast) {
        return Stream.of("a", "b", "c", "d").map(part -> "part" + broadcast + part).toList();
    }

    static List<String> in(String text) {
        return MARK.matcher(text).results().map(MatchResult::group).toList();
    }
}
