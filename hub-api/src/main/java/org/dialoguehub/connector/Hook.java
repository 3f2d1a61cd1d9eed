package org.dialoguehub.connector;

/**
 * Is told by the network, over HTTP, what has happened: a webhook. The hub listens at {@code /hooks/CHANNEL} for the session.
 *
 * <p>What is told may be told again, out of order, forged, or years old: the hub drops what it knows by {@link EventKey}, the session must know a
 * forgery by its signature. An event has the same key as {@link Receiver#receive} would give it.
 */
public interface Hook {
    /**
     * Hears one request, and says what to answer. The hub stores the events first, all or none of them, and answers then; when it cannot, it answers
     * 503, and the network comes again.
     *
     * <p>Called by many threads at once. Must be quick, as networks give up after few seconds: translates what the request holds, and asks nobody.
     * Where more must be fetched, it {@linkplain HookAnswer#ringing rings}, and {@link Receiver#receive} fetches.
     *
     * @param request from anybody who knows the address
     * @param blobs where raw messages and small attachments go; {@link Host#blobs()} belongs to receiving
     * @throws ConnectorException if it cannot tell now what was told; the network is asked to come again
     */
    HookAnswer hear(HookRequest request, Blobs blobs) throws ConnectorException;
}
