package org.dialoguehub.connector;

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
}
