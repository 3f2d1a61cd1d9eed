package org.dialoguehub.camel;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;

/** Turns activities, notes and text into each other wherever a route asks for it. */
@Converter(generateLoader = true)
public final class HubConverters {
    private static final String NOBODY_SAID = "hub";

    private HubConverters() {}

    /** What was said, as plain text: the writer's own words, or the emoji of a like; empty for what has no words, such as a delete. */
    @Converter
    public static String toText(Activity activity) {
        return Words.text(activity);
    }

    /** The writer's own words as plain text. */
    @Converter
    public static String toText(Note note) {
        return note.body().ownWords();
    }

    /** The note that was written or changed; no other activity has one. */
    @Converter
    public static Note toNote(Activity activity) {
        return Words.note(activity)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + Words.kind(activity) + "' brings no note with it; create and update do"));
    }

    /**
     * Plain text as a note, said when the exchange began; the headers {@link HubHeaders#AUTHOR}, {@link HubHeaders#SUBJECT} and
     * {@link HubHeaders#IN_REPLY_TO} count. It is for those who could read what the exchange began with, else for the organization.
     */
    @Converter
    public static Note toNote(String text, Exchange exchange) {
        Objects.requireNonNull(exchange, "A text becomes a note only within an exchange, which says when it was said, and by whom");
        Audience readers = Handling.of(exchange)
                .flatMap(handling -> Words.note(handling.received().activity()))
                .map(Note::audience)
                .orElseGet(Audience.Organization::new);
        return note(text, exchange, readers, NOBODY_SAID);
    }

    static Note note(String text, Exchange exchange, Audience readers, String author) {
        Message message = exchange.getMessage();
        String account = header(message, HubHeaders.AUTHOR).orElse(author);
        Note bare = Note.of(
                Actor.of(account, ""), RichText.of(text), readers, Instant.ofEpochMilli(exchange.getClock().getCreated()));
        Note titled = header(message, HubHeaders.SUBJECT).map(bare::withSubject).orElse(bare);
        return header(message, HubHeaders.IN_REPLY_TO)
                .map(answered -> titled.answering(InReplyTo.note(new NoteId(answered))))
                .orElse(titled);
    }

    static Optional<String> header(Message message, String name) {
        return Optional.ofNullable(message.getHeader(name, String.class));
    }
}
