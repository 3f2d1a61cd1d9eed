package org.dialoguehub.feed;

import java.io.Serial;

/** The feed cannot do what was asked; the message says why, and the way out, in a sentence for people. */
public final class FeedException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String message;

    FeedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Reason reason() {
        return reason;
    }

    /** Why the feed cannot do what was asked. */
    public enum Reason {
        /** There is no such thing, or the person may not know of it: the two look the same. */
        MISSING,
        /** The person may not do this. */
        FORBIDDEN,
        /** What was given breaks a rule. */
        INVALID,
        /** Somebody else was faster. */
        CONFLICT,
        /** The note was taken back. */
        GONE
    }
}
