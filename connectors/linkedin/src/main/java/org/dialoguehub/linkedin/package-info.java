/**
 * LinkedIn: an organization with its Page ({@code linkedin}), or a member ({@code linkedin-member}).
 *
 * <p>Its words: a <em>post</em> ({@code urn:li:share} or {@code urn:li:ugcPost}) has a <em>commentary</em> of at most 3,000 UTF-16 units, an article
 * card that we describe ourselves, 1 to 20 images, or a video of 75 KB to 500 MB. A <em>comment</em> is plain text of at most 1,250, below a post or one level below a comment; it is
 * named after the <em>activity</em> of its post, another number than that of the share. Reactions are six.
 *
 * <p>Limits: so many calls a day for the app and for each member, until midnight UTC, told in no header. A version of the API lives about a year. What
 * members wrote must not be kept longer than 48 hours, whatever of their profiles 24 hours (Data Storage Requirements).
 *
 * <p>Quirks: a commentary is "little text", which ends without a word at the first reserved character that is not escaped; comments are not. The same
 * text again is refused (422). Who may post as a member may not read as one: {@code r_member_social} is closed.
 *
 * <p>Here belongs whatever knows LinkedIn; nothing of other networks, and nothing that keeps a place between calls.
 *
 * @see <a href="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api">Posts API</a>
 */
@NullMarked
package org.dialoguehub.linkedin;

import org.jspecify.annotations.NullMarked;
