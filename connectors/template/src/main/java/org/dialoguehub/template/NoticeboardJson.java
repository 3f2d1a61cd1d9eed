package org.dialoguehub.template;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.toolkit.Json;

/** The wire. */
final class NoticeboardJson {
    private NoticeboardJson() {}

    /**
     * What happened after a cursor.
     *
     * @param events not read yet, so that one which is odd does not spoil the others
     * @param next the cursor to go on with
     */
    record Page(List<Json> events, String next, boolean more) {
        static Page read(Json json) {
            return new Page(json.list("events"), json.text("next"), json.yes("more"));
        }
    }

    /**
     * Something that happened to a notice.
     *
     * @param kind created, edited, deleted, liked or unliked
     * @param notice as it is now; missing once it is deleted
     */
    record Event(long sequence, String kind, Instant at, String by, String noticeId, Optional<String> emoji, Optional<Notice> notice) {
        static Event read(Json json) {
            return new Event(
                    json.number("sequence"),
                    json.text("kind"),
                    json.time("at"),
                    json.text("by"),
                    json.text("noticeId"),
                    json.optionalText("emoji"),
                    json.optionalObject("notice").map(Notice::read));
        }
    }

    record Notice(String id, String author, String text, Optional<String> inReplyTo, Instant createdAt) {
        static Notice read(Json json) {
            return new Notice(
                    json.text("id"), json.text("author"), json.text("text"), json.optionalText("inReplyTo"), json.time("createdAt"));
        }
    }

    /** A notice to put up, or what one is to say from now on. */
    record Draft(String text, Optional<String> inReplyTo) {
        Json json() {
            return Json.object().with("text", text).with("inReplyTo", inReplyTo);
        }
    }
}
