package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Grants.Grant;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.junit.jupiter.api.Test;

/** No sequence of operations lets a closed note out. */
class GateTest {

    @Test
    void refusesAClosedNoteOnAPublicChannelAndSaysSo() {
        var stage = new Stage(true, new Audience.Everyone());
        stage.left.tell(Stage.create("secret", "Between us"));

        stage.work();

        assertThat(stage.right.posts()).isEmpty();
        assertThat(stage.deliveries("right").getFirst().state()).isEqualTo(State.REJECTED);
        assertThat(stage.deliveries("right").getFirst().progress().reason()).contains("no administrator granted it");
    }

    @Test
    void letsOutWhatWasGranted() {
        var stage = new Stage(true, new Audience.Everyone());
        stage.grant(Stage.CLOSED, "right");
        stage.left.tell(Stage.create("press", "For all to know"));

        stage.work();

        assertThat(stage.right.posts()).hasSize(1);
    }

    @Test
    void holdsBackWhatWasPlannedBeforeTheGrantWasTakenBack() {
        var stage = new Stage(true, new Audience.Everyone());
        stage.grant(Stage.CLOSED, "right");
        stage.right.next(false, new Failure.Throttled(stage.now().plusSeconds(30), "Not now"));
        stage.left.tell(Stage.create("press", "For all to know, or not"));
        for (int round = 0; round < 4; round++) {
            stage.round();
        }
        stage.revoke(Stage.CLOSED, "right");

        stage.work();

        assertThat(stage.right.posts()).isEmpty();
    }

    @Test
    void quotesNothingClosedInAnOpenReply() {
        var stage = new Stage(true, new Audience.Everyone());
        stage.left.tell(Stage.create("secret", "Between us"));
        stage.left.tell(new Activity.Create(
                new ExternalId("open"),
                Stage.reply("open", "An answer for all?", "secret").note().withAudience(new Audience.Everyone())));

        stage.work();

        assertThat(stage.right.posts().values()).as("a reply is for no more people than what it answers").isEmpty();
    }

    @Test
    void letsNothingClosedOutInAnySequenceOfOperations() {
        for (int seed = 0; seed < 150; seed++) {
            var random = new Random(seed);
            var stage = new Stage(random.nextBoolean(), new Audience.Everyone());
            List<String> ids = new ArrayList<>();
            for (int step = 0; step < 25; step++) {
                operate(stage, random, ids, step);
                if (random.nextInt(4) == 0) {
                    stage.round();
                }
                if (random.nextInt(10) == 0) {
                    stage.crash();
                }
            }
            stage.work();

            assertThat(stage.right.posts().values())
                    .as("seed %d", seed)
                    .allSatisfy(note -> assertThat(note.body().plainText()).startsWith("open "));
            assertThat(stage.right.done()).as("seed %d", seed).allSatisfy(activity -> {
                if (activity instanceof Activity.Update update) {
                    assertThat(update.note().body().plainText()).startsWith("open ");
                }
            });
        }
    }

    private static void operate(Stage stage, Random random, List<String> ids, int step) {
        String id = "n" + step;
        Audience closed = Stage.CLOSED;
        switch (random.nextInt(6)) {
            case 0 -> stage.left.tell(write(id, "closed " + step, closed, "", ids));
            case 1 -> stage.left.tell(write(id, "open " + step, new Audience.Everyone(), "", ids));
            case 2 -> answer(stage, random, ids, id, step);
            case 3 -> edit(stage, random, ids, step);
            case 4 -> stage.grant(Audience.circle("others"), "right");
            default -> stage.revoke(closed, "right");
        }
    }

    /** A reply that claims to be for everyone; below a closed note that makes it closed. */
    private static void answer(Stage stage, Random random, List<String> ids, String id, int step) {
        if (!ids.isEmpty()) {
            String parent = ids.get(random.nextInt(ids.size()));
            boolean open = parent.endsWith("o");
            stage.left.tell(write(id, (open ? "open " : "closed ") + step, new Audience.Everyone(), parent, ids));
        }
    }

    private static void edit(Stage stage, Random random, List<String> ids, int step) {
        if (!ids.isEmpty()) {
            String id = ids.get(random.nextInt(ids.size()));
            String text = (id.endsWith("o") ? "open " : "closed ") + "edited " + step;
            stage.left.tell(new Activity.Update(
                    Stage.ANNA,
                    new ExternalId(id),
                    Stage.note(text).withAudience(new Audience.Everyone()),
                    stage.now()));
        }
    }

    private static Activity.Create write(String id, String text, Audience audience, String parent, List<String> ids) {
        String name = id + (text.startsWith("open") ? "o" : "c");
        ids.add(name);
        Activity.Create create = parent.isEmpty() ? Stage.create(name, text) : Stage.reply(name, text, parent);
        return new Activity.Create(create.object(), create.note().withAudience(audience));
    }

    static Grant grant(Stage stage, Audience of, String channel) {
        return new Grant(of, stage.outlet(channel).id(), "an administrator", stage.now(), "a test");
    }
}
