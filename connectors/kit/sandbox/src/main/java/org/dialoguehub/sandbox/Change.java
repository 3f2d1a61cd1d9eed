package org.dialoguehub.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a post and has become visible.
 *
 * @param sequence grows by one with each change that becomes visible, from 1
 * @param by the account that did it
 * @param emoji what a like was given with
 * @param at when it was done, which may be before it became visible
 * @param post the post as it was after it
 */
public record Change(long sequence, Kind kind, String by, Optional<String> emoji, Instant at, Post post) {
    /** What happened. */
    public enum Kind {
        CREATED,
        EDITED,
        DELETED,
        LIKED,
        UNLIKED
    }

    Change numbered(long number) {
        return new Change(number, kind, by, emoji, at, post);
    }
}
