package org.dialoguehub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Colleagues find what was said, read it, and go on with it. */
class ArchivePagesTest {
    private static final GroupId CLUB = new GroupId("club");

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

    private Document found(Colleague who, String query) throws Exception {
        Document page = who.page("/archive?q=" + Office.encoded(query));
        while (page.select(".hits li").isEmpty()) {
            Thread.sleep(20);
            page = who.page("/archive?q=" + Office.encoded(query));
        }
        return page;
    }

    @Test
    void findsReadsAndGoesOn() throws Exception {
        Colleague berta = office().colleague("berta", Right.ANSWER);
        assertThat(berta.page("/archive").select(".empty")).isNotEmpty();
        office().hub().feed().post(Office.MALLORY, CLUB, Draft.of("Where is the kauha?"));

        Document page = found(berta, "kauha");
        assertThat(page.select(".hits mark").text()).isEqualTo("kauha");
        Document mail = berta.page(page.select(".hits a").attr("href"));
        assertThat(mail.select(".mail .said").text()).isEqualTo("Where is the kauha?");
        berta.sends(mail, "answer", Map.of("text", "In the *kiosk*", "to", "club"));
        berta.sends(mail, "answer", Map.of("text", "In the *kiosk*", "to", "club"));

        found(berta, "kiosk");
        assertThat(berta.page(page.select(".hits a").attr("href")).select(".tree li")).as("sent twice").hasSize(2);
        while (office().hub().feed().threads(Office.MALLORY, CLUB, Feed.NEWEST, 10).items().getFirst().replies() == 0) {
            Thread.sleep(20);
        }
        assertThat(office().hub().feed().threads(Office.MALLORY, CLUB, Feed.NEWEST, 10).items()).hasSize(1);
    }

    @Test
    void putsThreadsInOrderAndTakesThatBack() throws Exception {
        Colleague berta = office().colleague("berta", Right.ANSWER);
        office().hub().feed().post(Office.MALLORY, CLUB, Draft.of("First kauha"));
        found(berta, "first");
        office().hub().feed().post(Office.MALLORY, CLUB, Draft.of("Second kauha"));
        Document second = berta.page(found(berta, "second").select(".hits a").attr("href"));

        Document merged = berta.sends(second, "merge", Map.of("below", "1"));
        assertThat(merged.select(".tree li")).hasSize(2);
        assertThat(berta.sends(merged, "undo", Map.of()).select(".tree li")).hasSize(1);
        assertThat(berta.send(second, "split", Map.of()).statusCode()).isEqualTo(422);
        assertThat(berta.send(second, "merge", Map.of("below", "99")).statusCode()).isEqualTo(422);
    }

    @Test
    void escapesWhateverPeopleSayAndAsk() throws Exception {
        Colleague berta = office().colleague("berta", Right.ANSWER);
        office().hub().feed().post(Office.MALLORY, CLUB, Draft.of(Office.HOSTILE));

        Document page = found(berta, "alert");
        Document mail = berta.page(page.select(".hits a").attr("href"));

        for (Document each : List.of(page, mail)) {
            assertThat(each.select("script, img")).isEmpty();
            assertThat(each.text()).contains("<script>alert(1)</script>");
        }
        assertThat(berta.get("/archive?q=" + Office.encoded(Office.HOSTILE)).body()).doesNotContain("<script>alert");
        assertThat(berta.get("/archive?q=before:" + Office.encoded(Office.HOSTILE)).statusCode()).isEqualTo(400);
        assertThat(berta.get("/archive/mail?number=99").statusCode()).isEqualTo(400);
        assertThat(berta.get("/archive/file?number=1&place=7").statusCode()).isEqualTo(400);
    }

    @Test
    void showsTheBoxForAnswersToThoseAloneWhoMayAnswer() throws Exception {
        Colleague anna = office().colleague("anna", Right.COMPOSE);
        office().hub().feed().post(Office.MALLORY, CLUB, Draft.of("Where is the kauha?"));

        Document mail = anna.page(found(anna, "kauha").select(".hits a").attr("href"));

        assertThat(mail.select("main form")).isEmpty();
        assertThat(anna.post("/archive/mail", Map.of("token", anna.page("/compose").select("#hidden-token").attr("value"), "number", "1",
                "do", "answer", "text", "x", "key", "k")).statusCode()).isEqualTo(403);
    }
}
