package org.dialoguehub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Plan;
import org.dialoguehub.console.Conversation.Kind;
import org.dialoguehub.console.Conversation.Side;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Right;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.Role;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.GroupSettings.Person;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colleagues with keys of their own write, approve and follow broadcasts, as a browser without scripts does. */
class BroadcastPagesTest {
    private static final String KEY = "0123456789abcdef";
    private static final Principal OPERATOR = new Principal.Administrator("operator");
    private static final String HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> </textarea></pre>";

    @TempDir private Path data = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final InstantSource clock = InstantSource.system();
    private Optional<Hub> hub = Optional.empty();
    private Optional<Broadcasts> broadcasts = Optional.empty();
    private Optional<Javalin> server = Optional.empty();

    @BeforeEach
    void openTheHub() throws Exception {
        Storage storage = Storage.in(data, clock);
        Hub made = Hub.prepared(settings(), Surroundings.standard().with(new ClosedNetwork()), storage);
        hub = Optional.of(made);
        var all = new Broadcasts(made.engine(), Actor.of("hub:hub.example.org", "hub.example.org"), clock, storage.programme(),
                BroadcastSettings.NONE.approvedByAnother());
        broadcasts = Optional.of(all);
        made.start();
        all.start();
        var conversation = Conversation.of("team", "Team", new Side("team", Kind.FEED), new Side("news", Kind.FEED));
        var console = new Console(made.engine(), Access.byKeys(KEY, made.engine().doors(), clock), "hub.example.org", List.of(conversation),
                ZoneOffset.UTC).with(all, new Conversations(made.engine(), storage.casebook(), all.house(), clock), clock,
                        RandomGenerator.of("L64X128MixRandom"));
        server = Optional.of(Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            console.addTo(config.routes);
        }).start());
    }

    @AfterEach
    void closeAll() {
        client.shutdownNow();
        server.ifPresent(Javalin::stop);
        broadcasts.ifPresent(Broadcasts::close);
        hub.orElseThrow().close();
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
        assertThat(out.select(".receipts tbody td[data-column=Proof]").text()).isEqualTo("the network confirmed it");
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
        Colleague olaf = new Colleague(KEY);

        assertThat(anna.page("/broadcasts").select("#menu a").eachText()).containsExactly("Broadcasts", "Write", "Answers");
        assertThat(berta.page("/broadcasts").select("#menu a").eachText()).containsExactly("Broadcasts");
        assertThat(olaf.page("/broadcasts").select("#menu a").eachText()).containsExactly("Dialogue", "Broadcasts", "Write", "Answers",
                "Queue");
        assertThat(anna.page("/broadcasts").select("#who").text()).isEqualTo("anna");
        assertThat(anna.get("/queue").statusCode()).isEqualTo(403);
        assertThat(berta.get("/compose").statusCode()).isEqualTo(403);
        assertThat(anna.get("/").headers().firstValue("Location")).contains("/broadcasts");
        assertThat(olaf.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void showsWhatWaitsAndLetsItBeCancelled() throws Exception {
        Colleague olaf = new Colleague(KEY);
        assertThat(olaf.page("/queue").select(".empty").text()).isEqualTo("All is out.");
        Note note = Note.of(Actor.of("hub:club", HOSTILE), RichText.of("Hello"), new Audience.Everyone(),
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
                .forEach(name -> fields.put(name, HOSTILE));
        fields.putAll(Map.of("to", "news", "key", HOSTILE, "language", ""));

        Document seen = anna.sends(anna.page("/compose"), "preview", fields);
        Document saved = anna.sends(seen, "save", Map.of());
        Document proposed = anna.sends(saved, "cancel", Map.of("reason", HOSTILE));

        for (Document page : List.of(seen, saved, proposed, anna.page("/broadcasts"))) {
            assertThat(page.select("script, img")).isEmpty();
            assertThat(page.text()).contains("<script>alert(1)</script>");
        }
        assertThat(anna.get("/broadcast?key=" + encoded(HOSTILE + "?")).statusCode()).isEqualTo(400);
        assertThat(anna.get("/broadcasts?stage=" + encoded(HOSTILE)).body()).doesNotContain("<script>alert");
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

        hub().engine().doors().remove(OPERATOR, "anna");

        assertThat(anna.get("/broadcasts").statusCode()).isEqualTo(401);
    }

    @Test
    void looksAtNoMoreKeysAfterTwentyWrongOnes() throws Exception {
        String late = hub().engine().doors().add(OPERATOR, "anna", Set.of(Right.COMPOSE), Optional.empty());
        for (int time = 0; time < 20; time++) {
            assertThat(signIn("hub_wrong" + time).statusCode()).isEqualTo(401);
        }

        assertThat(signIn(late).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest @ValueSource(strings = {"fi", "sv", "en"})
    void speaksTheReadersLanguage(String language) throws Exception {
        Colleague olaf = new Colleague(KEY);
        draft("gala", "One");

        for (String path : List.of("/broadcasts", "/broadcast?key=gala", "/compose", "/compose?key=gala", "/queue")) {
            Document page = Validity.checked(olaf.get(path, "Accept-Language", language).body());
            assertThat(page.getElementsByTag("html").attr("lang")).isEqualTo(language);
        }
    }

    private void draft(String key, String text) {
        Broadcasts all = broadcasts.orElseThrow();
        all.save(OPERATOR, key, 0, Draft.of(all.house(), text, List.of("news")), Plan.NOW);
    }

    private Hub hub() {
        return hub.orElseThrow();
    }

    private Colleague colleague(String name, Right... rights) throws Exception {
        return new Colleague(hub().engine().doors().add(OPERATOR, name, Set.of(rights), Optional.empty()));
    }

    private static String token(Colleague who) throws Exception {
        return who.page("/compose").select("#hidden-token").attr("value");
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.orElseThrow().port() + path);
    }

    private HttpResponse<String> signIn(String key) throws Exception {
        return client.send(HttpRequest.newBuilder(address("/sign-in")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("key=" + key)).build(), BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A browser in which somebody is signed in. */
    private final class Colleague {
        private final String cookie;

        Colleague(String key) throws Exception {
            String set = signIn(key).headers().firstValue("Set-Cookie").orElseThrow();
            this.cookie = set.substring(0, set.indexOf(';'));
            assertThat(cookie).doesNotContain(key);
        }

        HttpResponse<String> get(String path, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).header("Cookie", cookie);
            return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        }

        Document page(String path) throws Exception {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Validity.checked(answer.body());
        }

        /** Presses a button of the form, having filled in some fields; sees the page to which that leads. */
        Document sends(Document page, String button, Map<String, String> filled) throws Exception {
            HttpResponse<String> answer = send(page, button, filled);
            if (answer.statusCode() == 303) {
                return page(answer.headers().firstValue("Location").orElseThrow());
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Validity.checked(answer.body());
        }

        HttpResponse<String> send(Document page, String button, Map<String, String> filled) throws Exception {
            Element form = Optional.ofNullable(page.selectFirst("form.form")).orElseThrow();
            Map<String, String> fields = new LinkedHashMap<>();
            for (Element field : form.select("input[name], textarea, select")) {
                boolean off = Arrays.asList("checkbox", "radio").contains(field.attr("type")) && !field.hasAttr("checked");
                if (!off && !field.attr("type").equals("file")) {
                    fields.put(field.attr("name"), field.tagName().equals("textarea") ? field.wholeText() : field.val());
                }
            }
            fields.putAll(filled);
            fields.put("do", button);
            return post(form.attr("action"), fields);
        }

        HttpResponse<String> post(String path, Map<String, String> fields, String... headers) throws Exception {
            String body = fields.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).header("Cookie", cookie)
                    .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body));
            return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        }
    }

    private static HubSettings settings() {
        var members = List.of(new Person("feed:clara", "Clara", List.of(), Role.ADMIN));
        return HubSettings.named("hub.example.org")
                .with(new GroupSettings("team", "Team", Group.Kind.OPEN, members))
                .with(new GroupSettings("news", "News", Group.Kind.OPEN, members))
                .with(ChannelSettings.of("team", "feed", Map.of("group", "team")).readBy(new Audience.Everyone()))
                .with(ChannelSettings.of("news", "feed", Map.of("group", "news")).readBy(new Audience.Everyone()))
                .with(ChannelSettings.of("closed", "closed", Map.of()).readBy(new Audience.Everyone()));
    }
}
