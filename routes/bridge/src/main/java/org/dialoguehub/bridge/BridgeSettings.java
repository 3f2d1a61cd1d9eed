package org.dialoguehub.bridge;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dialoguehub.engine.Rule;

/**
 * A bridge between channels, as it was set up. Of two, each says all that the other says. Of more, the first is where the people of the organization are: it
 * hears all others, and speaks to all of them; but an answer goes only to where what it answers is, so that nobody hears half a dialogue.
 *
 * @param name lasting, and unlike that of any other bridge
 * @param ends the names of two or more channels
 * @param likes what becomes of likes where they cannot be shown as such
 * @param language of the few words that the bridge adds
 */
public record BridgeSettings(String name, List<String> ends, Likes likes, Locale language) {
    public BridgeSettings {
        ends = List.copyOf(ends);
        if (ends.size() < 2 || ends.stream().distinct().count() < ends.size()) {
            throw new IllegalArgumentException(
                    "The bridge '" + name + "' is between " + ends + "; two or more different channels are needed");
        }
    }

    /** A bridge between two channels. */
    public BridgeSettings(String name, String one, String other, Likes likes, Locale language) {
        this(name, List.of(one, other), likes, language);
    }

    /** What becomes of likes on a channel that cannot show them. */
    public enum Likes {
        /** Each becomes a short message. */
        EACH,
        /** They stay where they were given. */
        NONE
    }

    /** The channel that all others are joined with. */
    public String first() {
        return ends.getFirst();
    }

    public List<String> others() {
        return ends.subList(1, ends.size());
    }

    /** The rules of all directions. */
    public List<Rule> rules() {
        return others().stream()
                .flatMap(other -> Stream.<Rule>of(crossing(first(), other, others().size() > 1), crossing(other, first(), false)))
                .toList();
    }

    private Crossing crossing(String from, String to, boolean answersStay) {
        return new Crossing(name + ": " + from + " to " + to, from, to, answersStay, likes, new Words(language), Brake.standard());
    }
}
