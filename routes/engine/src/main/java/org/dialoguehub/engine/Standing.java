package org.dialoguehub.engine;

import java.time.Instant;

/**
 * How a channel is.
 *
 * @param since when it came to be so
 * @param seen when it was last tried with success; {@link Instant#EPOCH} if never in this life of the hub
 * @param word what the last try gave, for the operator
 */
public record Standing(Way way, Instant since, Instant seen, String word) {
    static final Standing UNTRIED = new Standing(Way.UNTRIED, Instant.EPOCH, Instant.EPOCH, "not tried yet");

    /** What can be said of a channel. */
    public enum Way {
        UNTRIED,
        UP,
        /** It cannot be reached now; the hub keeps trying. */
        DOWN,
        /** A person must sign in. */
        SIGN_IN
    }

    Standing up(Instant now, String what) {
        return new Standing(Way.UP, way == Way.UP ? since : now, now, what);
    }

    Standing not(Way how, Instant now, String why) {
        return new Standing(how, way == how ? since : now, seen, why);
    }
}
