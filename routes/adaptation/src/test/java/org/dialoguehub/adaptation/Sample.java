package org.dialoguehub.adaptation;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.text.TextRules;

/** Notes and networks to try. */
final class Sample {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    private Sample() {}

    /** Counts as X does, nearly: every address is 23 long. */
    static TextRules weighted(long limit) {
        return new TextRules(text -> {
            String shortened = ADDRESS.matcher(text).replaceAll("x".repeat(23));
            return shortened.codePoints().map(character -> character < 0x1100 || character >> 8 == 0x20 ? 1 : 2).sum();
        }, limit, java.util.Set.of());
    }

    static Note note(RichText body) {
        return Note.of(new Actor(new AccountId("mailto:anna@example.org"), "Anna", Optional.empty()), body, new Audience.Everyone(),
                Instant.parse("2026-06-01T10:00:00Z"));
    }

    static Note note(String plain) {
        return note(RichText.of(plain));
    }

    static Note answer(Note note) {
        return note.answering(InReplyTo.note(new NoteId("parent")));
    }

    static RichText paragraph(Span... spans) {
        return new RichText(List.of(new Block.Paragraph(List.of(spans))));
    }

    static Span text(String words) {
        return new Span.Text(words);
    }

    static Span link(String words, String address) {
        return new Span.Link(List.of(new Span.Text(words)), URI.create(address));
    }

    static Span mention(String label) {
        return new Span.Mention(new AccountId("feed:" + label), label);
    }

    static List<String> words(Adapted adapted) {
        return adapted.parts().stream().map(part -> part.body().ownWords()).toList();
    }
}
