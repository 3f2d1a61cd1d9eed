package org.dialoguehub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.broadcast.Plan;
import org.dialoguehub.console.Office.Colleague;
import org.dialoguehub.engine.Right;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.GroupId;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colleagues answer what people say in public, and mend what is out. */
class AnswerPagesTest {
    private static final GroupId NEWS = new GroupId("news");

    @TempDir private Path data = Path.of("");

    private Optional<Office> open = Optional.empty();

    @BeforeEach
    void open() throws Exception {
        open = Optional.of(new Office(data));
    }

    @AfterEach
    void close() {
        office().close();
    }

    private Office office() {
        return open.orElseThrow();
    }

    private Document conversation(Colleague who) throws Exception {
        Document list = who.page("/answers");
        while (list.select("tbody a").isEmpty()) {
            Thread.onSpinWait();
            list = who.page("/answers");
        }
        return who.page(list.select("tbody a").attr("href"));
    }

    @Test
    void answersWhatIsAskedWhereItIsAsked() throws Exception {
        Colleague berta = office().colleague("berta", Right.ANSWER);
        office().hub().feed().post(Office.MALLORY, NEWS, Draft.of("When does the pool open?"));

        Document asked = conversation(berta);
        Document seen = berta.sends(asked, "preview", Map.of("text", "At *eight*"));
        assertThat(seen.select(".preview .said").text()).isEqualTo("At eight");
        Document answered = berta.sends(seen, "send", Map.of());
        assertThat(berta.sends(seen, "send", Map.of()).select(".talk li")).as("sent twice").hasSize(2);

        assertThat(answered.select(".talk li.ours .said").text()).isEqualTo("At eight");
        assertThat(berta.sends(answered, "take", Map.of()).text()).contains("berta");
        assertThat(berta.page("/answers?state=open").select("tbody tr")).isEmpty();
        assertThat(berta.sends(answered, "close", Map.of()).select(".state").text()).isEqualTo("closed");
        assertThat(office().hub().feed().threads(Office.MALLORY, NEWS, Feed.NEWEST, 10).items()).hasSize(1);
    }

    @Test
    void escapesWhateverPeopleSay() throws Exception {
        Colleague berta = office().colleague("berta", Right.ANSWER);
        office().hub().feed().post(Office.MALLORY, NEWS, Draft.of(Office.HOSTILE));

        Document asked = conversation(berta);
        Document seen = berta.sends(asked, "preview", Map.of("text", Office.HOSTILE, "assignee", Office.HOSTILE));
        Document assigned = berta.sends(seen, "assign", Map.of("assignee", Office.HOSTILE));

        for (Document page : List.of(asked, seen, assigned, berta.page("/answers"))) {
            assertThat(page.select("script, img")).isEmpty();
            assertThat(page.text()).contains("<script>alert(1)</script>");
        }
        assertThat(berta.get("/answer?id=" + Office.encoded(Office.HOSTILE)).body()).doesNotContain("<script>alert");
        assertThat(berta.get("/answers?state=" + Office.encoded(Office.HOSTILE)).body()).doesNotContain("<script>alert");
    }

    @Test
    void showsAnswersToThoseAloneWhoMaySeeThem() throws Exception {
        Colleague anna = office().colleague("anna", Right.COMPOSE);
        office().hub().feed().post(Office.MALLORY, NEWS, Draft.of("When does the pool open?"));

        assertThat(conversation(anna).select("main form")).isEmpty();
        String id = anna.page("/answers").select("tbody a").attr("href").replaceFirst(".*id=", "");
        assertThat(anna.post("/answer", Map.of("token", anna.page("/compose").select("#hidden-token").attr("value"), "id", id, "do", "send",
                "text", "At eight", "key", "k")).statusCode()).isEqualTo(403);
    }

    @Test
    void mendsWhatIsOut() throws Exception {
        var broadcasts = office().broadcasts();
        broadcasts.save(Office.OPERATOR, "gala", 0, org.dialoguehub.broadcast.Draft.of(broadcasts.house(), "It is ovre", List.of("news")),
                Plan.NOW);
        Colleague berta = office().colleague("berta", Right.APPROVE);
        berta.sends(berta.page("/broadcast?key=gala"), "approve", Map.of());
        Document mend = berta.page(berta.page("/broadcast?key=gala").select("a[href^=/mend]").attr("href"));
        assertThat(mend.select("#text").text()).isEqualTo("It is ovre");

        Document corrected = berta.sends(mend, "correct", Map.of("text", "It is over"));
        Document followed = berta.sends(mend, "follow", Map.of("text", "Thank you all"));

        assertThat(corrected.text()).contains("Corrected");
        assertThat(followed.select(".receipts")).isNotEmpty();
        assertThat(office().colleague("anna", Right.COMPOSE).page("/broadcast?key=gala").select("a[href^=/mend]")).isEmpty();
        var notes = office().hub().feed();
        while (notes.threads(Office.MALLORY, NEWS, Feed.NEWEST, 10).items().stream().noneMatch(thread -> thread.first().note().note().body()
                .ownWords().equals("It is over") && thread.replies() == 1)) {
            Thread.onSpinWait();
        }
    }
}
