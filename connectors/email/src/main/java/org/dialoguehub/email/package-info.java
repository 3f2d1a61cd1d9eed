/**
 * E-mail by IMAP (RFC 9051, RFC 3501) and SMTP (RFC 5321), mostly a mailing list.
 *
 * <p>A channel is one folder of one mailbox, read without leaving a trace, and the list that posts go to. A note is a mail, known by its
 * Message-ID; a place in the stream is the folder's UIDVALIDITY and a UID. Mail cannot be changed or taken back once it is out.
 *
 * <p>Any bytes give a readable note; the raw mail is kept beside it. Nothing here knows the hub's engine, and no class but
 * {@link org.dialoguehub.email.EmailConnector} is for others.
 */
@NullMarked
package org.dialoguehub.email;

import org.jspecify.annotations.NullMarked;
