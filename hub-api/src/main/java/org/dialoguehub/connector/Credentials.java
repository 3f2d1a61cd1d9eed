package org.dialoguehub.connector;

import java.util.Optional;

/**
 * The credential of one channel, kept through restarts and encrypted at rest. Shared by all sessions of the channel, in this hub and in others that
 * work on the same store. Safe for use by several threads; answers at once, so may be asked before every request.
 */
public interface Credentials {
    /** What the last sign-in or renewal left; empty if nobody has signed in yet. */
    Optional<Credential> read();

    /**
     * Puts another in place of the one that was read: who comes second changes nothing, and reads what the first has put there. Durable when this
     * returns.
     *
     * @param expected what {@link #read} gave
     * @return false if somebody else was faster
     */
    boolean replace(Optional<Credential> expected, Credential next);
}
