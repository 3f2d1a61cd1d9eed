package org.dialoguehub.feed;

import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.RichText;

/** What a person writes: the content of a note before it is one. */
public record Draft(Optional<String> subject, RichText body, List<Attachment> attachments) {
    public Draft {
        subject = subject.map(String::strip).filter(text -> !text.isEmpty());
        attachments = List.copyOf(attachments);
    }

    /** Plain text and nothing else. */
    public static Draft of(String plain) {
        return new Draft(Optional.empty(), RichText.of(plain), List.of());
    }

    boolean isEmpty() {
        return subject.isEmpty() && attachments.isEmpty() && body.plainText().isBlank();
    }
}
