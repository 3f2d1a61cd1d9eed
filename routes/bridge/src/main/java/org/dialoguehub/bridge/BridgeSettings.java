package org.dialoguehub.bridge;

import java.util.List;
import java.util.Locale;
import org.dialoguehub.engine.Rule;

/**
 * A bridge between two channels, as it was set up.
 *
 * @param name lasting, and unlike that of any other bridge
 * @param one the name of a channel
 * @param other the name of another
 * @param likes what becomes of likes where they cannot be shown as such
 * @param language of the few words that the bridge adds
 */
public record BridgeSettings(String name, String one, String other, Likes likes, Locale language) {
    public BridgeSettings {
        if (one.equals(other)) {
            throw new IllegalArgumentException("The bridge '" + name + "' leads from '" + one + "' to itself");
        }
    }

    /** What becomes of likes on a channel that cannot show them. */
    public enum Likes {
        /** Each becomes a short message. */
        EACH,
        /** They stay where they were given. */
        NONE
    }

    /** The rules of both directions. */
    public List<Rule> rules() {
        var words = new Words(language);
        return List.of(
                new Crossing(name + ": " + one + " to " + other, one, other, likes, words, Brake.standard()),
                new Crossing(name + ": " + other + " to " + one, other, one, likes, words, Brake.standard()));
    }
}
