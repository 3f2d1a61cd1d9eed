package org.dialoguehub.mail;

/** What a line of a mail is. */
public enum Label {
    /** What the sender wrote in this mail, greeting and closing included, and what the sender pasted into it: code, logs, tables. */
    OWN,
    /** The sender's own block of name, address and motto that stands under every mail. */
    SIGNATURE,
    /** What the mail program or its provider puts below: "Sent from my phone", advertising, the report of a virus scanner. */
    CLIENT,
    /** What a list, an archive or a company's server adds: how to unsubscribe, sponsors, disclaimers, armor of OpenPGP. */
    FOOTER,
    /** The line or lines that say who wrote what is quoted. */
    ATTRIBUTION,
    /** The headers of another mail, as they are repeated above it, and the rule over them. */
    HEADER,
    /** Words of a mail that is answered, marked or not. */
    QUOTE,
    /** Words of a mail that is passed on. */
    FORWARD;

    /** Whether the sender wrote it: here and now, or once for all mails. */
    public boolean isSenders() {
        return this == OWN || this == SIGNATURE;
    }
}
