package org.dialoguehub.engine;

import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;

/** The one gate: nothing leaves for readers that a note is not meant for, unless an administrator granted it. */
final class Gate {
    private Gate() {}

    /** Whether a note with that audience may go to a channel whose readers are {@code readers}. */
    static boolean lets(Audience note, ChannelId channel, Audience readers, Grants grants) {
        return note.includes(readers)
                || grants.all().stream().anyMatch(grant -> grant.to().equals(channel)
                        && grant.of().equals(note));
    }
}
