package org.dialoguehub.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.bridge.BridgeSettings.Likes;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Received;
import org.dialoguehub.engine.Rule;
import org.dialoguehub.engine.Rule.Wanted;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;
import org.junit.jupiter.api.Test;

class BridgeSettingsTest {
    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
    private static final Actor CLARA = Actor.of("feed:clara", "Clara");
    private static final NoteId RESULTS = new NoteId("n1");
    private static final NoteId ON_X = new NoteId("n2");
    private static final NoteId ANSWER = new NoteId("n3");

    private final BridgeSettings customers = bridge("customers", "on-facebook", "on-x");
    /** Which notes are on a channel. */
    private final Rule.View view =
            seen(Map.of("on-facebook", Set.of(RESULTS), "on-x", Set.of(RESULTS, ON_X), "customers", Set.of(RESULTS, ON_X)));

    @Test
    void tellsAllOthersWhatIsNewOnTheFirst() {
        assertThat(from("customers", said(RESULTS, Optional.empty()))).containsExactlyInAnyOrder("on-facebook", "on-x");
    }

    @Test
    void bringsAnAnswerOnlyToWhereWhatItAnswersIs() {
        assertThat(from("customers", said(ANSWER, Optional.of(ON_X)))).containsExactly("on-x");
        assertThat(from("customers", said(ANSWER, Optional.of(RESULTS)))).containsExactlyInAnyOrder("on-facebook", "on-x");
        assertThat(from("customers", said(ANSWER, Optional.of(new NoteId("nowhere"))))).isEmpty();
    }

    @Test
    void bringsWhatOthersSayToTheFirstAloneWhateverItAnswers() {
        assertThat(from("on-x", said(ANSWER, Optional.of(new NoteId("nowhere"))))).containsExactly("customers");
        assertThat(from("on-x", said(ANSWER, Optional.empty()))).containsExactly("customers");
    }

    @Test
    void changesANoteWhereItIs() {
        Note changed = Note.of(CLARA, RichText.of("Results: corrected"), new Audience.Everyone(), NOW);

        assertThat(from("customers", received(ON_X, new Update(CLARA, ON_X, changed, NOW)))).containsExactly("on-x");
    }

    @Test
    void bringsAnswersAcrossBetweenTwoWhetherOrNotWhatTheyAnswerIsThere() {
        BridgeSettings pair = new BridgeSettings("parents", "parents-mail", "parents", Likes.NONE, Locale.ENGLISH);
        Received answer = said(ANSWER, Optional.of(new NoteId("never-seen")));

        assertThat(pair.rules()).allSatisfy(rule -> assertThat(rule.wants(answer, view)).hasSize(1));
        assertThat(pair.rules()).extracting(Rule::name)
                .containsExactly("parents: parents-mail to parents", "parents: parents to parents-mail");
    }

    @Test
    void needsTwoDifferentChannels() {
        assertThatThrownBy(() -> bridge("customers")).hasMessageContaining("two or more different channels");
        assertThatThrownBy(() -> bridge("customers", "on-x", "on-x")).hasMessageContaining("[customers, on-x, on-x]");
    }

    private List<String> from(String channel, Received received) {
        return customers.rules().stream()
                .filter(rule -> rule.from().equals(channel))
                .flatMap(rule -> rule.wants(received, view).stream())
                .map(Wanted::channel)
                .toList();
    }

    private static BridgeSettings bridge(String... ends) {
        return new BridgeSettings("customers", List.of(ends), Likes.NONE, Locale.ENGLISH);
    }

    private static Received said(NoteId id, Optional<NoteId> answered) {
        Note note = Note.of(CLARA, RichText.of("We won"), new Audience.Everyone(), NOW);
        return received(id, new Create(id, answered.map(parent -> note.answering(InReplyTo.note(parent))).orElse(note)));
    }

    private static Received received(NoteId id, Activity activity) {
        return new Received(1, new ChannelId("c1"), new EventKey("e1"), NOW, activity, id, id, Set.of(), Optional.empty());
    }

    private static Rule.View seen(Map<String, Set<NoteId>> notes) {
        return new Rule.View() {
            @Override
            public Set<Capability> capabilities(String channel) {
                return EnumSet.allOf(Capability.class);
            }

            @Override
            public boolean reaches(NoteId note, String channel) {
                return notes.getOrDefault(channel, Set.of()).contains(note);
            }

            @Override
            public Optional<Note> text(NoteId note) {
                return Optional.empty();
            }
        };
    }
}
