package org.dialoguehub.template;

import java.util.Optional;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.template.NoticeboardJson.Draft;
import org.dialoguehub.template.NoticeboardJson.Event;
import org.dialoguehub.template.NoticeboardJson.Notice;

/**
 * Native ⇄ activity; pure.
 *
 * @param host of the board: a name there is nobody else's (RFC 7565)
 * @param audience of every notice
 */
record NoticeboardTranslator(String host, Audience audience) {
    /**
     * What the board tells, as an activity.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    Activity activity(Event event) {
        var object = new ExternalId(event.noticeId());
        return switch (event.kind()) {
            case "created" -> new Activity.Create(object, note(event.notice()));
            case "edited" -> new Activity.Update(actor(event.by()), object, note(event.notice()), event.at());
            case "deleted" -> new Activity.Delete(actor(event.by()), object, event.at());
            case "liked" -> like(event, object);
            case "unliked" -> new Activity.Undo(actor(event.by()), like(event, object), event.at());
            default -> throw new IllegalArgumentException("A notice board knows no '" + event.kind() + "'");
        };
    }

    /** What the board shows of a note: its own words, with what else it has named in plain text. */
    Draft draft(Note note) {
        var text = new StringBuilder();
        note.subject().ifPresent(subject -> text.append(subject).append("\n\n"));
        text.append(note.body().ownWords());
        for (Attachment attachment : note.attachments()) {
            text.append("\n[").append(attachment.name()).append(']');
        }
        return new Draft(text.toString().strip(), note.inReplyTo().map(parent -> parent.note().value()));
    }

    Actor actor(String account) {
        return new Actor(new AccountId("acct:" + account + "@" + host), account, Optional.empty());
    }

    private Activity.Like like(Event event, ExternalId object) {
        String emoji = event.emoji().orElseThrow(() -> new IllegalArgumentException("A like without an emoji"));
        return new Activity.Like(actor(event.by()), object, emoji, event.at());
    }

    private Note note(Optional<Notice> told) {
        Notice notice = told.orElseThrow(() -> new IllegalArgumentException("An event without its notice"));
        Note note = Note.of(actor(notice.author()), RichText.of(notice.text()), audience, notice.createdAt());
        return notice.inReplyTo().map(parent -> note.answering(InReplyTo.note(new ExternalId(parent)))).orElse(note);
    }
}
