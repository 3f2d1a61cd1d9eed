package org.dialoguehub.sandbox;

/** A time in which a server is away: its port refuses connections. */
@FunctionalInterface
public interface Outage {
    /** Brings the server back on the same port, once the last outage has ended. A second call does nothing. */
    void end();
}
