package org.dialoguehub.feed;

import java.util.List;
import org.dialoguehub.model.Actor;

/**
 * A note as a reader sees it.
 *
 * @param author the person on the feed, if the note is by one of their accounts; else as the network of the note named them
 * @param member whether the author is a person on the feed
 * @param mine whether the reader is the author
 * @param likes the most given emoji first
 */
public record ShownNote(FeedNote note, Actor author, boolean member, boolean mine, List<LikeCount> likes) {
    public ShownNote {
        likes = List.copyOf(likes);
    }
}
