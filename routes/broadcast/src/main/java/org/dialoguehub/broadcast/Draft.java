package org.dialoguehub.broadcast;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;

/**
 * What is to be said, and where.
 *
 * @param author in whose name
 * @param text in <a href="https://spec.commonmark.org/0.31.2/">Markdown</a>
 * @param channels names of channels, each once
 * @param overrides what is different on some of them
 * @param firstComment said below it on every channel, in Markdown
 * @param audience who may read it
 */
public record Draft(
        Actor author,
        Optional<String> subject,
        String text,
        List<String> channels,
        Map<String, Wording> overrides,
        Optional<String> firstComment,
        List<Attachment> attachments,
        Audience audience,
        Optional<Locale> language) {
    public Draft {
        channels = List.copyOf(channels);
        overrides = Map.copyOf(overrides);
        attachments = List.copyOf(attachments);
    }

    /** A text for everyone. */
    public static Draft of(Actor author, String text, List<String> channels) {
        return new Draft(
                author, Optional.empty(), text, channels, Map.of(), Optional.empty(), List.of(), new Audience.Everyone(), Optional.empty());
    }

    public Draft with(String channel, Wording different) {
        Map<String, Wording> all = new HashMap<>(overrides);
        all.put(channel, different);
        return new Draft(author, subject, text, channels, all, firstComment, attachments, audience, language);
    }

    public Draft withSubject(String words) {
        return new Draft(author, Optional.of(words), text, channels, overrides, firstComment, attachments, audience, language);
    }

    /** The same, said elsewhere. */
    public Draft to(List<String> places) {
        return new Draft(author, subject, text, places, overrides, firstComment, attachments, audience, language);
    }

    /** The same in other words, alike on all channels. */
    public Draft saying(String words) {
        Map<String, Wording> alike = new HashMap<>(overrides);
        alike.replaceAll((channel, different) -> new Wording(Optional.empty(), different.overflow()));
        return new Draft(author, subject, words, channels, alike, firstComment, attachments, audience, language);
    }

    public Draft withFirstComment(String words) {
        return new Draft(author, subject, text, channels, overrides, Optional.of(words), attachments, audience, language);
    }

    /** What is different on one channel. */
    public record Wording(Optional<String> text, Optional<Overflow> overflow) {
        public static Wording text(String words) {
            return new Wording(Optional.of(words), Optional.empty());
        }

        public static Wording overflow(Overflow value) {
            return new Wording(Optional.empty(), Optional.of(value));
        }
    }
}
