package org.dialoguehub.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Finder.Sighting;
import org.dialoguehub.connector.Finder.Verdict;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared.Ready;
import org.dialoguehub.connector.Published;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamelSessionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<CamelSession> opened = new ArrayList<>();
    private MemoryHost host = MemoryHost.at(() -> NOON);

    @TempDir private Path folder;

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        opened.forEach(CamelSession::close);
        camel.stop();
    }

    private CamelSession open(Map<String, String> settings) throws ConnectorException, SettingsException {
        var connector = new CamelConnector(camel);
        var session = (CamelSession) connector.open(Settings.read(connector.spec().settings(), settings), host);
        opened.add(session);
        return session;
    }

    private CamelSession inbox() throws ConnectorException, SettingsException {
        return open(Map.of("receive", "file:" + folder + "?initialDelay=0&delay=10"));
    }

    /** The next batch that is not empty, as soon as there is one. */
    private static Batch receive(CamelSession session, Cursor after, int limit) throws Exception {
        var result = new CompletableFuture<Batch>();
        Stage.until(() -> {
            try {
                Batch batch = session.receive(after, limit);
                return !batch.events().isEmpty() && result.complete(batch);
            } catch (ConnectorException failed) {
                return result.completeExceptionally(failed);
            }
        });
        return result.get();
    }

    private static String text(Event event) {
        return ((Create) event.activity()).note().body().plainText();
    }

    private static Note note(String text) {
        return Note.of(Board.ANNA, RichText.of(text), Audience.circle("parents"), NOON);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".camelLock")).sorted().toList();
        }
    }

    @Test
    void leavesAFileWhereItIsUntilTheHubHasIt() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "The pool is closed on Monday.");
        CamelSession session = inbox();

        Batch first = receive(session, Cursor.START, 10);
        Batch again = receive(session, Cursor.START, 10);

        assertThat(text(first.events().getFirst())).isEqualTo("The pool is closed on Monday.");
        assertThat(again.events()).isEqualTo(first.events());
        assertThat(again.next()).isEqualTo(first.next());
        assertThat(files()).containsExactly("a.txt");

        Batch after = session.receive(first.next(), 10);
        assertThat(after.events()).isEmpty();
        assertThat(after.next()).isEqualTo(first.next());
        assertThat(files()).as("somebody asked for what comes after, and no more").containsExactly("a.txt");

        session.kept(first.next());
        assertThat(files()).isEmpty();
        assertThat(folder.resolve(".camel/a.txt")).hasContent("The pool is closed on Monday.");
    }

    @Test
    void tellsAFileAgainUnderTheSameKeyWhenTheHubDied() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "Once");
        CamelSession first = inbox();
        Event before = receive(first, Cursor.START, 10).events().getFirst();
        first.close();

        Event after = receive(inbox(), Cursor.START, 10).events().getFirst();

        assertThat(after).isEqualTo(before);
    }

    @Test
    void doesNotTakeTheProgressOfAnotherHubForItsOwn() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "Once");
        CamelSession session = inbox();
        receive(session, Cursor.START, 10);

        receive(session, new Cursor("what another hub made durable"), 10);
        session.kept(new Cursor("what another hub made durable"));

        assertThat(files()).containsExactly("a.txt");
    }

    @Test
    void takesAFileThatWasWrittenAnewForAnotherOne() throws Exception {
        CamelSession session = inbox();
        Files.writeString(folder.resolve("a.txt"), "Once");
        Batch first = receive(session, Cursor.START, 10);
        session.kept(first.next());
        Files.writeString(folder.resolve("a.txt"), "Once more");
        Batch second = receive(session, first.next(), 10);

        assertThat(second.events().getFirst().key()).isNotEqualTo(first.events().getFirst().key());
    }

    @Test
    void givesPagesAndHoldsBackTheRest() throws Exception {
        for (int number = 0; number < 5; number++) {
            Files.writeString(folder.resolve(number + ".txt"), "note " + number);
        }
        CamelSession session = open(Map.of("receive", "file:" + folder + "?initialDelay=0&delay=10&sortBy=file:name"));

        List<String> texts = new ArrayList<>();
        Cursor after = Cursor.START;
        while (texts.size() < 5) {
            Batch batch = receive(session, after, 2);
            assertThat(batch.events()).hasSizeLessThanOrEqualTo(2);
            batch.events().forEach(event -> texts.add(text(event)));
            after = batch.next();
            session.kept(after);
        }

        assertThat(texts).containsExactly("note 0", "note 1", "note 2", "note 3", "note 4");
    }

    @Test
    void letsACallerGoOnOnceTheHubHasIt() throws Exception {
        CamelSession session = open(Map.of("receive", "direct:in", "key", "order", "author", "mailto:shop@example.org"));
        session.receive(Cursor.START, 10);
        CompletableFuture<Object> caller = camel.createProducerTemplate()
                .asyncRequestBodyAndHeaders("direct:in", "An order", Map.of("order", "17", HubHeaders.SUBJECT, "Shop"));

        Batch batch = receive(session, Cursor.START, 10);
        Create create = (Create) batch.events().getFirst().activity();

        assertThat(caller).isNotDone();
        assertThat(batch.events().getFirst().key().value()).isEqualTo("17");
        assertThat(create.note().author()).isEqualTo(Actor.of("mailto:shop@example.org", ""));
        assertThat(create.note().subject()).contains("Shop");
        assertThat(create.note().audience()).isEqualTo(host.audience());
        session.kept(batch.next());
        Stage.until(caller::isDone);
        assertThat(caller).isCompleted();
    }

    @Test
    void tellsACallerThatItClosed() throws Exception {
        CamelSession session = open(Map.of("receive", "direct:in"));
        session.receive(Cursor.START, 10);
        CompletableFuture<Object> caller = camel.createProducerTemplate().asyncRequestBody("direct:in", "An order");
        receive(session, Cursor.START, 10);

        session.close();

        Stage.until(caller::isDone);
        assertThat(caller).isCompletedExceptionally();
    }

    @Test
    void ringsWhenSomethingComesUntilItIsClosed() throws Exception {
        CamelSession session = open(Map.of("receive", "direct:in"));
        var rings = new Semaphore(0);
        var listening = CompletableFuture.runAsync(() -> {
            try {
                session.listen(rings::release);
            } catch (ConnectorException failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThat(rings.tryAcquire(20, TimeUnit.SECONDS)).as("rings for what came before").isTrue();
        CompletableFuture<Object> caller = camel.createProducerTemplate().asyncRequestBody("direct:in", "An order");

        assertThat(rings.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(listening).isNotDone();
        session.close();
        Stage.until(() -> listening.isDone() && caller.isDone());
        assertThat(listening).isCompleted();
    }

    @Test
    void keepsWhatItCannotRead() throws Exception {
        CamelSession session = open(Map.of("receive", "file:" + folder + "?initialDelay=0&delay=10", "body", "json"));
        Files.writeString(folder.resolve("a.json"), "{no json");

        Event event = receive(session, Cursor.START, 10).events().getFirst();

        assertThat(text(event)).startsWith("Not ActivityStreams in JSON");
        try (var raw = host.blobs().open(event.raw().orElseThrow())) {
            assertThat(raw).hasContent("{no json");
        }
    }

    @Test
    void keepsWhatNobodyWouldRead() throws Exception {
        CamelSession session = inbox();
        Files.write(folder.resolve("a.bin"), new byte[Messages.MOST + 1]);

        Event event = receive(session, Cursor.START, 10).events().getFirst();

        assertThat(text(event)).isEqualTo("A message came that is longer than 1048576 bytes");
        try (var raw = host.blobs().open(event.raw().orElseThrow())) {
            assertThat(raw.readAllBytes()).hasSize(Messages.MOST + 1);
        }
    }

    @Test
    void carriesActivitiesAsJson() throws Exception {
        Note said = note("Who can bring the stopwatches?").withSubject("Saturday").answering(InReplyTo.note(new ExternalId("earlier")));
        CamelSession there = open(Map.of("send", "seda:wire", "body", "json"));
        CamelSession here = open(Map.of("receive", "seda:wire", "body", "json"));
        there.publish(new Post(TOKEN, said), new Ready("", Optional.empty()));

        Event event = receive(here, Cursor.START, 10).events().getFirst();

        assertThat(event.activity()).isEqualTo(new Create(new ExternalId(TOKEN), said.withAudience(host.audience())));
    }

    @Test
    void takesTheIdsOfAnotherHubForWhatTheyAreHere() throws Exception {
        String foreign = new ActivityJson().compact(new Create(new NoteId("n1"), note("Hello").withAudience(new Audience.Everyone())));
        CamelSession session = open(Map.of("receive", "seda:in", "body", "json"));
        camel.createProducerTemplate().sendBody("seda:in", foreign);

        Create create = (Create) receive(session, Cursor.START, 10).events().getFirst().activity();

        assertThat(create.object()).isEqualTo(new ExternalId("n1"));
        assertThat(create.note().audience()).isEqualTo(host.audience());
    }

    @Test
    void writesAPostIntoAFile() throws Exception {
        CamelSession session = open(Map.of("send", "file:" + folder + "?fileName=${header.CamelHubKey}.txt"));

        Published published = session.publish(new Post(TOKEN, note("The pool is closed.").withSubject("Pool")),
                (Ready) session.prepare(new Post(TOKEN, note(""))));

        assertThat(folder.resolve(TOKEN + ".txt")).content(StandardCharsets.UTF_8).isEqualTo("Pool\n\nThe pool is closed.");
        assertThat(published.id()).isEqualTo(new ExternalId(TOKEN));
    }

    private Failure failure(String send) throws Exception {
        CamelSession session = open(Map.of("send", send));
        return catchThrowableOfType(
                ConnectorException.class, () -> session.publish(new Post(TOKEN, note("Hello")), new Ready("", Optional.empty()))).failure();
    }

    @Test
    void isInDoubtUnlessItIsSureThatNothingHappened() throws Exception {
        RouteBuilder.addRoutes(camel, routes -> {
            routes.from("direct:broken").throwException(new IOException("The line went dead"));
            routes.from("direct:away").throwException(new ConnectException("Connection refused"));
            routes.from("direct:rollback").markRollbackOnly();
        });

        assertThat(failure("direct:broken")).isInstanceOf(Failure.Uncertain.class);
        assertThat(failure("direct:rollback")).isInstanceOf(Failure.Uncertain.class);
        assertThat(failure("direct:away")).isInstanceOf(Failure.Unreachable.class);
    }

    @Test
    void isInDoubtWhenItTakesTooLong() throws Exception {
        host = host.withRequestLimit(Duration.ofMillis(50));
        RouteBuilder.addRoutes(camel, routes -> routes.from("direct:slow").process(exchange -> new CountDownLatch(1).await()));

        assertThat(failure("direct:slow")).isInstanceOf(Failure.Uncertain.class);
    }

    @Test
    void doesAboutADoubtWhatItWasTold() throws Exception {
        assertThat(sighting("ask")).isInstanceOf(Sighting.Blind.class);
        assertThat(sighting("repeat")).isInstanceOfSatisfying(Sighting.Decided.class,
                told -> assertThat(told.verdict()).isEqualTo(Verdict.REPEAT));
        assertThat(sighting("drop")).isInstanceOfSatisfying(Sighting.Decided.class,
                told -> assertThat(told.verdict()).isEqualTo(Verdict.DROP));
    }

    private Sighting sighting(String onDoubt) throws Exception {
        Finder finder = open(Map.of("send", "seda:wire", "on-doubt", onDoubt));
        return finder.find(new Post(TOKEN, note("Hello")), new Ready("", Optional.empty()), NOON);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        CamelSession neither = open(Map.of());
        CamelSession receiving = open(Map.of("receive", "seda:in"));

        assertThat(catchThrowableOfType(ConnectorException.class, neither::check))
                .hasMessage("Neither 'send' nor 'receive' is set; set one of them to a Camel endpoint");
        assertThat(catchThrowableOfType(ConnectorException.class, () -> receiving.prepare(new Post(TOKEN, note("Hello")))))
                .hasMessage("Nothing can be sent here: 'send' is not set");
        assertThat(catchThrowableOfType(ConnectorException.class, () -> open(Map.of("send", "slak:general"))))
                .hasMessageStartingWith("'send' names no endpoint");
        assertThat(receiving.check()).isEqualTo("Camel receives from seda; whether they answer, the first message tells");
    }

    @Test
    void isAwayWhileCamelIsNotStarted() throws Exception {
        camel.stop();

        assertThat(catchThrowableOfType(ConnectorException.class, () -> open(Map.of("receive", "seda:in"))).failure())
                .isInstanceOf(Failure.Unreachable.class);
    }
}
