package org.dialoguehub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.bridge.BridgeSettings;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.console.Conversation.Kind;
import org.dialoguehub.console.Conversation.Side;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.Group;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.feed.Role;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.GroupSettings.Person;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.RichText;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a hub that bridges two closed groups, as a browser gets them. */
class ConsoleTest {
    private static final String KEY = "0123456789abcdef";
    private static final AccountId CLARA = new AccountId("feed:clara");
    private static final GroupId COACHES = new GroupId("coaches");

    @TempDir private Path data = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private Instant now = Instant.parse("2026-03-14T09:30:00Z");
    private final InstantSource clock = () -> now;
    private Optional<Hub> hub = Optional.empty();
    private Optional<Javalin> server = Optional.empty();

    @BeforeEach
    void openTheHub() throws Exception {
        hub = Optional.of(Hub.open(settings(), data));
    }

    @AfterEach
    void closeAll() {
        client.shutdownNow();
        server.ifPresent(Javalin::stop);
        hub.orElseThrow().close();
    }

    @Test
    void showsTheDialogueWithWhatBecameOfIt() throws Exception {
        serve(Access.onThisMachine());
        ExternalId note = say("Who takes the morning?");
        hub().feed().like(CLARA, note, "👏");

        Document page = until("#side-right .tally:contains(1 brought here)");

        assertThat(page.select(".note.left .text").text()).isEqualTo("Who takes the morning?");
        assertThat(page.select(".note .mark.out summary").text()).isEqualTo("on the feed");
        assertThat(until(".like:contains(Clara)").select(".emoji").text()).isEqualTo("👏");
        assertThat(page.select("h1").text()).isEqualTo("Parents");
    }

    @Test
    void showsNothingToThoseWhoDoNotKnowTheKey() throws Exception {
        serve(Access.byKey(KEY, clock));
        say("Among us");

        for (String path : List.of("/", "/dialogues/parents", "/dialogues/nothing")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("Among us", "Clara", "coaches");
            assertThat(Validity.checked(answer.body()).select("form input[type=password]")).hasSize(1);
        }
        assertThat(get("/notes/n/files/f").statusCode()).isEqualTo(404);
    }

    @Test
    void letsInWhoShowsTheKeyOnce() throws Exception {
        serve(Access.byKey(KEY, clock));
        say("Among us");

        HttpResponse<String> answer = signIn(KEY);

        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(cookie).contains("; HttpOnly", "; SameSite=Strict", "; Path=/").doesNotContain(KEY);
        HttpResponse<String> page = get("/", "Cookie", cookie.substring(0, cookie.indexOf(';')));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Sign out");
    }

    @ParameterizedTest @ValueSource(strings = {"", "wrong", "0123456789abcdeF", "0123456789abcdef0"})
    void refusesAnotherKey(String wrong) throws Exception {
        serve(Access.byKey(KEY, clock));

        HttpResponse<String> answer = signIn(wrong);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(Validity.checked(answer.body()).select("[role=alert]").text()).isEqualTo("That is not the key.");
    }

    @Test
    void refusesTheFormOfAnotherSite() throws Exception {
        serve(Access.byKey(KEY, clock));

        assertThat(signIn(KEY, "Origin", "https://elsewhere.example.com").statusCode()).isEqualTo(401);
        assertThat(signIn(KEY, "Origin", "null").statusCode()).isEqualTo(401);
        assertThat(signIn(KEY, "Origin", address("").toString()).statusCode()).isEqualTo(303);
    }

