package org.dialoguehub.archive;

import java.util.List;

/**
 * What the archive knows of a mail from reading it.
 *
 * @param node the first 64 bits of the digest of its Message-ID
 * @param references the mails above it, the nearest one last
 * @param content of all that a copy which came on another way has too
 * @param words of what its writer wrote, without what a list adds
 * @param sent seconds since 1970, UTC; what the mail says, be it right or wrong
 * @param own what its writer wrote
 * @param quoted what others wrote that stands in it
 * @param files names of what hangs on it
 * @param contents the text of that, as far as it can be read
 */
record Letter(long node, List<Long> references, Fingerprint content, long words, long sent, String name, String address,
        List<String> recipients,
        String subject, String own, String quoted, List<String> files, String contents, List<String> tags, int flags) {
    /** Another mail has the same Message-ID. */
    static final int REUSED_ID = 1;
    /** Its place in the thread is a guess, as it has no headers that tell it. */
    static final int GUESSED = 2;
    /** It has no date that can be read, or an impossible one. */
    static final int NO_DATE = 4;
    /** Files hang on it. */
    static final int FILES = 8;
    /** It had no Message-ID. */
    static final int NO_ID = 16;
    /** Lines of its text that begin with {@code From } are escaped, as they came from an mbox. */
    static final int ESCAPED = 32;
    /** Its subject says that it is a reply. */
    static final int REPLY = 64;
    /** Its writer took it back; nobody may read it any more. */
    static final int GONE = 128;
    /** Contents were taken out of it, to be kept once. */
    static final int CUT = 256;

    /** The same as sent at a time that is known otherwise than by its headers. */
    Letter at(long seconds) {
        return new Letter(node, references, content, words, seconds, name, address, recipients, subject, own, quoted, files, contents, tags,
                flags & ~NO_DATE);
    }

    /** The same below others, the nearest one last. */
    Letter below(List<Long> above) {
        return new Letter(node, above, content, words, sent, name, address, recipients, subject, own, quoted, files, contents, tags, flags);
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }
}
