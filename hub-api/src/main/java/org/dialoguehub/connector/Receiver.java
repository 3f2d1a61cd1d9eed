package org.dialoguehub.connector;

/** Can be asked for what happened on the network. */
public interface Receiver {
    /**
     * What happened after a place in the stream. Called by one thread at a time. Asking again after the same cursor is always safe, and gives
     * at least what was given before, if it is still there: the hub drops what it knows by {@link EventKey}.
     *
     * <p>What cannot be understood is given as a note that says so, with the raw message kept; it is never skipped, and never stops the rest.
     *
     * @param after where to go on; {@link Cursor#START} the first time
     * @param limit the most events wanted, 1 or more
     */
    Batch receive(Cursor after, int limit) throws ConnectorException;
}
