package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.testkit.NetworkUnderTest.Out;
import org.dialoguehub.testkit.NetworkUnderTest.Trouble;
import org.dialoguehub.testkit.NetworkUnderTest.Work;

/** A new network with a session on it: where one test of a contract plays. */
final class Stage implements AutoCloseable {
    static final String TOKEN = "abcdefghijklmnopqrstuvwxyz";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(1);
    private static final int MOST_PAGES = 1_000;

    private final Connector connector;
    private final NetworkUnderTest network;
    private final MemoryHost host;
    private final List<Session> opened = new ArrayList<>();
    private final Session session;

    private Stage(Connector connector, NetworkUnderTest network, MemoryHost host) {
        this.connector = connector;
        this.network = network;
        this.host = host;
        this.session = open();
    }

    static Stage of(ConnectorContract test) {
        NetworkUnderTest network = test.network();
        return new Stage(test.connector(), network, host(network));
    }

    /** A stage on which requests may not take long. */
    static Stage ofTheImpatient(ConnectorContract test) {
        NetworkUnderTest network = test.network();
        return new Stage(test.connector(), network, host(network).withRequestLimit(SHORT_LIMIT));
    }

    private static MemoryHost host(NetworkUnderTest network) {
        return MemoryHost.at(network.clock()).with(new MemoryCredentials(network.credential()));
    }

    NetworkUnderTest network() {
        return network;
    }

    Connector connector() {
        return connector;
    }

    MemoryHost host() {
        return host;
    }

    Session session() {
        return session;
    }

    <T> T session(Class<T> capability) {
        return capability.cast(session);
    }

    /** One more session with the same settings. */
    Session open() {
        try {
            Session another = connector.open(Settings.read(connector.spec().settings(), network.settings()), host);
            opened.add(another);
            return another;
        } catch (ConnectorException | SettingsException wrong) {
            throw new AssertionError("The connector does not open with the settings of its network", wrong);
        }
    }

    /** Makes the next request go wrong, or passes the test over where the network knows no such trouble. */
    void cause(Trouble trouble, Work work) {
        assumeTrue(network.cause(trouble, work), () -> "The network knows no trouble " + trouble + " with " + work);
    }

    /** What a call does, which must neither sleep nor outlast any patience. A {@link ConnectorException} from it is thrown on. */
    static <T> T calling(Call<T> call) {
        return Calling.of(call, PATIENCE);
    }

    /** The failure that a call ends with; it must end soon, and with a failure. */
    static Failure failureOf(Call<?> call) {
        return calling(() -> {
            try {
                Object result = call.run();
                throw new AssertionError("No failure, but " + result);
            } catch (ConnectorException failed) {
                return failed.failure();
            }
        });
    }

    /** The wait that the network asked for, to the second, by the hub's clock: it began at {@code from}, and may have begun a little later. */
    static void assertThatWaitIsOver(Failure.Throttled throttled, Instant from) {
        assertThat(throttled.until())
                .as("by the host's clock")
                .isBetween(from.plus(Trouble.THROTTLE).minusSeconds(1), from.plus(Trouble.THROTTLE).plus(PATIENCE));
    }

    /** All there is to receive, page by page. */
    List<Event> receiveAll(Cursor after, int limit) {
        List<Event> events = new ArrayList<>();
        Batch batch = receive(session, after, limit);
        events.addAll(batch.events());
        for (int pages = 0; batch.more(); pages++) {
            assertThat(pages).as("pages without end: 'more' is never false").isLessThan(MOST_PAGES);
            batch = receive(session, batch.next(), limit);
            events.addAll(batch.events());
        }
        return events;
    }

    static Batch receive(Session session, Cursor after, int limit) {
        return calling(() -> ((Receiver) session).receive(after, limit));
    }

    Post post(String text) {
        return new Post(TOKEN, note(text));
    }

    Note note(String text) {
        Note note = Note.of(us(), RichText.of(text), host.audience(), network.clock().instant());
        return network.begun().map(begun -> note.answering(InReplyTo.note(begun))).orElse(note);
    }

    static Actor us() {
        return Actor.of("hub:us", "Us");
    }

    Prepared.Ready prepare(Post post) {
        return prepare(session, post);
    }

    Prepared.Ready prepare(Session by, Post post) {
        Prepared prepared = calling(() -> ((Publisher) by).prepare(post));
        if (prepared instanceof Prepared.NotYet(Instant until)) {
            assumeTrue(network.pass(Duration.between(network.clock().instant(), until)), "The network cannot let time pass");
            prepared = calling(() -> ((Publisher) by).prepare(post));
        }
        assertThat(prepared).isInstanceOf(Prepared.Ready.class);
        return (Prepared.Ready) prepared;
    }

    Published publish(String text) {
        Post post = post(text);
        Prepared.Ready ready = prepare(post);
        return calling(() -> session(Publisher.class).publish(post, ready));
    }

    /** The notes with that text, as people see them. */
    List<Out> out(String text) {
        return network.out().stream().filter(note -> note.text().strip().equals(text)).toList();
    }

    Optional<Out> out(ExternalId id) {
        return network.out().stream().filter(note -> note.id().equals(id)).findFirst();
    }

    /** The values that nobody may read. */
    List<String> secrets() {
        Map<String, String> written = network.settings();
        Stream<String> settings = connector.spec().settings().stream()
                .filter(setting -> setting.secret() && written.containsKey(setting.key()))
                .map(setting -> written.getOrDefault(setting.key(), ""));
        return Stream.concat(settings, network.secrets().stream())
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    @Override
    public void close() {
        opened.forEach(Session::close);
        network.close();
    }

    /** A call of a session. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws ConnectorException;
    }
}
