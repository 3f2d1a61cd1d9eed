package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Dialogue.Told;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Circle;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.junit.jupiter.api.Test;

/** What a reader sees of a dialogue on two channels. */
class TranscriptTest {
    private static final Actor BEN = Actor.of("toy:ben", "Ben");
    private static final Instant LATER = Instant.parse("2026-03-01T11:30:00Z");
    private final Stage stage = new Stage(true);

    @Test
    void tellsEachNoteOnceOnTheChannelWhereItWasSaid() {
        stage.left.tell(Stage.create("one", "Who can bring the stopwatches?"));
        stage.work();
        ExternalId copy = stage.right.posts().keySet().iterator().next();
        stage.right.tell(Stage.reply("two", "I can.", copy.value()));

        stage.work();

        List<Dialogue> dialogues = seen();
        assertThat(dialogues).hasSize(1);
        assertThat(texts(dialogues.getFirst())).containsExactly("Who can bring the stopwatches?", "I can.");
        assertThat(dialogues.getFirst().notes()).extracting(Told::channel).containsExactly("left", "right");
        assertThat(dialogues.getFirst().notes().getLast().parent()).contains(dialogues.getFirst().thread());
    }

    @Test
    void tellsWhereANoteHasBeenCarried() {
        stage.left.tell(Stage.create("one", "A question"));

        stage.work();

        assertThat(only().carried()).singleElement().satisfies(carried -> {
            assertThat(carried.action()).isEqualTo(Action.CREATE);
            assertThat(carried.receipt().channel()).isEqualTo("right");
            assertThat(carried.receipt().state()).isEqualTo(State.DELIVERED);
            assertThat(carried.receipt().proof()).isPresent();
        });
    }

    @Test
    void tellsThatADeliveryIsInDoubt() {
        stage.right.next(false, new Failure.Uncertain("The answer was lost"));
        stage.left.tell(Stage.create("one", "A question"));

        stage.round();
        stage.round();

        assertThat(only().carried()).singleElement().satisfies(carried -> {
            assertThat(carried.receipt().state()).isEqualTo(State.UNCERTAIN);
            assertThat(carried.receipt().proof()).isEmpty();
            assertThat(carried.receipt().reason()).isNotEmpty();
        });
    }

    @Test
    void tellsThePresentTextInTheOldPlace() {
        stage.left.tell(Stage.create("one", "Bring five"));
        stage.left.tell(Stage.reply("two", "Five it is", "one"));
        stage.work();
        stage.left.tell(new Activity.Update(Stage.ANNA, new ExternalId("one"), Stage.note("Bring six"), LATER));

        stage.work();

        assertThat(texts(seen().getFirst())).containsExactly("Bring six", "Five it is");
        assertThat(seen().getFirst().notes()).extracting(Told::edited).containsExactly(true, false);
    }

    @Test
    void keepsThePlaceAndNotTheTextOfWhatWasTakenBack() {
        stage.left.tell(Stage.create("one", "Not for long"));
        stage.left.tell(Stage.reply("two", "Gone?", "one"));
        stage.work();
        stage.left.tell(new Activity.Delete(Stage.ANNA, new ExternalId("one"), LATER));

        stage.work();

        Told first = seen().getFirst().notes().getFirst();
        assertThat(first.state()).isEqualTo(Notes.State.DELETED);
        assertThat(first.note()).isEmpty();
        assertThat(first.author()).contains(Stage.ANNA);
        assertThat(texts(seen().getFirst())).containsExactly("Gone?");
    }

    @Test
    void countsALikeOnceHoweverOftenItComes() {
        stage.left.tell(Stage.create("one", "Five it is"));
        stage.work();
        like("one", Stage.ANNA, Set.of());
        like("one", BEN, Set.of());
        like("one", Actor.of("toy:anna-elsewhere", "Anna"), Set.of(Mark.LOOP));

        stage.round();

        assertThat(only().likes()).extracting(like -> like.actor().name()).containsExactly("Anna", "Ben");
    }

