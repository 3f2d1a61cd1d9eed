package org.dialoguehub.connector;

import java.util.Optional;
import org.dialoguehub.model.Activity;

/** Can change a note of ours. */
public interface Editor {
    /** Makes our note say this instead. Repeatable: the same again leaves it the same, so the hub may try again after a doubt. */
    void edit(Activity.Update update) throws ConnectorException;

    /** What {@link #edit} will cost; empty for what {@link ConnectorSpec#prices()} say. Asks nobody. */
    default Optional<Money> price(Activity.Update update) throws ConnectorException {
        return Optional.empty();
    }
}
