package org.dialoguehub.sandbox;

import java.util.concurrent.atomic.AtomicInteger;

/** A fault that has been armed, or a watch that has been set: tells how often it was met, so that a test can prove that it was. */
public final class Armed {
    private final AtomicInteger fired = new AtomicInteger();
    private volatile boolean live = true;

    Armed() {}

    /** How often it has struck so far. */
    public int fired() {
        return fired.get();
    }

    /** Takes it away; what it has begun goes on. */
    public void disarm() {
        live = false;
    }

    boolean live() {
        return live;
    }

    void fire() {
        fired.incrementAndGet();
    }
}
