package org.dialoguehub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest @CsvSource({"plan.pdf, plan.pdf", "../../etc/passwd, passwd", "C:\\temp\\plan.pdf, plan.pdf", "'dir/', unnamed",
            "' ', unnamed"})
    void keepsTheNameOfAnAttachmentWithoutItsPath(String name, String kept) {
        var attachment = new Attachment(name, "Application/PDF", 1, Optional.empty(), new BlobId("0".repeat(64)), false);

        assertThat(attachment.name()).isEqualTo(kept);
        assertThat(attachment.mediaType()).isEqualTo("application/pdf");
    }

    @Test
    void keepsTheNearestAncestorsAndTheRoot() {
        List<NoteRef> chain = IntStream.range(0, 2_000).<NoteRef>mapToObj(each -> new ExternalId("n" + each)).toList();

        List<NoteRef> kept = new InReplyTo(new ExternalId("parent"), chain).ancestors();

        assertThat(kept).hasSize(InReplyTo.MOST_ANCESTORS).startsWith(chain.getFirst(), chain.get(1)).endsWith(chain.getLast());
    }

    @ParameterizedTest @ValueSource(strings = {"", " ", "\t"})
    void refusesAnEmptyId(String blank) {
        assertThatThrownBy(() -> new ExternalId(blank)).hasMessage("The external id is empty");
        assertThatThrownBy(() -> new NoteId(blank)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccountId(blank)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChannelId(blank)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnIdTooLongForAnIndexWithoutRepeatingIt() {
        assertThat(new ExternalId("x".repeat(2_000)).value()).hasSize(2_000);
        assertThatThrownBy(() -> new ExternalId("x".repeat(2_001))).message().hasSizeLessThan(200);
    }

    @ParameterizedTest @ValueSource(strings = {"", "abc", "ABCDEF"})
    void refusesABlobIdThatIsNoHash(String value) {
        assertThatThrownBy(() -> new BlobId(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BlobId("A".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsAnActorWithoutANameByItsAccount() {
        assertThat(Actor.of("mailto:anna@example.org", " ").name()).isEqualTo("mailto:anna@example.org");
    }

    @Test
    void dropsASubjectWithoutWords() {
        Note note = Note.of(Actor.of("a", "Anna"), RichText.of("x"), new Audience.Everyone(), Instant.EPOCH);

        assertThat(note.withSubject("  ").subject()).isEmpty();
        assertThat(note.withSubject(" Hi ").subject()).hasValue("Hi");
    }

    @Test
    void takesActorAndTimeOfACreationFromItsNote() {
        Note note = Note.of(Actor.of("a", "Anna"), RichText.of("x"), new Audience.Everyone(), Instant.EPOCH);
        var created = new Activity.Create(new ExternalId("n1"), note);
        var like = new Activity.Like(note.author(), created.object(), Activity.Like.THUMBS_UP, Instant.EPOCH);

        assertThat(created.actor()).isEqualTo(note.author());
        assertThat(created.published()).isEqualTo(Instant.EPOCH);
        assertThat(new Activity.Undo(note.author(), like, Instant.EPOCH).object()).isEqualTo(created.object());
    }
}
