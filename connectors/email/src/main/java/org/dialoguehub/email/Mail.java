package org.dialoguehub.email;

import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.Attachment;

/**
 * A mail as it came, taken apart: what its headers say, its texts in order, and what hangs on it.
 *
 * @param reaction the text of a part that is a reaction (RFC 9078, or Gmail's own form), as it stands there
 * @param report what a delivery report (RFC 3464) says
 */
record Mail(Headers headers, List<Text> texts, List<File> files, Optional<Reaction> reaction, Optional<Report> report) {
    /**
     * A text that the mail shows.
     *
     * @param flowed whether its lines flow (RFC 3676); with {@code deleteSpace} the blank at a soft line end goes
     */
    record Text(boolean html, String content, boolean flowed, boolean deleteSpace) {}

    /** A file, and the id by which the text may show it; empty if it has none. */
    record File(Attachment attachment, String contentId) {}

    /** A reaction part: {@code json} is Gmail's form. */
    record Reaction(boolean json, String content) {}

    /** The parts of a delivery report: what it says of each recipient, and the headers of the mail it is about. */
    record Report(String status, String original) {}

    Mail {
        texts = List.copyOf(texts);
        files = List.copyOf(files);
    }
}
