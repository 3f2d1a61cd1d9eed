/**
 * Facebook Pages: posts with a card, photos or a video, comments with replies, reactions ({@code facebook}); and their private conversations
 * ({@code facebook-messenger}).
 *
 * <p>Described at <a href="https://developers.facebook.com/docs/graph-api/">developers.facebook.com/docs/graph-api</a>. A person who manages the
 * Page signs in; what is kept is the token of the Page, which lasts until that person changes the password, loses the Page, or 90 days pass in which
 * nobody signed in. What happens on the Page comes by webhook, field {@code feed} (and {@code mention}), and by polling.
 *
 * <p>Limits: 63,206 characters in a post, 8,000 in a comment, 10 MB in a picture, 1 KB to 10 GB in a video; 4,800 calls in 24 hours for each person who
 * engaged with the Page, with the state of that in the header {@code X-Business-Use-Case-Usage}. A version of the API lives two years and stands in the path.
 *
 * <p>Quirks: a request has no key of its own, so a lost answer is settled by reading the Page's feed. The code in the body of an error means more
 * than the status of HTTP, and may come with status 200. Of reactions, edits and deletions only webhooks tell. An answer to a reply stands beside
 * it: threads are two levels deep. A like is the only reaction that a Page can give. Addresses of next pages hold the token, so they are not used.
 * Videos go to an address of their own, are worked on, and can be published when that is done: by then they have a name, by which a doubt is settled.
 *
 * <p>Messenger: <a href="https://developers.facebook.com/docs/messenger-platform/">its pages</a>. A Page speaks to nobody first, and answers for 24 hours
 * after a person has written; 2,000 characters, or one file of 25 MB. Conversations have no address; the newest comes first, and no time limits the list.
 */
@NullMarked
package org.dialoguehub.facebook;

import org.jspecify.annotations.NullMarked;
