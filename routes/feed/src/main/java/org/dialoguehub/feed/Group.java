package org.dialoguehub.feed;

import java.time.Instant;
import org.dialoguehub.model.Audience;

/**
 * A place on the feed where people talk.
 *
 * @param name for people; it may change
 * @param kind who may read and write; never changes, since what was said among few must not become known to many
 */
public record Group(GroupId id, String name, Kind kind, Instant created) {

    /** Who may read and write in a group. */
    public enum Kind {
        /** Everybody who has an account on the feed. */
        OPEN,
        /** Its members, and nobody else. */
        CLOSED
    }

    /** Who may read what is said here; the circle of a closed group is named by the group's id. */
    public Audience audience() {
        return switch (kind) {
            case OPEN -> new Audience.Organization();
            case CLOSED -> Audience.circle(id.value());
        };
    }
}
