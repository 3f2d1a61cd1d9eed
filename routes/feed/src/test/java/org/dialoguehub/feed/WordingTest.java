package org.dialoguehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.junit.jupiter.api.Test;

final class WordingTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void replacesWhatNoStorageTakes() throws FeedException {
        assertThat(text("a\u0000b\uD83Dc\u001Bd\te\uD83D\uDE00")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\te\uD83D\uDE00");
    }

    @Test
    void leavesAFitNoteAsItIs() throws FeedException {
        Note note = note(RichText.of("One\ntwo\n\n\u05E9\u05DC\u05D5\u05DD"));

        assertThat(Wording.note(note)).isEqualTo(note);
    }

    @Test
    void cutsNamesOfOthersThatAreTooLong() {
        Actor actor = Wording.actor(Actor.of("mailto:x\u0000@example.org", "\u202Eevil\r\n" + "\uD83D\uDE00".repeat(200)));

        assertThat(actor.name()).startsWith("evil \uD83D\uDE00").endsWith("\uD83D\uDE00…").hasSizeLessThanOrEqualTo(200);
        assertThat(actor.account().value()).isEqualTo("mailto:x\uFFFD@example.org");
    }

    @Test
    void namesByItsAccountWhoeverHasNoNameThatCanBeSeen() {
        assertThat(Wording.actor(Actor.of("mailto:x@example.org", "\u200B\u0007")).name()).isEqualTo("mailto:x@example.org");
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThatThrownBy(() -> Wording.note(note(nested(2_000))))
                .isInstanceOf(FeedException.class)
                .hasMessage("The text is nested 51 levels deep; at most 50 are allowed");
    }

    @Test
    void takesWhatIsNestedAsDeepAsAllowed() throws FeedException {
        RichText deep = nested(48);

        assertThat(Wording.note(note(deep)).body()).isEqualTo(deep);
    }

    @Test
    void refusesManyPartsOfNoLength() {
        var nothing = new Block.Paragraph(Collections.nCopies(100_001, new Span.Text("")));

        assertThatThrownBy(() -> Wording.note(note(new RichText(List.of(nothing))))).hasMessageContaining("100,001 parts or more");
    }

    @Test
    void refusesManyAttachments() {
        var file = new Attachment("a", "text/plain", 1, Optional.empty(), new BlobId("0".repeat(64)), false);

        assertThatThrownBy(() -> Wording.note(note(RichText.empty()).withAttachments(Collections.nCopies(101, file))))
                .hasMessage("The note has 101 attachments; at most 100 are allowed");
    }

    @Test
    void keepsTimesThatEveryStorageKnows() {
        assertThat(Wording.time(Instant.MIN)).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(Wording.time(Instant.MAX)).isEqualTo("9999-12-31T23:59:59Z");
        assertThat(Wording.time(NOON.plusNanos(1_999_999))).isEqualTo(NOON.plusMillis(1));
    }

    private static String text(String text) throws FeedException {
        return Wording.note(note(new RichText(List.of(new Block.Paragraph(List.of(new Span.Text(text)))))))
                .body()
                .plainText();
    }

    private static Note note(RichText body) {
        return Note.of(Actor.of("feed:anna", "Anna"), body, new Audience.Organization(), NOON);
    }

    private static RichText nested(int depth) {
        Block block = new Block.Paragraph(List.of(new Span.Text("deep")));
        for (int level = 0; level < depth; level++) {
            block = new Block.Quote(List.of(block));
        }
        return new RichText(List.of(block));
    }
}
