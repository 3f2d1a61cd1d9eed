/**
 * X (Twitter), by its API v2: posts, answers, edits, images and videos; mentions and answers by polling and by webhook.
 *
 * <p>Its words: a note is a post (tweet), an actor a user, an answer a reply, a thread a conversation. A channel is one account. A post is known by the id
 * of its first version: each edit gives it a new id, and X tells the older ones beside it.
 *
 * <p>Its limits: 280 weighted characters, every address 23; four images or one video; edits within 30 minutes, five times, never of an answer to others;
 * 100 posts in 15 minutes; at most one cashtag, and answers only to those who have mentioned or quoted the account, unless the app is of an enterprise.
 *
 * <p>Its quirks: no key makes a post unique, but the same text again is refused; each call costs money ({@link org.dialoguehub.twitter.TwitterPrice}); the
 * description says {@code post.fields} where the pages say {@code tweet.fields}, so both are understood; cards are made by X from the page that a post links
 * to. Likes and shares are told as counts, not by whom, so they are no events here; nor may a self-serve app like.
 *
 * <p>Nothing here knows the hub's engine, and no class but {@link org.dialoguehub.twitter.TwitterConnector} is for others.
 */
@NullMarked
package org.dialoguehub.twitter;

import org.jspecify.annotations.NullMarked;
