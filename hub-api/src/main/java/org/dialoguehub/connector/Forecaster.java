package org.dialoguehub.connector;

import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;

/** A {@link Connector} that can tell what its network will make of a post, by the same rules by which it will post it. */
public interface Forecaster {
    /**
     * What the network will make of a post. Called at any time, by many threads, before anyone has signed in; asks nobody.
     *
     * @param note as it would be handed to {@link Publisher#prepare}; what it answers may not exist yet
     */
    Outlook outlook(Settings settings, Note note);
}
