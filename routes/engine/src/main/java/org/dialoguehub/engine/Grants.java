package org.dialoguehub.engine;

import java.time.Instant;
import java.util.List;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;

/** What administrators have allowed beyond the audience of notes. */
public interface Grants {
    /** Adds a grant; the same again changes nothing. */
    void add(Grant grant);

    /** Takes a grant back; does nothing if there is none such. */
    void remove(Audience of, ChannelId to);

    List<Grant> all();

    /**
     * Notes with exactly this audience may go to that channel.
     *
     * @param by who allowed it
     * @param reason why, for those who ask later
     */
    record Grant(Audience of, ChannelId to, String by, Instant at, String reason) {}
}
