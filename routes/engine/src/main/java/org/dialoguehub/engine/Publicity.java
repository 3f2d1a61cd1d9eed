package org.dialoguehub.engine;

import java.time.Instant;
import java.util.List;
import org.dialoguehub.model.NoteId;

/**
 * What became of a {@link Publication} so far.
 *
 * @param note the note on which the answers of all channels come together
 * @param receipts of each part on each channel, in the order in which they were planned
 * @param answers what follows in the thread
 * @param changes how it was corrected or taken back since, in order
 */
public record Publicity(NoteId note, List<Receipt> receipts, List<Publicity> answers, List<Change> changes) {
    public Publicity {
        receipts = List.copyOf(receipts);
        answers = List.copyOf(answers);
        changes = List.copyOf(changes);
    }

    /**
     * It was said in other words, or taken back.
     *
     * @param receipts of what was asked of each channel; REJECTED where its network cannot do it
     */
    public record Change(Kind kind, Instant at, List<Receipt> receipts) {
        public Change {
            receipts = List.copyOf(receipts);
        }

        /** What was done. */
        public enum Kind {
            CORRECTED,
            RECALLED
        }
    }
}
