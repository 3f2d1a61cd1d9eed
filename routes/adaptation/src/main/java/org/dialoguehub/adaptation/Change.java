package org.dialoguehub.adaptation;

/**
 * What is different on a network from what was written.
 *
 * @param detail the name, form or number that it is about; may be empty
 */
public record Change(Kind kind, String detail) {
    /** What happened. */
    public enum Kind {
        /** The network shows no subject: it stands above the text. */
        SUBJECT_IN_TEXT,
        /** The subject of an answer, which repeats that of its thread, is not said. */
        SUBJECT_LEFT_OUT,
        /** A form that the network lacks is written with plain characters; the detail names it. */
        FORM,
        /** Who is spoken of has no known account on the network: the name stands there, and rings nobody. */
        MENTION,
        /** A topic that was named before stands there as a word. */
        HASHTAG,
        /** A picture stands below the text instead of in it. */
        IMAGE_BELOW,
        /** What the mail client or list added, and others had written before, is not said. */
        FOLDED,
        /** Only the beginning is said. */
        SHORTENED,
        /** It became that many parts. */
        SPLIT,
        /** A word or address longer than a whole part had to be broken. */
        BROKEN
    }
}
