package org.dialoguehub.connector;

/**
 * An open channel. Implements the interface of each capability that its connector declares, and of no other.
 *
 * <p>The hub calls a session from several threads: never two {@link Receiver#receive} at once, and no more requests together than
 * {@link ConnectorSpec#parallel()}. Every method tries once, and throws {@link ConnectorException} with what the hub must do next.
 */
public interface Session extends AutoCloseable {
    /**
     * Signs in if need be, and asks for something harmless. Changes nothing. Called by {@code hub check}, and now and then as a canary.
     *
     * @return one line for the operator about what was seen, without secrets
     */
    String check() throws ConnectorException;

    /** Ends all connections; a second call does nothing. Requests under way fail as {@link Failure.Uncertain} or {@link Failure.Unreachable}. */
    @Override
    void close();
}
