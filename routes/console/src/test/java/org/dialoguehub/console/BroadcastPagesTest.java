package org.dialoguehub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Plan;
import org.dialoguehub.console.Office.Colleague;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Right;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colleagues with keys of their own write, approve and follow broadcasts, as a browser without scripts does. */
class BroadcastPagesTest {
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

    @Test
    void leadsABroadcastFromItsDraftToItsReceipts() throws Exception {
        Colleague anna = colleague("anna", Right.COMPOSE);
        Colleague berta = colleague("berta", Right.APPROVE);
        Document blank = anna.page("/compose");
        assertThat(blank.select("button[value=send]")).isEmpty();
        Document seen = anna.sends(blank, "preview", Map.of("text", "The *gala* is over", "to", "news", "key", "gala"));
        assertThat(seen.select(".preview h3 bdi").text()).isEqualTo("news");
        assertThat(seen.select(".preview .said").text()).isEqualTo("The gala is over");
        assertThat(seen.select("button[value=send]")).isEmpty();

        Document proposed = anna.sends(seen, "propose", Map.of());
        assertThat(proposed.select(".stage.proposed")).hasSize(1);
        assertThat(proposed.select("button[value=approve]")).isEmpty();
        assertThat(anna.send(proposed, "approve", Map.of()).statusCode()).isEqualTo(403);

        Document waiting = berta.page("/broadcast?key=gala");
        assertThat(waiting.select(".preview .said").text()).isEqualTo("The gala is over");
        Document out = berta.sends(waiting, "approve", Map.of());
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (out.select(".receipts .state.out").isEmpty()) {
            assertThat(System.nanoTime()).as("%s", out).isLessThan(end);
            out = berta.page("/broadcast?key=gala");
        }

        assertThat(out.select(".receipts tbody td[data-column=Channel]").text()).isEqualTo("news");
        assertThat(out.select(".receipts tbody td[data-column=Proof]").text()).as("whichever comes first").isIn("the network confirmed it",
                "it came back to the hub");
        assertThat(out.select("td[data-column=Who]").eachText()).containsExactly("berta", "anna", "anna");
        assertThat(anna.page("/broadcasts?stage=done").select("tbody a").text()).isEqualTo("The *gala* is over");
    }

    @Test
    void sendsOnlyWhatWasLookedAt() throws Exception {
        Colleague anna = colleague("anna", Right.COMPOSE);
        Document seen = anna.sends(anna.page("/compose"), "preview", Map.of("text", "One", "to", "news", "key", "gala"));

        Document again = anna.sends(seen, "propose", Map.of("text", "Another"));

        assertThat(again.select("[role=alert]").text()).startsWith("It is not what you looked at");
        assertThat(again.select(".preview .said").text()).isEqualTo("Another");
        assertThat(anna.page("/broadcasts").select("tbody tr")).isEmpty();
        assertThat(anna.sends(again, "propose", Map.of()).select(".stage.proposed")).hasSize(1);
    }

    @Test
    void keepsADraftOnceHoweverOftenItsFormIsSent() throws Exception {
        Colleague anna = colleague("anna", Right.COMPOSE);
        Document seen = anna.sends(anna.page("/compose"), "preview", Map.of("text", "One", "to", "news", "tags", "gala, press"));

        anna.sends(seen, "save", Map.of());
        Document saved = anna.sends(seen, "save", Map.of());

        assertThat(saved.select(".stage.draft")).hasSize(1);
        assertThat(anna.page("/broadcasts").select("tbody tr")).hasSize(1);
        Document change = anna.page(saved.select("a[href^=/compose?key]").attr("href"));
        assertThat(change.select("#text").text()).isEqualTo("One");
        assertThat(change.select("#tags").attr("value")).isEqualTo("gala, press");
        assertThat(anna.sends(change, "save", Map.of("text", "Two")).select(".preview .said").text()).isEqualTo("Two");
        assertThat(anna.send(change, "save", Map.of("text", "Three")).statusCode()).isEqualTo(409);
    }

