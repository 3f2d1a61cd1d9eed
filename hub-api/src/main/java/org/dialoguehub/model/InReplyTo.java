package org.dialoguehub.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a note answers.
 *
 * @param note the note answered
 * @param ancestors what that note answers in turn, as far as the network told, nearest first; they keep a thread whole when the note
 *     answered never came. At most {@value #MOST_ANCESTORS} are kept: the nearest, and the root
 */
public record InReplyTo(NoteRef note, List<NoteRef> ancestors) {
    /** More than any thread needs, few enough for a row in a database. */
    public static final int MOST_ANCESTORS = 50;

    public InReplyTo {
        ancestors = kept(ancestors);
    }

    /** An answer to a note of which no ancestors are known. */
    public static InReplyTo note(NoteRef note) {
        return new InReplyTo(note, List.of());
    }

    private static List<NoteRef> kept(List<NoteRef> ancestors) {
        if (ancestors.size() <= MOST_ANCESTORS) {
            return List.copyOf(ancestors);
        }
        var kept = new ArrayList<>(ancestors.subList(0, MOST_ANCESTORS - 1));
        kept.add(ancestors.getLast());
        return List.copyOf(kept);
    }
}
