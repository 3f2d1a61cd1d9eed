package org.dialoguehub.feed;

/**
 * A thread as a reader sees it in its group.
 *
 * @param replies how many notes answer the first one, directly or not, those taken back included
 */
public record ShownThread(ShownNote first, int replies) {}
