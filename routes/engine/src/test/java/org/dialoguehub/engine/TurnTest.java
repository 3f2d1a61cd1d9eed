package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.text.TextRules;
import org.junit.jupiter.api.Test;

/** What goes first when a channel may speak again after much has piled up. */
final class TurnTest {
    private static List<String> texts(ToyNetwork network) {
        return network.posts().values().stream().map(note -> note.body().plainText()).toList();
    }

    @Test
    void answersPeopleBeforeItSpeaksToAllAndLetsNoLongBroadcastHoldUpAShortOne() {
        var stage = new Stage(true);
        stage.right.rules(TextRules.plain(40));
        stage.crash();
        stage.left.tell(Stage.create("root", "Who comes?"));
        stage.work();
        stage.right.next(false, new Failure.Throttled(stage.now().plusSeconds(100), "Too many requests"));
        stage.left.tell(Stage.create("long", "The gala is over. We thank all who helped. Next year we meet again."));
        stage.round();
        stage.left.tell(Stage.create("short", "Tickets are out."));
        stage.left.tell(Stage.reply("answer", "We do!", "root"));
        stage.round();
        stage.advance(Duration.ofSeconds(101));

        stage.work();

        assertThat(texts(stage.right)).containsExactly(
                "Who comes?",
                "We do!",
                "The gala is over. (1/3)",
                "Tickets are out.",
                "We thank all who helped. (2/3)",
                "Next year we meet again. (3/3)");
    }
}
