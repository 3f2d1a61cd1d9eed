package org.dialoguehub.connector;

/** Can be asked for what happened on the network. */
public interface Receiver {
    /**
     * What happened after a place in the stream. Called by one thread at a time. Asking again after the same cursor is always safe, and gives
     * at least what was given before, if it is still there: the hub drops what it knows by {@link EventKey}.
     *
     * <p>What cannot be understood is given as a note that says so, with the raw message kept; it is never skipped, and never stops the rest.
     *
     * <p>While the hub stores a batch that has {@linkplain Batch#more more} behind it, it may ask for the next one already: that somebody asks for
     * what comes after does not mean that what came before is kept. See {@link #kept}.
     *
     * @param after where to go on; {@link Cursor#START} the first time
     * @param limit the most events wanted, 1 or more
     */
    Batch receive(Cursor after, int limit) throws ConnectorException;

    /**
     * All that was given up to here is durable now. For connectors to which something is handed over, and which answer for it until it is kept: a file
     * to be moved, a message to be acknowledged. Others need not care.
     *
     * <p>Called after the batch was stored; not called if the hub ends in between: it asks again then after an earlier place. Must neither fail nor
     * take long.
     *
     * @param upTo the {@link Batch#next} of the batch
     */
    default void kept(Cursor upTo) {}
}
