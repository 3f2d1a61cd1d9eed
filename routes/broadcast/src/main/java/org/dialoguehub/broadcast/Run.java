package org.dialoguehub.broadcast;

import java.time.Instant;
import java.util.Optional;

/**
 * One time at which a broadcast goes out.
 *
 * @param broadcast the key of the broadcast
 * @param occurrence the {@linkplain Schedule.Occurrence#key local time}; unlike that of any other run of the broadcast
 * @param slot the plan whose slot it takes, which no other run has then
 * @param at the moment
 * @param next when there is something to be done about it, while it is due
 * @param reason why it did not go out, or not everywhere yet; empty if all is well
 */
public record Run(String broadcast, String occurrence, Optional<String> slot, Instant at, State state, Instant next, String reason) {
    /** What became of it. */
    public enum State {
        /** It is to go out at its time. */
        DUE,
        /** It is in the ledger, for all channels. */
        SAID,
        /** Its time went by; it never goes out. */
        SKIPPED,
        /** It could not go out. */
        HELD
    }

    static Run due(String broadcast, Schedule.Occurrence occurrence, Optional<String> slot) {
        Instant at = occurrence.instant();
        return new Run(broadcast, occurrence.key(), slot, at, State.DUE, at, "");
    }

    Run to(State value, Instant when, String why) {
        return new Run(broadcast, occurrence, slot, at, value, when, why);
    }
}
