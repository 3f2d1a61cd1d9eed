package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;
import org.junit.jupiter.api.Test;

/** Threads come out the same in whatever order their notes arrive. */
class ThreadsTest {

    @Test
    void joinsAReplyThatCameBeforeItsParent() {
        var stage = new Stage(true);
        stage.left.tell(Stage.reply("reply", "An answer", "question"));
        stage.round();
        stage.left.tell(Stage.create("question", "A question"));
        stage.round();

        assertThat(entry(stage, "reply").parent()).contains(entry(stage, "question").id());
        assertThat(entry(stage, "reply").thread()).isEqualTo(entry(stage, "question").thread());
        assertThat(entry(stage, "question").state()).isEqualTo(Notes.State.LIVE);
    }

    @Test
    void keepsSiblingsTogetherWhoseParentNeverCame() {
        var stage = new Stage(true);
        stage.left.tell(Stage.reply("one", "One", "lost-one", "root"));
        stage.left.tell(Stage.reply("two", "Two", "lost-two", "root"));
        stage.round();

        assertThat(entry(stage, "one").thread()).isEqualTo(entry(stage, "two").thread());
    }

    @Test
    void keepsStrangersApart() {
        var stage = new Stage(true);
        stage.left.tell(Stage.create("one", "Re: hello"));
        stage.left.tell(Stage.create("two", "Re: hello"));
        stage.round();

        assertThat(entry(stage, "one").thread()).isNotEqualTo(entry(stage, "two").thread());
    }

    @Test
    void survivesHeadersThatGoInCircles() {
        var stage = new Stage(true);
        stage.left.tell(Stage.reply("a", "A", "b", "c"));
        stage.left.tell(Stage.reply("b", "B", "c", "a"));
        stage.left.tell(Stage.reply("c", "C", "a", "b"));
        stage.left.tell(Stage.reply("self", "Self", "self"));
        stage.round();

        assertThat(List.of(entry(stage, "a").thread(), entry(stage, "b").thread())).containsOnly(entry(stage, "c").thread());
        assertThat(entry(stage, "self").parent()).isEmpty();
    }

    @Test
    void givesTheSameThreadsInEveryOrder() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            List<Activity.Create> all = forest(random, 12);
            Map<String, String> parents = new HashMap<>();
            List<List<String>> groups = new ArrayList<>();
            for (int order = 0; order < 3; order++) {
                Collections.shuffle(all, random);
                var stage = new Stage(true);
                for (Activity.Create create : all) {
                    stage.left.tell(create);
                    if (random.nextBoolean()) {
                        stage.round();
                    }
                }
                stage.round();
                for (Activity.Create create : all) {
                    String parent = entry(stage, create.object().value())
                            .parent()
                            .map(id -> name(stage, all, id))
                            .orElse("none");
                    assertThat(parents.computeIfAbsent(create.object().value(), id -> parent)).as("seed %d", seed).isEqualTo(parent);
                }
                groups.add(groups(stage, all));
            }
            assertThat(groups).as("seed %d", seed).containsOnly(groups.getFirst());
        }
    }

    @Test
    void takesInALongThreadNewestFirst() {
        var stage = new Stage(true);
        for (int index = 2_000; index > 0; index--) {
            stage.left.tell(Stage.reply("m" + index, "Text " + index, "m" + (index - 1)));
        }
        stage.left.tell(Stage.create("m0", "The first"));
        for (int round = 0; round < 12; round++) {
            stage.receive();
        }

        assertThat(entry(stage, "m2000").thread()).isEqualTo(entry(stage, "m0").thread());
        assertThat(entry(stage, "m1").parent()).contains(entry(stage, "m0").id());
    }

    @Test
    void keepsTwoNotesThatHaveOneId() {
        var stage = new Stage(true);
        stage.left.tell(Stage.create("same", "The first text"));
        stage.left.tell(Stage.create("same", "Another text"));
        stage.left.tell(Stage.create("same", "The first text"));
        stage.work();

        assertThat(stage.right.posts().values()).extracting(note -> note.body().plainText())
                .containsExactlyInAnyOrder("The first text", "Another text");
    }

    private static List<Activity.Create> forest(Random random, int size) {
        List<Activity.Create> all = new ArrayList<>();
        Map<Integer, Integer> parents = new HashMap<>();
        for (int index = 0; index < size; index++) {
            if (index == 0 || random.nextInt(4) == 0) {
                all.add(Stage.create("n" + index, "Text " + index));
            } else {
                int parent = random.nextInt(index);
                parents.put(index, parent);
                List<String> line = new ArrayList<>();
                for (Integer above = parent; above != null; above = parents.get(above)) {
                    line.add("n" + above);
                }
                all.add(Stage.reply("n" + index, "Text " + index, line.toArray(String[]::new)));
            }
        }
        return all;
    }

    private static List<String> groups(Stage stage, List<Activity.Create> all) {
        Map<NoteId, List<String>> groups = new HashMap<>();
        all.stream().map(create -> create.object().value()).sorted()
                .forEach(id -> groups.computeIfAbsent(entry(stage, id).thread(), thread -> new ArrayList<>()).add(id));
        return groups.values().stream().map(Object::toString).sorted().toList();
    }

    private static String name(Stage stage, List<Activity.Create> all, NoteId id) {
        return all.stream()
                .map(create -> create.object().value())
                .filter(external -> entry(stage, external).id().equals(id))
                .findFirst()
                .orElse("a ghost");
    }

    private static Entry entry(Stage stage, String external) {
        var id = new ExternalId(external);
        var left = stage.outlet("left").id();
        return stage.store().read(transaction -> {
            NoteId note = transaction.copies().find(left, List.of(id)).values().iterator().next().note();
            return transaction.notes().find(List.of(note)).values().iterator().next();
        });
    }
}
