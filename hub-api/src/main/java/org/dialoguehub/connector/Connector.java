package org.dialoguehub.connector;

import java.util.Optional;
import org.dialoguehub.settings.Settings;

/**
 * Speaks to one network. Found by {@link java.util.ServiceLoader}, so it needs a public constructor without parameters. Has no state: two
 * sessions of one connector know nothing of each other.
 */
public interface Connector {
    /** What is true of this network before anyone signs in. Always the same value. */
    ConnectorSpec spec();

    /**
     * Opens a channel. Called once for a channel at its start, and again after a failure; may block as long as {@link Host#requestLimit()}.
     * Need not sign in: {@link Session#check()} tells whether that works.
     *
     * @param settings complete and checked against {@link ConnectorSpec#settings()}
     */
    Session open(Settings settings, Host host) throws ConnectorException;

    /**
     * Who pays, and whose allowances are used up, such as {@code x app 42}: all channels for which it is the same spend the same money. Names the network,
     * and holds no secret. Empty if the channel is on its own.
     */
    default Optional<String> account(Settings settings) {
        return Optional.empty();
    }
}
