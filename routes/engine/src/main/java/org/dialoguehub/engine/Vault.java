package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.model.ChannelId;

/** The credential of each channel, sealed: who has the store alone can read none of it. */
public interface Vault {
    /** What was kept for the channel last. */
    Optional<Sealed> find(ChannelId channel);

    /** Puts another in its place, if it is still as expected; otherwise changes nothing and returns false. */
    boolean replace(ChannelId channel, Optional<Sealed> expected, Sealed next);

    /** Everything there is. */
    Map<ChannelId, Sealed> all();

    /**
     * A credential that only the {@link Keyring} can open.
     *
     * @param text unlike that of any other: it holds a random part
     * @param until when a person must sign in again; in the clear, so that it can be told without a key
     */
    record Sealed(String text, Optional<Instant> until) {}
}
