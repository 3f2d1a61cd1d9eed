package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.text.TextRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A note too long for a network becomes a thread there, and stays one note everywhere else. */
class PartsTest {
    private static final String LONG = "The gala is over. We thank all who helped. Next year we meet again.";
    private static final Instant LATER = Instant.parse("2026-03-01T11:30:00Z");

    private static Stage stage(boolean keyed) {
        var stage = new Stage(keyed);
        stage.right.rules(TextRules.plain(40));
        stage.crash();
        return stage;
    }

    private static List<String> texts(ToyNetwork network) {
        return network.posts().values().stream().map(note -> note.body().plainText()).toList();
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void saysALongNoteInPartsThatAnswerEachOther(boolean keyed) {
        Stage stage = stage(keyed);
        stage.left.tell(Stage.create("one", LONG));

        stage.work();

        assertThat(texts(stage.right)).containsExactly(
                "The gala is over. (1/3)", "We thank all who helped. (2/3)", "Next year we meet again. (3/3)");
        List<ExternalId> ids = List.copyOf(stage.right.posts().keySet());
        List<Note> parts = List.copyOf(stage.right.posts().values());
        assertThat(parts.get(0).inReplyTo()).isEmpty();
        assertThat(parts.get(1).inReplyTo().orElseThrow().note()).isEqualTo(ids.get(0));
        assertThat(parts.get(2).inReplyTo().orElseThrow().note()).isEqualTo(ids.get(1));
        assertThat(parts.get(2).inReplyTo().orElseThrow().ancestors()).containsExactly(ids.get(0));
        assertThat(stage.left.posts()).hasSize(1);
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void saysEachPartOnceWhateverIsKilled(boolean keyed) {
        for (int writes = 0; writes < 30; writes++) {
            Stage stage = stage(keyed);
            stage.left.tell(Stage.create("one", LONG));
            stage.store().dieAfter(writes);
            ExactlyOnceTest.workUntilDead(stage);
            stage.crash();

            stage.work();

            assertThat(texts(stage.right)).as("killed at write %d", writes).containsExactly(
                    "The gala is over. (1/3)", "We thank all who helped. (2/3)", "Next year we meet again. (3/3)");
            assertThat(stage.deliveries("right")).extracting(Delivery::state).containsOnly(State.DELIVERED);
        }
    }

    @ParameterizedTest @ValueSource(booleans = {true, false})
    void looksForThePartThatMayBeOut(boolean keyed) {
        Stage stage = stage(keyed);
        stage.left.tell(Stage.create("one", LONG));
        stage.right.next(true, new Failure.Uncertain("The answer was lost"));
        stage.right.next(false, new Failure.Uncertain("The answer was lost"));

        stage.work();

        assertThat(texts(stage.right)).hasSize(3);
        assertThat(stage.deliveries("right")).extracting(Delivery::state).containsOnly(State.DELIVERED);
    }

    @Test
    void saysNothingMoreWhenAPartIsRefused() {
        Stage stage = stage(true);
        stage.right.next(false, new Failure.Rejected("No"));
        stage.left.tell(Stage.create("one", LONG));

        stage.work();

        assertThat(stage.right.posts()).isEmpty();
        assertThat(stage.deliveries("right")).extracting(delivery -> delivery.progress().reason())
                .containsExactlyInAnyOrder("No", "The part before it is not on 'right'", "The part before it is not on 'right'");
    }

    @Test
    void joinsAnAnswerToAnyPartToTheOneNote() {
        Stage stage = stage(true);
        stage.left.tell(Stage.create("one", LONG));
        stage.work();
        ExternalId last = List.copyOf(stage.right.posts().keySet()).getLast();

        stage.right.tell(Stage.reply("answer", "We do!", last.value()));
        stage.work();

        Note answer = List.copyOf(stage.left.posts().values()).getLast();
        assertThat(answer.body().plainText()).isEqualTo("We do!");
        assertThat(answer.inReplyTo().orElseThrow().note()).isEqualTo(new ExternalId("one"));
    }

    @Test
    void changesPartsAndAddsThoseThatAreNew() {
        Stage stage = stage(true);
        stage.left.tell(Stage.create("one", "The gala is over. We thank all who helped."));
        stage.work();
        assertThat(stage.right.posts()).hasSize(2);

        stage.left.tell(new Update(Stage.ANNA, new ExternalId("one"), Stage.note(LONG), LATER));
        stage.work();

        assertThat(stage.right.done()).extracting(done -> ((Update) done).note().body().plainText())
                .containsExactly("The gala is over. (1/3)", "We thank all who helped. (2/3)");
        assertThat(texts(stage.right)).last().isEqualTo("Next year we meet again. (3/3)");
        assertThat(stage.left.done()).as("what comes back of our own edits is no news").isEmpty();
    }

    @Test
    void takesBackThePartsNoLongerNeededAndKeepsTheNote() {
        Stage stage = stage(true);
        stage.left.tell(Stage.create("one", LONG));
        stage.work();
        List<ExternalId> ids = List.copyOf(stage.right.posts().keySet());

        stage.left.tell(new Update(Stage.ANNA, new ExternalId("one"), Stage.note("The gala is over."), LATER));
        stage.work();

        assertThat(stage.right.done()).filteredOn(done -> done instanceof Delete).extracting(Activity::object)
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(stage.left.done()).isEmpty();
    }

    @Test
    void takesBackAllPartsLastOneFirst() {
        Stage stage = stage(true);
        stage.left.tell(Stage.create("one", LONG));
        stage.work();
        List<ExternalId> ids = List.copyOf(stage.right.posts().keySet());

        stage.left.tell(new Delete(Stage.ANNA, new ExternalId("one"), LATER));
        stage.work();

        assertThat(stage.right.done()).extracting(Activity::object).containsExactly(ids.get(2), ids.get(1), ids.get(0));
    }

    @Test
    void keepsTheNoteWhenSomebodyRemovesOrChangesOnePartOfIt() {
        Stage stage = stage(true);
        stage.left.tell(Stage.create("one", LONG));
        stage.work();
        List<ExternalId> ids = List.copyOf(stage.right.posts().keySet());

        stage.right.tell(new Delete(Stage.ANNA, ids.get(2), LATER));
        stage.right.tell(new Update(Stage.ANNA, ids.get(0), Stage.note("The gala is over!"), LATER));
        stage.work();

        assertThat(stage.left.done()).isEmpty();
    }

    @Test
    void refusesWhatNeedsTooManyParts() {
        Stage stage = stage(true);
        stage.left.tell(Stage.create("one", "word ".repeat(1_000)));

        stage.work();

        assertThat(stage.deliveries("right")).extracting(delivery -> delivery.progress().reason())
                .containsExactly("The text needs more than 25 parts of 40");
    }

    @Test
    void leavesAQuotationOfWhatIsNotThereAwayWhenThereIsNoRoom() {
        Stage stage = stage(true);
        var secret = Stage.note("A question in another group").withAudience(Stage.CLOSED);
        stage.left.tell(new Activity.Create(new ExternalId("one"), secret));
        stage.right.next(false, new Failure.Rejected("No"));
        stage.left.tell(Stage.reply("two", "An answer of forty characters, just so.", "one"));

        stage.work();

        assertThat(texts(stage.right)).containsExactly("An answer of forty characters, just so.");
        assertThat(stage.right.posts().values()).extracting(Note::inReplyTo).containsExactly(Optional.empty());
    }
}
