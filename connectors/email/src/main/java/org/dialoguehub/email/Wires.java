package org.dialoguehub.email;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of a session that are open; for use by several threads. */
final class Wires {
    private final Set<Wire> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Wire open() {
        var wire = new Wire();
        open.add(wire);
        if (closed) {
            wire.cut();
        }
        return wire;
    }

    void close(Wire wire) {
        wire.cut();
        open.remove(wire);
    }

    boolean isClosed() {
        return closed;
    }

    /** Cuts all that are open, and any that is opened from now on. */
    void closeAll() {
        closed = true;
        open.forEach(this::close);
    }
}
