package org.dialoguehub.connector;

import java.time.Instant;

/**
 * How much of something a network still grants, until it grants all of it anew.
 *
 * @param name of what, for people and lasting, such as {@code posts in 15 minutes}
 * @param covers what cannot be done once nothing is left
 * @param shared whether all channels of one {@linkplain Connector#account account} use it up together
 * @param left how much is left, 0 or more
 * @param of how much there is at most, at least what is left
 * @param until when all of it is granted anew, by the clock of the {@link Host}
 */
public record Allowance(String name, Covers covers, boolean shared, long left, long of, Instant until) {
    /** What takes of an allowance. */
    public enum Covers {
        SENDING,
        READING,
        EVERYTHING
    }

    public Allowance {
        left = Math.max(0, left);
        of = Math.max(left, of);
    }

    /** The same with that much left. */
    public Allowance left(long value) {
        return new Allowance(name, covers, shared, value, of, until);
    }
}
