package org.dialoguehub.broadcast;

import java.time.Instant;

/**
 * Something that somebody did to a broadcast.
 *
 * @param fingerprint SHA-256, in hexadecimal digits, of all that the broadcast was to say, where and when, as they saw it
 * @param remark what they said about it; empty if nothing
 */
public record Step(Instant at, String who, Deed deed, String fingerprint, String remark) {
    /** What was done. */
    public enum Deed {
        WRITTEN,
        PROPOSED,
        APPROVED,
        REJECTED,
        REPEATED,
        CANCELLED
    }
}
