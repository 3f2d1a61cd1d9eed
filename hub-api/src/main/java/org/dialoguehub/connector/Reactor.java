package org.dialoguehub.connector;

import org.dialoguehub.model.Activity;

/** Can like notes. */
public interface Reactor {
    /** Likes a note. Repeatable: the same like by the same actor again changes nothing. */
    void like(Activity.Like like) throws ConnectorException;

    /** Takes back a like. Repeatable: one that is gone already is no failure. */
    void unlike(Activity.Like like) throws ConnectorException;
}
