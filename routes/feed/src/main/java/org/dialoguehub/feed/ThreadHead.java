package org.dialoguehub.feed;

/**
 * A thread as seen from its group.
 *
 * @param replies how many notes answer the first one, directly or not, those taken back included
 * @param last the {@link FeedNote#sequence()} of its newest note
 */
public record ThreadHead(FeedNote first, int replies, long last) {}