    @Test
    void showsEachOnlyWhatTheyMayDo() throws Exception {
        Colleague anna = colleague("anna", Right.COMPOSE);
        Colleague berta = colleague("berta", Right.APPROVE);
        Colleague olaf = office().operator();

        assertThat(anna.page("/broadcasts").select("#menu a").eachText()).containsExactly("Broadcasts", "Write", "Answers", "Archive");
        assertThat(berta.page("/broadcasts").select("#menu a").eachText()).containsExactly("Broadcasts");
        assertThat(olaf.page("/broadcasts").select("#menu a").eachText()).containsExactly("Dialogue", "Broadcasts", "Write", "Answers",
                "Archive", "Queue");
        assertThat(anna.page("/broadcasts").select("#who").text()).isEqualTo("anna");
        assertThat(anna.get("/queue").statusCode()).isEqualTo(403);
        assertThat(berta.get("/compose").statusCode()).isEqualTo(403);
        assertThat(anna.get("/").headers().firstValue("Location")).contains("/broadcasts");
        assertThat(olaf.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void showsWhatWaitsAndLetsItBeCancelled() throws Exception {
        Colleague olaf = office().operator();
        assertThat(olaf.page("/queue").select(".empty").text()).isEqualTo("All is out.");
        Note note = Note.of(Actor.of("hub:club", Office.HOSTILE), RichText.of("Hello"), new Audience.Everyone(),
                Instant.parse("2026-06-01T12:00:00Z"));
        long delivery = hub().engine().send(new Principal.TheHub(), "closed", note, "hello").delivery();

        Document queue = olaf.page("/queue");
        while (!queue.select("tbody").text().contains("It is closed for good")) {
            Thread.onSpinWait();
            queue = olaf.page("/queue");
        }
        assertThat(queue.select("tbody tr")).hasSize(1);
        assertThat(queue.select("button[name=do]").eachAttr("value")).containsExactly("retry " + delivery, "cancel " + delivery);
        HttpResponse<String> nothing = olaf.post("/queue", Map.of("token", token(olaf), "do", "cancel 4711"));
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(nothing.body()).contains("There is no delivery 4711");
        olaf.post("/queue", Map.of("token", token(olaf), "do", "cancel " + delivery));

        assertThat(hub().engine().receipt(new Principal.TheHub(), delivery).orElseThrow().state()).isEqualTo(Delivery.State.CANCELLED);
        assertThat(olaf.page("/queue").select("button[value='cancel " + delivery + "']")).isEmpty();
    }

    @Test
    void escapesWhateverIsWritten() throws Exception {
        Colleague anna = colleague("anna", Right.COMPOSE);
        Map<String, String> fields = new LinkedHashMap<>();
        Stream.of("text", "subject", "comment", "words.news", "at", "zone", "again", "language", "slot", "file.0.name")
                .forEach(name -> fields.put(name, Office.HOSTILE));
        fields.putAll(Map.of("to", "news", "key", Office.HOSTILE, "language", ""));

        Document seen = anna.sends(anna.page("/compose"), "preview", fields);
        Document saved = anna.sends(seen, "save", Map.of());
        Document proposed = anna.sends(saved, "cancel", Map.of("reason", Office.HOSTILE));

        for (Document page : List.of(seen, saved, proposed, anna.page("/broadcasts"))) {
            assertThat(page.select("script, img")).isEmpty();
            assertThat(page.text()).contains("<script>alert(1)</script>");
        }
        assertThat(anna.get("/broadcast?key=" + Office.encoded(Office.HOSTILE + "?")).statusCode()).isEqualTo(400);
        assertThat(anna.get("/broadcasts?stage=" + Office.encoded(Office.HOSTILE)).body()).doesNotContain("<script>alert");
    }

    @Test
    void takesNoFormFromElsewhere() throws Exception {
        Colleague anna = colleague("anna", Right.COMPOSE);
        Map<String, String> form = Map.of("token", token(anna), "do", "save", "text", "One", "to", "news", "key", "gala");

        assertThat(anna.post("/compose", Map.of("do", "save", "text", "One", "to", "news", "key", "gala")).statusCode()).isEqualTo(403);
        assertThat(anna.post("/compose", form, "Origin", "https://elsewhere.example.com").statusCode()).isEqualTo(403);
        assertThat(colleague("berta", Right.COMPOSE).post("/compose", form).statusCode()).isEqualTo(403);
        assertThat(anna.page("/broadcasts").select("tbody tr")).isEmpty();
        assertThat(anna.post("/compose", form).statusCode()).isEqualTo(303);
    }

    @Test
    void forgetsWhoseKeyIsRemoved() throws Exception {
        Colleague anna = colleague("anna", Right.COMPOSE);
        assertThat(anna.get("/broadcasts").statusCode()).isEqualTo(200);

        hub().engine().doors().remove(Office.OPERATOR, "anna");

        assertThat(anna.get("/broadcasts").statusCode()).isEqualTo(401);
    }

    @Test
    void looksAtNoMoreKeysAfterTwentyWrongOnes() throws Exception {
        String late = hub().engine().doors().add(Office.OPERATOR, "anna", Set.of(Right.COMPOSE), Optional.empty());
        for (int time = 0; time < 20; time++) {
            assertThat(office().signIn("hub_wrong" + time).statusCode()).isEqualTo(401);
        }

        assertThat(office().signIn(late).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest @ValueSource(strings = {"fi", "sv", "en"})
    void speaksTheReadersLanguage(String language) throws Exception {
        Colleague olaf = office().operator();
        draft("gala", "One");

        for (String path : List.of("/broadcasts", "/broadcast?key=gala", "/compose", "/compose?key=gala", "/queue")) {
            Document page = Validity.checked(olaf.get(path, "Accept-Language", language).body());
            assertThat(page.getElementsByTag("html").attr("lang")).isEqualTo(language);
        }
    }

    private void draft(String key, String text) {
        Broadcasts all = office().broadcasts();
        all.save(Office.OPERATOR, key, 0, Draft.of(all.house(), text, List.of("news")), Plan.NOW);
    }

    private Hub hub() {
        return office().hub();
    }

    private Colleague colleague(String name, Right... rights) throws Exception {
        return office().colleague(name, rights);
    }

    private static String token(Colleague who) throws Exception {
        return who.page("/compose").select("#hidden-token").attr("value");
    }
}
