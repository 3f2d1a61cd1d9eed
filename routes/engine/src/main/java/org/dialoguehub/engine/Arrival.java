package org.dialoguehub.engine;

import org.dialoguehub.connector.Event;

/**
 * An event that is about to be taken in, with what can be found out about it before the transaction.
 *
 * @param fingerprint of its text; empty if it has none
 */
record Arrival(Event event, String fingerprint) {
    static Arrival of(Event event) {
        return new Arrival(event, Fingerprint.of(event.activity()));
    }
}
