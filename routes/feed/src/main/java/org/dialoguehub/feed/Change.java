package org.dialoguehub.feed;

import org.dialoguehub.model.Activity;

/**
 * One change in a group.
 *
 * @param sequence grows with every change in the group; there may be gaps
 */
public record Change(long sequence, Origin origin, Activity activity) {
    /** By whose hand a change was made. */
    public enum Origin {
        /** By a person, on the feed itself. */
        PERSON,
        /** By the hub, which carried it here from another network. */
        HUB
    }
}
