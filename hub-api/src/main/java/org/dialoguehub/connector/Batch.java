package org.dialoguehub.connector;

import java.util.List;

/**
 * What a receiver found.
 *
 * @param events oldest first
 * @param next where to go on once these events are durable
 * @param more whether there is more to be had at once
 */
public record Batch(List<Event> events, Cursor next, boolean more) {
    public Batch {
        events = List.copyOf(events);
    }
}
