package org.dialoguehub.engine;

import java.util.List;
import org.dialoguehub.model.NoteId;

/**
 * What became of a {@link Publication} so far.
 *
 * @param note the note on which the answers of all channels come together
 * @param receipts of each part on each channel, in the order in which they were planned
 * @param answers what follows in the thread
 */
public record Publicity(NoteId note, List<Receipt> receipts, List<Publicity> answers) {
    public Publicity {
        receipts = List.copyOf(receipts);
        answers = List.copyOf(answers);
    }
}
