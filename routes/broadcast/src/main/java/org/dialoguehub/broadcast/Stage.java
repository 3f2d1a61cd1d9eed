package org.dialoguehub.broadcast;

/** Where a broadcast stands in its life. */
public enum Stage {
    /** Somebody writes it. */
    DRAFT,
    /** It waits for somebody to approve it. */
    PROPOSED,
    /** It goes out at its times. */
    APPROVED,
    /** A time of it came and it could not go out; somebody must repeat it or change it. */
    HELD,
    /** It is out, and comes no more. */
    DONE,
    /** It goes out no more. */
    CANCELLED
}
