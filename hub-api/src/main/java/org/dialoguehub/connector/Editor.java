package org.dialoguehub.connector;

import org.dialoguehub.model.Activity;

/** Can change a note of ours. */
public interface Editor {
    /** Makes our note say this instead. Repeatable: the same again leaves it the same, so the hub may try again after a doubt. */
    void edit(Activity.Update update) throws ConnectorException;
}
