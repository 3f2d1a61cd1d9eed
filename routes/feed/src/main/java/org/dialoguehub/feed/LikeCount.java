package org.dialoguehub.feed;

/**
 * How many people like a note with one emoji.
 *
 * @param count 1 or more
 * @param mine whether the reader is one of them
 */
public record LikeCount(String emoji, int count, boolean mine) {}
