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
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.Living;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.console.Conversation.Kind;
import org.dialoguehub.console.Conversation.Side;
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
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A hub with pages, and colleagues with browsers and keys of their own. */
final class Office implements AutoCloseable {
    static final String KEY = "0123456789abcdef";
    static final Principal OPERATOR = new Principal.Administrator("operator");
    static final String HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> </textarea></pre>";
    static final AccountId MALLORY = new AccountId("feed:mallory");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Hub hub;
    private final Broadcasts broadcasts;
    private final Archive archive;
    private final Living living;
    private final Javalin server;

    Office(Path data) throws Exception {
        InstantSource clock = InstantSource.system();
        Storage storage = Storage.in(data, clock);
        hub = Hub.prepared(settings(), Surroundings.standard().with(new ClosedNetwork()), storage);
        broadcasts = new Broadcasts(hub.engine(), Actor.of("hub:hub.example.org", "hub.example.org"), clock, storage.programme(),
                BroadcastSettings.NONE.approvedByAnother());
        archive = Archive.open(data.resolve("archive"), clock);
        living = archive.living(hub.engine(), "hub.example.org", true);
        hub.start();
        broadcasts.start();
        var conversation = Conversation.of("team", "Team", new Side("team", Kind.FEED), new Side("news", Kind.FEED));
        var console = new Console(hub.engine(), Access.byKeys(KEY, hub.engine().doors(), clock), "hub.example.org", List.of(conversation),
                ZoneOffset.UTC).with(broadcasts, new Conversations(hub.engine(), storage.casebook(), broadcasts.house(), clock), clock,
                        RandomGenerator.of("L64X128MixRandom"))
                .with(archive, living, broadcasts.house(), clock, RandomGenerator.of("L64X128MixRandom"));
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            console.addTo(config.routes);
        }).start();
    }

    private static HubSettings settings() {
        var members = List.of(new Person("feed:clara", "Clara", List.of(), Role.ADMIN),
                new Person(MALLORY.value(), HOSTILE, List.of(), Role.MEMBER));
        return HubSettings.named("hub.example.org")
                .with(new GroupSettings("team", "Team", Group.Kind.OPEN, members))
                .with(new GroupSettings("news", "News", Group.Kind.OPEN, members))
                .with(new GroupSettings("club", "Club", Group.Kind.OPEN, members))
                .with(ChannelSettings.of("team", "feed", Map.of("group", "team")).readBy(new Audience.Everyone()))
                .with(ChannelSettings.of("news", "feed", Map.of("group", "news")).readBy(new Audience.Everyone()))
                .with(ChannelSettings.of("club", "feed", Map.of("group", "club")))
                .with(ChannelSettings.of("closed", "closed", Map.of()).readBy(new Audience.Everyone()));
    }

    Hub hub() {
        return hub;
    }

    Broadcasts broadcasts() {
        return broadcasts;
    }

    Colleague colleague(String name, Right... rights) throws Exception {
        return new Colleague(hub.engine().doors().add(OPERATOR, name, Set.of(rights), Optional.empty()));
    }

    /** Who runs the hub. */
    Colleague operator() throws Exception {
        return new Colleague(KEY);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> signIn(String key) throws Exception {
        return client.send(HttpRequest.newBuilder(address("/sign-in")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("key=" + key)).build(), BodyHandlers.ofString());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.stop();
        broadcasts.close();
        living.close();
        archive.close();
        hub.close();
    }

    /** A browser in which somebody is signed in. */
    final class Colleague {
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
}
