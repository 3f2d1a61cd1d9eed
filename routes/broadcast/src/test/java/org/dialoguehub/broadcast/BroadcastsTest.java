package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dialoguehub.adaptation.Change;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.broadcast.Draft.Wording;
import org.dialoguehub.engine.ChannelSetup;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Engine;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.engine.MemoryStore;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Timing;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.text.TextRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BroadcastsTest {
    private static final Principal ANNA = new Principal.Administrator("anna");
    private static final Actor CLUB = Actor.of("feed:club", "Swimming club");
    private static final String LONG = "The gala is over. We thank all who helped. Next year we meet again.";

    private final InstantSource clock = InstantSource.system();
    private final Town small = new Town("small", TextRules.plain(40));
    private final Town large = new Town("large", TextRules.plain(400));
    private final Town wall = new Town("wall", TextRules.plain(40)).changing();
    private final Town silent = Town.silent("silent");
    private final Engine engine = new Engine(new MemoryStore(),
            List.of(setup(small, new Audience.Everyone()), setup(large, new Audience.Everyone()), setup(wall, new Audience.Everyone()),
                    setup(silent, new Audience.Everyone())),
            List.of(), Timing.STANDARD, clock, new Random(3), Keyring.passing(new Random(4)), "hub.example.org");
    private final Broadcasts broadcasts = new Broadcasts(engine, CLUB, clock, new MemoryProgramme(), BroadcastSettings.NONE);

    private static ChannelSetup setup(Town town, Audience audience) {
        try {
            return new ChannelSetup(town.name(), Optional.empty(), town, Settings.read(List.of(), Map.of()), audience,
                    Duration.ofSeconds(30), Duration.ofMinutes(15), Optional.empty());
        } catch (SettingsException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void showsWhatEachChannelWillGet() throws RefusedException {
        List<Preview> previews = broadcasts.preview(ANNA, Draft.of(CLUB, "# Results\n\n" + LONG, List.of("large", "small")));

        assertThat(previews).extracting(Preview::channel).containsExactly("large", "small");
        assertThat(previews.getFirst().parts()).containsExactly(new Preview.Part("Results\n\n" + LONG, LONG.length() + 9, 400));
        assertThat(previews.getLast().parts()).extracting(Preview.Part::text).containsExactly(
                "Results\n\nThe gala is over. (1/3)", "We thank all who helped. (2/3)", "Next year we meet again. (3/3)");
        assertThat(previews.getLast().changes()).contains(new Change(Change.Kind.SPLIT, "3"));
        assertThat(previews).allMatch(preview -> preview.problems().isEmpty());
    }

    @Test
    void saysExactlyWhatItShowed() throws Exception {
        Draft draft = Draft.of(CLUB, LONG, List.of("small", "large")).withFirstComment("Photos: https://example.org/photos");
        List<Preview> previews = broadcasts.preview(ANNA, draft);
        engine.start();

        broadcasts.publish(ANNA, draft, "gala");

        for (Preview preview : previews) {
            Town town = preview.channel().equals("small") ? small : large;
            for (Preview.Part part : preview.parts()) {
                assertThat(town.next().body().ownWords()).isEqualTo(part.text());
            }
            Note comment = town.next();
            assertThat(comment.body().ownWords()).isEqualTo(preview.comments().getFirst().text());
            assertThat(comment.inReplyTo()).isPresent();
        }
    }

    @Test
    void saysItOnceForOneKey() throws Exception {
        engine.start();
        Publicity first = broadcasts.publish(ANNA, Draft.of(CLUB, "Once", List.of("small", "large")), "gala");

        Publicity again = broadcasts.publish(ANNA, Draft.of(CLUB, "Twice?", List.of("small", "large")), "gala");

        assertThat(again.note()).isEqualTo(first.note());
        assertThat(again.receipts()).extracting(Receipt::delivery).isEqualTo(first.receipts().stream().map(Receipt::delivery).toList());
        assertThat(small.next().body().ownWords()).isEqualTo("Once");
        assertThat(large.next().body().ownWords()).isEqualTo("Once");
        broadcasts.publish(ANNA, Draft.of(CLUB, "The next one", List.of("small")), "gala 2");
        assertThat(small.next().body().ownWords()).isEqualTo("The next one");
    }

    @Test
    void correctsWhatIsOutPartByPart() throws Exception {
        engine.start();
        broadcasts.publish(ANNA, Draft.of(CLUB, LONG, List.of("wall", "large")), "gala");
        hear(wall, 3);
        large.next();

        Publicity corrected = broadcasts.correct(ANNA, "gala", Draft.of(CLUB, "The gala is off. Thank you all the same, everybody.",
                List.of("wall", "large")));
        hear(wall, 3);

        assertThat(wall.words()).containsExactly("The gala is off. Thank you all the (1/2)", "same, everybody. (2/2)");
        Publicity.Change change = corrected.changes().getFirst();
        assertThat(change.kind()).isEqualTo(Publicity.Change.Kind.CORRECTED);
        assertThat(change.receipts()).filteredOn(receipt -> receipt.channel().equals("large")).singleElement()
                .satisfies(receipt -> assertThat(receipt.reason()).isEqualTo(
                        "LARGE lets nobody change what was said; say below it what is right"));
        assertThat(broadcasts.correct(ANNA, "gala", Draft.of(CLUB, "The gala is off. Thank you all the same, everybody.",
                List.of("wall", "large"))).changes()).hasSize(1);
    }

    @Test
    void saysInItsNewWordsWhatIsNotOutYet() throws Exception {
        broadcasts.publish(ANNA, Draft.of(CLUB, LONG, List.of("wall", "small")), "gala");
        broadcasts.correct(ANNA, "gala", Draft.of(CLUB, "The gala is off.", List.of("wall", "small")));

        engine.start();

        assertThat(small.next().body().ownWords()).isEqualTo("The gala is off.");
        hear(wall, 1);
        assertThat(wall.words()).containsExactly("The gala is off.");
        assertThat(broadcasts.find(ANNA, "gala").orElseThrow().receipts()).extracting(Receipt::state)
                .containsOnly(Delivery.State.CANCELLED);
    }

    @Test
    void takesBackWhatIsOutAndSaysWhereItCannot() throws Exception {
        engine.start();
        broadcasts.publish(ANNA, Draft.of(CLUB, LONG, List.of("wall", "large")).withFirstComment("More soon"), "gala");
        hear(wall, 4);
        hear(large, 2);

        Publicity recalled = broadcasts.recall(ANNA, "gala");
        hear(wall, 4);

        assertThat(wall.words()).isEmpty();
        assertThat(recalled.changes()).singleElement().satisfies(change -> assertThat(change.receipts())
                .filteredOn(receipt -> receipt.state() == Delivery.State.REJECTED).singleElement()
                .satisfies(receipt -> assertThat(receipt.reason()).contains("LARGE lets nobody take back")));
        assertThat(broadcasts.recall(ANNA, "gala").changes()).hasSize(1);
        assertThatThrownBy(() -> broadcasts.correct(ANNA, "gala", Draft.of(CLUB, "Again", List.of("wall"))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("taken back");
    }

    @Test
    void saysNothingOfWhatWasTakenBackBeforeItWasSent() throws Exception {
        broadcasts.publish(ANNA, Draft.of(CLUB, LONG, List.of("wall")), "gala");
        Publicity recalled = broadcasts.recall(ANNA, "gala");
        broadcasts.publish(ANNA, Draft.of(CLUB, "The next one", List.of("wall")), "next");

        engine.start();
        hear(wall, 1);

        assertThat(wall.words()).containsExactly("The next one");
        assertThat(recalled.changes().getFirst().receipts()).isEmpty();
    }

    @Test
    void saysMoreBelowABroadcast() throws Exception {
        engine.start();
        broadcasts.publish(ANNA, Draft.of(CLUB, "The gala is over.", List.of("large", "wall")), "gala");
        large.next();

        broadcasts.follow(ANNA, "gala", Draft.of(CLUB, "It is on Sunday, not on Monday.", List.of("large")), "gala, right");

        Note below = large.next();
        assertThat(below.body().ownWords()).isEqualTo("It is on Sunday, not on Monday.");
        assertThat(below.inReplyTo()).isPresent();
        assertThatThrownBy(() -> broadcasts.follow(ANNA, "gala", Draft.of(CLUB, "More", List.of("small")), "gala, more"))
                .hasMessageContaining("was not said on 'small'");
    }

    private static void hear(Town town, int times) throws InterruptedException {
        for (int time = 0; time < times; time++) {
            town.next();
        }
    }

    @Test
    void tellsWhatBecameOfIt() throws Exception {
        engine.start();
        broadcasts.publish(ANNA, Draft.of(CLUB, LONG, List.of("small")).withFirstComment("More soon"), "gala");
        for (int part = 0; part < 4; part++) {
            small.next();
        }

        Publicity publicity = settled("gala");

        assertThat(publicity.receipts()).hasSize(3).allMatch(receipt -> receipt.id().isPresent());
        assertThat(publicity.answers()).hasSize(1);
        assertThat(broadcasts.find(ANNA, "another")).isEmpty();
    }

    private Publicity settled(String key) {
        Instant giveUp = clock.instant().plusSeconds(10);
        while (clock.instant().isBefore(giveUp)) {
            Publicity publicity = broadcasts.find(ANNA, key).orElseThrow();
            if (publicity.receipts().stream().allMatch(receipt -> receipt.state() == State.DELIVERED)) {
                return publicity;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("Not delivered within 10 s: " + broadcasts.find(ANNA, key));
    }

    @Test
    void hasOtherWordsForAChannel() throws RefusedException {
        Draft draft = Draft.of(CLUB, LONG, List.of("small", "large")).with("small", Wording.text("It is over."));

        List<Preview> previews = broadcasts.preview(ANNA, draft);

        assertThat(previews.getFirst().parts()).extracting(Preview.Part::text).containsExactly("It is over.");
        assertThat(previews.getLast().parts()).extracting(Preview.Part::text).containsExactly(LONG);
    }

    @Test
    void saysNothingAnywhereIfOneChannelCannotGetIt() {
        Draft draft = Draft.of(CLUB, LONG, List.of("large", "small")).with("small", Wording.overflow(Overflow.REFUSE));

        assertThatThrownBy(() -> broadcasts.publish(ANNA, draft, "gala")).isInstanceOfSatisfying(RefusedException.class,
                refused -> assertThat(refused.problems())
                        .containsExactly(
                                "'small': The text counts 67; 40 are allowed. Say it shorter, or let it be split or shortened there"));
        assertThat(broadcasts.find(ANNA, "gala")).isEmpty();
    }

    @Test
    void namesEverythingThatIsWrong() {
        Draft draft = Draft.of(CLUB, " ", List.of("large", "nowhere", "large")).with("elsewhere", Wording.text("x"));

        assertThatThrownBy(() -> broadcasts.preview(ANNA, draft)).isInstanceOfSatisfying(RefusedException.class,
                refused -> assertThat(refused.problems())
                        .containsExactly(
                                "There is nothing to say: no text, and no file",
                                "There is no channel 'nowhere'; there are small, large, wall, silent",
                                "'large' is named twice",
                                "There are other words for 'elsewhere', but it is not among the channels"));
    }

    @Test
    void knowsWhereNothingCanBeSaid() throws RefusedException {
        assertThat(broadcasts.preview(ANNA, Draft.of(CLUB, "Hello", List.of("silent"))).getFirst().problems())
                .containsExactly("'silent': SILENT can be read, but nothing can be said there");
    }

    @Test
    void keepsWhatIsMeantForFewFromWhatIsReadByAll() throws RefusedException {
        Draft all = Draft.of(CLUB, "Hello", List.of("large"));
        Draft few = new Draft(all.author(), all.subject(), all.text(), all.channels(), Map.of(), Optional.empty(), List.of(),
                Audience.circle("board"),
                Optional.empty());

        assertThat(broadcasts.preview(ANNA, few).getFirst().problems())
                .containsExactly("'large': its readers are not among those the draft is meant for");
    }

    @Test
    void isForThoseWhoMay() {
        var person = new Principal.Person(CLUB.account(), Set.of());

        assertThatThrownBy(() -> broadcasts.publish(person, Draft.of(CLUB, "Hello", List.of("large")), "gala"))
                .isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> broadcasts.preview(person, Draft.of(CLUB, "Hello", List.of("large"))))
                .isInstanceOf(SecurityException.class);
    }
}
