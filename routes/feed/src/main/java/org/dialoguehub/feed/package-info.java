/**
 * The built-in internal feed: groups, members, notes, threads, likes.
 *
 * <p>{@link org.dialoguehub.feed.Groups} and {@link org.dialoguehub.feed.Feed} are what people and pages may do,
 * {@link org.dialoguehub.feed.FeedConnector} is what the hub may do, and {@link org.dialoguehub.feed.FeedStore} is the storage that both
 * need; a module for storage implements it. Nothing here knows SQL, pages, or another network.
 */
@NullMarked
package org.dialoguehub.feed;

import org.jspecify.annotations.NullMarked;
