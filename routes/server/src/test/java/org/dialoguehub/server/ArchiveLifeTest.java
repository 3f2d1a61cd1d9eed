package org.dialoguehub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.feed.Draft;
import org.dialoguehub.feed.Feed;
import org.dialoguehub.feed.GroupId;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.model.AccountId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Years of mail and what is said now are one archive, and an old thread goes on where it was. */
class ArchiveLifeTest {
    private static final GroupId PARENTS = new GroupId("parents");
    private static final AccountId CLARA = new AccountId("feed:clara");
    /** Longer than a subject, which replies repeat. */
    private static final String BEGIN = "Saturday is coming soon, and we need many hands in the kiosk and at the pool. ";

    private static final String ANNA = "anna@example.org";

    @TempDir private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Optional<Village> village = Optional.empty();
    private Optional<Standalone> hub = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        village = Optional.of(Village.start(List.of(ANNA)));
        Files.writeString(folder.resolve("hub.yaml"), """
                name: hub.example.org
                http: { port: 0 }
                timing: { parent: 2s }
                channels:
                  list:
                    connector: email
                    imap: imap://127.0.0.1:%d
                    smtp: smtp://127.0.0.1:%d
                    user: %s
                    password: %s
                    address: %s
                    list: %s
                    look-in: INBOX
                    poll: 1s
                    audience: parents
                  parents: { connector: feed, group: parents }
                groups:
                  parents: { name: Parents, members: { clara: { name: Clara } } }
                bridges:
                  parents: { between: [list, parents] }
                """.formatted(village.get().imapPort(), village.get().smtpPort(), Village.HUB, Village.PASSWORD, Village.HUB,
                Village.LIST));
        open();
    }

    private void open() {
        ServerSettings settings = new SettingsOption(folder.resolve("hub.yaml")).read(Standalone.surroundings());
        hub = Optional.of(Standalone.open(settings, Standalone.surroundings()));
    }

    @AfterEach
    void stop() {
        hub.ifPresent(Standalone::close);
        village.ifPresent(Village::close);
    }

    @Test
    void findsWhatIsSaidSoonAfterItWasSaid() throws Exception {
        hub().feed().post(CLARA, PARENTS, Draft.of("The kauha is in the kiosk"));
        long start = System.nanoTime();
        JsonNode hit = awaited("kauha");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("bounded, not measured").isLessThan(Duration.ofSeconds(30));
        assertThat(hit.path("name").asText()).isEqualTo("Clara");
        assertThat(hit.path("groups").toString()).isEqualTo("[\"parents\"]");
    }

    @Test
    void hasMailAndFeedInOneThreadAndChangesWithThem() throws Exception {
        var note = hub().feed().post(CLARA, PARENTS, Draft.of(BEGIN + "Who takes the morning shift?"));
        var mail = new MailClient(village.orElseThrow(), "Anna", ANNA);
        while (mail.inbox().isEmpty()) {
            Thread.sleep(20);
        }
        mail.answer(mail.inbox().getFirst(), "coffee@example.org", "I bring coffee");
        JsonNode answer = awaited("coffee");
        JsonNode thread = api("/api/archive/messages/" + answer.path("number").asLong() + "/thread").path("messages");
        assertThat(thread).hasSize(2);
        assertThat(thread.get(0).path("name").asText()).isEqualTo("Clara");
        assertThat(thread.get(1).path("answers").asInt(-1)).isZero();

        hub().feed().edit(CLARA, note.note().id(), 1, Draft.of(BEGIN + "Who takes the evening shift?"));
        awaited("evening");
        assertThat(found("morning")).isEmpty();
        hub().feed().delete(CLARA, note.note().id());
        while (!found("evening").isEmpty()) {
            Thread.sleep(20);
        }
        assertThat(api("/api/archive/messages/" + answer.path("number").asLong() + "/thread").path("messages")).hasSize(2);
    }

    @Test
    void goesOnWithAnOldThreadOnTheListAndOnTheFeed() throws Exception {
        Path old = Files.writeString(folder.resolve("old.mbox"), """
                From anna@example.org Mon Jan  6 10:00:00 2020
                Message-ID: <first@example.org>
                Date: Mon, 6 Jan 2020 10:00:00 +0000
                From: Anna <anna@example.org>
                To: parents@example.org
                Subject: Talkoot

                Who brings the sauna stones?

                From ben@example.org Mon Jan  6 11:00:00 2020
                Message-ID: <second@example.org>
                Date: Mon, 6 Jan 2020 11:00:00 +0000
                From: Ben <ben@example.org>
                To: parents@example.org
                Subject: Re: Talkoot
                In-Reply-To: <first@example.org>
                References: <first@example.org>

                I have some in the cellar.
                """);
        assertThat(run("import", old.toString(), "--into", "parents")).as(err.toString()).isZero();
        long number = awaited("cellar").path("number").asLong();

        assertThat(run("reply", Long.toString(number), "Are they *still* there?", "--key", "1")).as(err.toString()).isZero();
        assertThat(run("reply", Long.toString(number), "Are they *still* there?", "--key", "1")).as(err.toString()).isZero();

        var mail = new MailClient(village.orElseThrow(), "Anna", ANNA);
        while (mail.inbox().isEmpty()) {
            Thread.sleep(20);
        }
        var sent = mail.inbox().getFirst();
        assertThat(sent.references()).isEqualTo("<first@example.org> <second@example.org>");
        assertThat(sent.subject()).isEqualTo("Re: Talkoot");
        assertThat(sent.text()).contains("still");
        while (hub().feed().threads(CLARA, PARENTS, Feed.NEWEST, 10).items().isEmpty()) {
            Thread.sleep(20);
        }
        var onFeed = hub().feed().threads(CLARA, PARENTS, Feed.NEWEST, 10).items();
        assertThat(onFeed).singleElement()
                .satisfies(thread -> assertThat(thread.first().note().note().body().plainText()).contains("Ben: I have some in the cellar",
                        "still"));
        JsonNode thread = api("/api/archive/messages/" + number + "/thread").path("messages");
        while (thread.size() < 3) {
            Thread.sleep(20);
            thread = api("/api/archive/messages/" + number + "/thread").path("messages");
        }
        assertThat(thread).hasSize(3);

        assertThat(run("reply", "99", "Hello?", "--key", "1")).isEqualTo(1);
        assertThat(run("reply", Long.toString(number), "Hello?", "--key", "2", "--to", "nowhere")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no mail 99", "There is no channel 'nowhere'; there are list, parents");
    }

    @Test
    void catchesUpWithWhatWasSaidWhileTheArchiveWasTaken() throws Exception {
        try (var lock = FileChannel.open(Files.createDirectories(folder.resolve("data/archive")).resolve("archive.lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE); var held = lock.lock()) {
            hub().feed().post(CLARA, PARENTS, Draft.of("The kauha is in the kiosk"));
            Thread.sleep(1_500);
            assertThat(held.isValid()).isTrue();
            assertThat(found("kauha")).isEmpty();
        }

        awaited("kauha");
    }

    private Hub hub() {
        return hub.orElseThrow().hub();
    }

    private JsonNode awaited(String query) throws Exception {
        List<JsonNode> hits = found(query);
        while (hits.isEmpty()) {
            Thread.sleep(20);
            hits = found(query);
        }
        assertThat(hits).hasSize(1);
        return hits.getFirst();
    }

    private List<JsonNode> found(String query) throws IOException {
        return List.copyOf(api("/api/archive/search?q=" + Running.encoded(query)).path("hits").valueStream().toList());
    }

    private JsonNode api(String path) throws IOException {
        return new JsonMapper().readTree(Running.on(folder.resolve("data")).get(path));
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments),
                Stream.of("--file", folder.resolve("hub.yaml").toString())).toArray(String[]::new);
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
