package org.dialoguehub.connector;

import org.dialoguehub.model.Activity;

/** Can take back a note of ours. */
public interface Deleter {
    /** Takes back our note. Repeatable: one that is gone already is no failure. */
    void delete(Activity.Delete delete) throws ConnectorException;
}
