package org.dialoguehub.adaptation;

/** What becomes of a text that is too long for a network. */
public enum Overflow {
    /** A thread of numbered parts, each an answer to the one before. */
    SPLIT,
    /** Its beginning, up to a sentence or word, and a link to the whole where there is one. */
    SHORTEN,
    /** Nothing is said. */
    REFUSE
}
