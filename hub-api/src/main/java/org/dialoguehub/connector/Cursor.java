package org.dialoguehub.connector;

/** A place in a channel's stream of events. Opaque: only the connector that made it may read it. At most some kilobytes. */
public record Cursor(String value) {
    /** Before the first time. */
    public static final Cursor START = new Cursor("");
}
