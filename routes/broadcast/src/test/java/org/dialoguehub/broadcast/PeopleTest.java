package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dialoguehub.adaptation.Adaptation;
import org.dialoguehub.adaptation.Adapted;
import org.dialoguehub.adaptation.Change;
import org.dialoguehub.broadcast.People.Person;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.text.TextRules;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final People PEOPLE =
            new People(Map.of("anna", Person.read("Anna Aalto; x @anna_swims; linkedin urn:li:person:a1"), "ben.b", Person.read("Ben")));

    @Test
    void ringsPeopleWhereTheyAreKnownAndNamesThemElsewhere() {
        String words = "Thanks, @anna! And **@ben.b**, not @berta, anna@example.org or `@anna`.";

        assertThat(on("x", words).parts().getFirst().body().ownWords())
                .isEqualTo("Thanks, @anna_swims! And Ben, not @berta, anna@example.org or @anna.");
        assertThat(on("facebook", words).parts().getFirst().body().ownWords())
                .isEqualTo("Thanks, Anna Aalto! And Ben, not @berta, anna@example.org or @anna.");
        assertThat(on("facebook", words).changes()).contains(new Change(Change.Kind.MENTION, "Anna Aalto"));
        assertThat(mentions(on("linkedin-member", words)))
                .containsExactly(new Span.Mention(new AccountId("urn:li:person:a1"), "Anna Aalto"));
    }

    @Test
    void refusesWhatNamesNobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> Person.read(" ; x @anna")).withMessageContaining("Anna Aalto; x @anna_swims");
        assertThatIllegalArgumentException().isThrownBy(() -> Person.read("Anna; @anna")).withMessageContaining("'@anna' is no account");
        assertThatIllegalArgumentException().isThrownBy(() -> Person.read("Anna; x @a; x @b")).withMessageContaining("'x @b'");
    }

    private static Adapted on(String network, String words) {
        var note = Note.of(Actor.of("feed:club", "Club"), PEOPLE.in(Markdown.read(words)), new Audience.Everyone(), Instant.EPOCH);
        return Adaptation.to(TextRules.plain(500)).with(PEOPLE.on(network)).of(note);
    }

    private static List<Span> mentions(Adapted adapted) {
        return adapted.parts().getFirst().body().blocks().stream().map(Block.Paragraph.class::cast).flatMap(block -> block.spans().stream())
                .filter(Span.Mention.class::isInstance).toList();
    }

    @Test
    void leavesATextAloneThatNamesNobody() {
        RichText text = Markdown.read("Hello, @berta: *see* [this](https://example.org)");

        assertThat(PEOPLE.in(text)).isEqualTo(text);
        assertThat(People.NOBODY.in(text)).isSameAs(text);
    }
}