    @Test
    void forgetsWhoSignedInAfterTwelveHours() throws Exception {
        serve(Access.byKey(KEY, clock));
        String cookie = cookie(signIn(KEY));

        now = now.plus(Duration.ofHours(12)).minusSeconds(1);
        assertThat(get("/", "Cookie", cookie).statusCode()).isEqualTo(200);
        now = now.plusSeconds(1);
        assertThat(get("/", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void trustsNoCookieThatItDidNotMake() throws Exception {
        serve(Access.byKey(KEY, clock));
        String cookie = cookie(signIn(KEY));
        String later = cookie.replaceFirst("=\\d", "=9");

        for (String forged : List.of(later, cookie + "0", "hub-console=", "hub-console=.", "hub-console=x.y",
                cookie.replaceFirst("\\..*", "."))) {
            assertThat(get("/", "Cookie", forged).statusCode()).as(forged).isEqualTo(401);
        }
    }

    @Test
    void signsOut() throws Exception {
        serve(Access.byKey(KEY, clock));

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address("/sign-out")).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Set-Cookie")).hasValueSatisfying(cookie -> assertThat(cookie).contains("Max-Age=0"));
    }

    @Test
    void showsAnOpenHubUnderNoOtherHostName() throws Exception {
        serve(Access.onThisMachine());

        assertThat(statusUnder("rebound.example.com")).isEqualTo(401);
        assertThat(statusUnder("127.0.0.1.example.com")).isEqualTo(401);
        assertThat(statusUnder("localhost:8080")).isEqualTo(200);
        assertThat(statusUnder("127.0.0.1")).isEqualTo(200);
    }

    @Test
    void answersBrieflyWhileNothingIsNew() throws Exception {
        serve(Access.onThisMachine());
        say("First");
        until(".mark.out");
        String tag = get("/").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> same = get("/", "If-None-Match", tag);
        say("Second");
        until(".text:contains(Second)");
        HttpResponse<String> more = get("/", "If-None-Match", tag);

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(more.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest @CsvSource({"en-GB, Nothing has been said yet", "fi-FI, Vielä ei ole sanottu mitään",
            "sv-FI, Ingenting har sagts än"})
    void speaksTheReadersLanguage(String language, String words) throws Exception {
        serve(Access.onThisMachine());

        HttpResponse<String> answer = get("/", "Accept-Language", language);

        Document page = Validity.checked(answer.body());
        assertThat(page.select("#empty h2").text()).isEqualTo(words);
        assertThat(page.getElementsByTag("html").attr("lang")).isEqualTo(Locale.forLanguageTag(language).getLanguage());
        assertThat(answer.headers().firstValue("Vary")).hasValueSatisfying(vary -> assertThat(vary).contains("Accept-Language"));
    }

    @ParameterizedTest @CsvSource({"console.css, text/css", "live.js, text/javascript", "icons.svg, image/svg+xml",
            "icon.svg, image/svg+xml"})
    void bringsAllThatAPageNeedsItself(String file, String type) throws Exception {
        serve(Access.byKey(KEY, clock));

        HttpResponse<String> answer = get("/console/" + file);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(is -> assertThat(is).startsWith(type));
        assertThat(answer.body().replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "url(//", "@import");
        assertThat(get("/console/" + file, "If-None-Match", answer.headers().firstValue("ETag").orElseThrow()).statusCode()).isEqualTo(304);
    }

    @Test
    void servesNoOtherFiles() throws Exception {
        serve(Access.onThisMachine());

        for (String path : List.of("/console/Console.class", "/console/console.properties", "/console/..%2fconsole.css",
                "/dialogues/none")) {
            assertThat(get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void givesAttachmentsToSaveAndNotToShow() throws Exception {
        serve(Access.onThisMachine());
        Blobs.Stored stored =
                hub().engine().blobs().put(new ByteArrayInputStream("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)));
        var file = new Attachment("Kevään vuorot \"1\".html", "text/html", stored.size(), Optional.empty(), stored.id(), false);
        hub().feed().post(CLARA, COACHES, new Draft(Optional.of("Plan"), RichText.of("Here it is"), List.of(file)));
        Document page = until(".files a");

        HttpResponse<String> answer = get(page.select(".files a").attr("href"));

        assertThat(answer.body()).isEqualTo("<script>alert(1)</script>");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename*=UTF-8''Kev%C3%A4%C3%A4n%20vuorot%20%221%22.html");
        assertThat(get(page.select(".files a").attr("href").replaceAll("[0-9a-f]{64}", "0".repeat(64))).statusCode()).isEqualTo(404);
    }

    private Hub hub() {
        return hub.orElseThrow();
    }

    private void serve(Access access) {
        var conversation = Conversation.of("parents", "Parents", new Side("coaches", Kind.MAIL), new Side("parents", Kind.FEED));
        var console = new Console(hub().engine(), access, "hub.example.org", List.of(conversation), ZoneOffset.UTC);
        server = Optional.of(Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            console.addTo(config.routes);
        }).start());
    }

    private ExternalId say(String words) throws Exception {
        return hub().feed().post(CLARA, COACHES, Draft.of(words)).note().id();
    }

    /** Asks until the page has what is looked for. */
    private Document until(String query) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Document page = Validity.checked(get("/").body());
        while (page.select(query).isEmpty()) {
            assertThat(System.nanoTime()).as("%s in %s", query, page).isLessThan(end);
            page = Validity.checked(get("/").body());
        }
        return page;
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.orElseThrow().port() + path);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        return client.send(headers.length == 0 ? request.build() : request.headers(headers).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(String key, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("key=" + key));
        return client.send(headers.length == 0 ? request.build() : request.headers(headers).build(), BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> answer) {
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    /** The JDK's client lets nobody choose the host's name. */
    private int statusUnder(String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.orElseThrow().port())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    private static HubSettings settings() {
        var members = List.of(new Person("feed:clara", "Clara", List.of(), Role.ADMIN));
        return HubSettings.named("hub.example.org")
                .with(new GroupSettings("coaches", "Coaches", Group.Kind.CLOSED, members))
                .with(new GroupSettings("parents", "Parents", Group.Kind.CLOSED, members))
                .with(ChannelSettings.of("coaches", "feed", Map.of("group", "coaches")))
                .with(ChannelSettings.of("parents", "feed", Map.of("group", "parents")))
                .with(new BridgeSettings("parents", "coaches", "parents", BridgeSettings.Likes.NONE, Locale.ENGLISH));
    }
}