    @Test
    void forgetsALikeThatIsTakenBack() {
        stage.left.tell(Stage.create("one", "Five it is"));
        var like = new Activity.Like(BEN, new ExternalId("one"), "👏", LATER);
        stage.left.tell(like);
        stage.round();
        assertThat(only().likes()).hasSize(1);
        stage.left.tell(new Activity.Undo(BEN, like, LATER.plus(Duration.ofMinutes(1))));

        stage.round();

        assertThat(only().likes()).isEmpty();
    }

    @Test
    void keepsAPlaceForWhatIsAnsweredAndWasNeverSeen() {
        stage.left.tell(Stage.reply("two", "I agree", "never came"));

        stage.work();

        assertThat(seen().getFirst().notes()).extracting(Told::state).containsExactly(Notes.State.GHOST, Notes.State.LIVE);
    }

    @Test
    void putsTheThreadWithTheLatestNewsFirst() {
        stage.left.tell(Stage.create("one", "Old"));
        stage.left.tell(Stage.create("two", "New"));
        stage.work();
        assertThat(seen()).extracting(dialogue -> texts(dialogue).getFirst()).containsExactly("New", "Old");

        stage.left.tell(Stage.reply("three", "Still old", "one"));
        stage.work();

        assertThat(seen()).extracting(dialogue -> texts(dialogue).getFirst()).containsExactly("Old", "New");
    }

    @Test
    void looksNoFurtherBackThanItIsTold() {
        stage.left.tell(Stage.create("root", "The beginning"));
        IntStream.range(0, 30).forEach(number -> stage.left.tell(Stage.reply("r" + number, "Reply " + number, "root")));
        stage.work();

        List<String> texts = texts(seen(new Principal.TheHub(), 5).getFirst());

        assertThat(texts).hasSizeBetween(6, 11).startsWith("The beginning").endsWith("Reply 29");
    }

    @Test
    void tellsClosedNotesToThoseWhoMayReadThemOnly() {
        stage.left.tell(Stage.create("one", "Among us"));
        stage.work();

        assertThat(seen(new Principal.Administrator("operator"), 100)).isEmpty();
        assertThat(seen(person("others"), 100)).isEmpty();
        assertThat(seen(person("parents"), 100)).hasSize(1);
        assertThat(seen(new Principal.Keeper("operator"), 100)).hasSize(1);
    }

    @Test
    void keepsTheLedgerToThoseWhoRunTheHub() {
        stage.left.tell(Stage.create("one", "Among us"));
        stage.work();

        assertThat(seen(person("parents"), 100).getFirst().notes().getFirst().carried()).isEmpty();
        assertThat(only().carried()).isNotEmpty();
    }

    private static Principal person(String circle) {
        return new Principal.Person(new AccountId("feed:dan"), Set.of(new Circle(circle)));
    }

    private void like(String note, Actor actor, Set<Mark> marks) {
        var like = new Activity.Like(actor, new ExternalId(note), "👏", LATER);
        stage.left.tell(new Event(new EventKey("like by " + actor.account()), like, marks, Optional.empty()));
    }

    private Told only() {
        List<Dialogue> dialogues = seen();
        assertThat(dialogues).hasSize(1);
        assertThat(dialogues.getFirst().notes()).hasSize(1);
        return dialogues.getFirst().notes().getFirst();
    }

    private static List<String> texts(Dialogue dialogue) {
        return dialogue.notes().stream().flatMap(told -> told.note().stream()).map(Note::body).map(body -> body.ownWords()).toList();
    }

    private List<Dialogue> seen() {
        return seen(new Principal.TheHub(), 100);
    }

    private List<Dialogue> seen(Principal reader, int events) {
        return stage.store()
                .read(transaction -> Transcript.of(
                        transaction, reader, List.of(stage.outlet("left").id(), stage.outlet("right").id()), events));
    }
}
