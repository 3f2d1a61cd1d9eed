package org.dialoguehub.connector;

/** Can be told by the network that there is something to receive (IMAP IDLE, a stream). */
public interface Listener {
    /**
     * Rings the bell whenever there may be something new, until the session is closed. Blocks; the hub calls it on a thread of its own, and
     * polls meanwhile too, at longer intervals. When the connection ends it throws; the hub waits, receives, and calls again.
     *
     * @param bell returns at once; may be rung too often, and from any thread
     */
    void listen(Runnable bell) throws ConnectorException;
}
