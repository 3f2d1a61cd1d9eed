package org.dialoguehub.engine;

/** Handles events of a channel, one by one, those of a thread in order. */
@FunctionalInterface
public interface Handler {
    /**
     * Handles an event. Its return acknowledges; if it throws, the event comes again later, and in the end is put aside as a dead letter. After a crash it
     * may come again although it was handled.
     */
    void handle(Received received) throws Exception;
}
