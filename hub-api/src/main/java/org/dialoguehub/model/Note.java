package org.dialoguehub.model;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was said, once, whatever the number of channels it is on.
 *
 * @param published when it was said, by the clock of its network
 * @param url where people can see it, if there is such a place
 */
public record Note(
        Actor author,
        Optional<String> subject,
        RichText body,
        Optional<InReplyTo> inReplyTo,
        List<Attachment> attachments,
        Audience audience,
        Instant published,
        Optional<Locale> language,
        Optional<URI> url) {
    public Note {
        subject = subject.map(String::strip).filter(text -> !text.isEmpty());
        attachments = List.copyOf(attachments);
    }

    /** A note with nothing but a text. */
    public static Note of(Actor author, RichText body, Audience audience, Instant published) {
        return new Note(
                author,
                Optional.empty(),
                body,
                Optional.empty(),
                List.of(),
                audience,
                published,
                Optional.empty(),
                Optional.empty());
    }

    public Note withSubject(String value) {
        return new Note(
                author, Optional.of(value), body, inReplyTo, attachments, audience, published, language, url);
    }

    public Note withBody(RichText value) {
        return new Note(author, subject, value, inReplyTo, attachments, audience, published, language, url);
    }

    public Note withAudience(Audience value) {
        return new Note(author, subject, body, inReplyTo, attachments, value, published, language, url);
    }

    public Note withAttachments(List<Attachment> value) {
        return new Note(author, subject, body, inReplyTo, value, audience, published, language, url);
    }

    /** The same note as an answer. */
    public Note answering(InReplyTo value) {
        return new Note(
                author, subject, body, Optional.of(value), attachments, audience, published, language, url);
    }

    /** The same note as the beginning of a thread. */
    public Note answeringNothing() {
        return new Note(
                author, subject, body, Optional.empty(), attachments, audience, published, language, url);
    }
}
