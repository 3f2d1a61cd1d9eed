package org.dialoguehub.engine;

import java.util.Locale;

/** What somebody who speaks for the organization may do. */
public enum Right {
    /** Write drafts, and see previews, receipts and numbers. */
    COMPOSE,
    /** Let out what others wrote. */
    APPROVE,
    /** Answer people in the organization's name, and say who is to answer whom. */
    ANSWER,
    /** Run the hub: see all of its state, repeat, settle and grant. */
    OPERATE;

    /** The right in settings, commands and messages, such as {@code compose}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
