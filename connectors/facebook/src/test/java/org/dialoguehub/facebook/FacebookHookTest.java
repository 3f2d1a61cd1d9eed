package org.dialoguehub.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Note;
import org.dialoguehub.sandbox.Change;
import org.dialoguehub.sandbox.FacebookHooks;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.Posts;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.testkit.MemoryHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FacebookHookTest {
    private final FacebookNetwork facebook = FacebookNetwork.start();
    private final Posts posts = facebook.page().network().posts();
    private final MemoryHost host = facebook.host();
    private final FacebookSession session = facebook.session(host, Map.of());

    @AfterEach
    void close() {
        session.close();
        facebook.close();
    }

    @Test
    void answersTheHandshakeWithItsChallenge() throws ConnectorException {
        HookAnswer answer = shake("subscribe", FacebookNetwork.VERIFY_TOKEN, "1158201444");

        assertThat(answer).isEqualTo(HookAnswer.said("text/plain", "1158201444"));
    }

    @ParameterizedTest @CsvSource({"subscribe, guessed, 1", "unsubscribe, meatyhamhock, 1", "subscribe, '', 1",
            "subscribe, meatyhamhock, <b>"})
    void shakesNobodyElsesHand(String mode, String token, String challenge) throws ConnectorException {
        assertThat(shake(mode, token, challenge)).isEqualTo(HookAnswer.refused(403));
    }

    @Test
    void shakesNoHandWithoutAVerifyToken() throws ConnectorException {
        var open = new FacebookTellings(FacebookSimulation.PAGE, new Secret("x"), Optional.empty(), session.tellings().reader());
        var request = new HookRequest("GET", Map.of("hub.mode", "subscribe", "hub.verify_token", "", "hub.challenge", "1"), Map.of(),
                new byte[0]);

        assertThat(open.hear(request, host.blobs(), host.clock().instant()).status()).isEqualTo(403);
    }

    @Test
    void hearsAWholeLifeOnThePage() throws ConnectorException {
        Post post = posts.create(Post.Draft.of("ben", "Is the pool open?"));
        Post comment = facebook.page().comment("carla", post.id(), "Yes");
        pass(Duration.ofMinutes(1));
        posts.edit(comment.id(), "Yes, from 8");
        posts.like(post.id(), "carla", "❤️");
        posts.unlike(post.id(), "carla", "❤️");
        posts.delete(comment.id());

        List<Event> events = hear(posts.changes(0, 100));

        assertThat(events).extracting(event -> event.activity().getClass().getSimpleName())
                .containsExactly("Create", "Create", "Update", "Like", "Undo", "Delete");
        assertThat(((Activity.Like) events.get(3).activity()).emoji()).isEqualTo("❤️");
        assertThat(events).extracting(Event::key).doesNotHaveDuplicates();
        assertThat(events.subList(0, 2)).extracting(Event::key)
                .containsAll(session.receive(Cursor.START, 10).events().stream().map(Event::key).toList());
    }

    @Test
    void hearsEachEditAlthoughATextComesBack() throws ConnectorException {
        Post post = posts.create(Post.Draft.of("ben", "8"));
        for (String text : List.of("9", "8", "9")) {
            pass(Duration.ofMinutes(1));
            posts.edit(post.id(), text);
        }

        assertThat(hear(posts.changes(0, 100))).extracting(Event::key).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void knowsAStormOfRepeatedAndShuffledTellingsForWhatItIs() throws ConnectorException {
        Post post = posts.create(Post.Draft.of("ben", "Is the pool open?"));
        for (int each = 0; each < 500; each++) {
            facebook.page().comment("carla", post.id(), "comment " + each);
        }
        List<Change> storm = new ArrayList<>(posts.changes(0, 1_000));
        storm.addAll(List.copyOf(storm).subList(0, 250));
        Collections.shuffle(storm, new Random(7));

        Set<EventKey> keys = new HashSet<>();
        hear(storm).forEach(event -> keys.add(event.key()));

        assertThat(keys).hasSize(501);
    }

    @Test
    void readsWhatShowsAPictureAndFetchesIt() throws ConnectorException, IOException {
        Post post = posts.create(Post.Draft.of("ben", "Where is my towel?"));
        Post comment = facebook.page().comment("carla", post.id(), "This one?", "towel".getBytes(UTF_8));

        HookAnswer answer = hear(request(facebook.page().hooks().telling(comment.id())));
        Note note = ((Activity.Create) session.receive(Cursor.START, 10).events().getLast().activity()).note();

        assertThat(answer.rings()).isTrue();
        assertThat(answer.events()).isEmpty();
        assertThat(note.body().plainText()).isEqualTo("This one?");
        assertThat(note.attachments()).hasSize(1);
        try (InputStream picture = host.blobs().open(note.attachments().getFirst().content())) {
            assertThat(picture.readAllBytes()).isEqualTo("towel".getBytes(UTF_8));
        }
    }

    @Test
    void refusesWhatIsStale() throws ConnectorException {
        Post post = posts.create(Post.Draft.of("ben", "Is the pool open?"));
        HookRequest told = request(facebook.page().hooks().telling(post.id()));
        pass(Duration.ofDays(2).minusMinutes(1));
        assertThat(hear(told).status()).isEqualTo(200);
        pass(Duration.ofMinutes(2));

        assertThat(hear(told)).isEqualTo(HookAnswer.refused(403));
    }

    @Test
    void refusesWhatAnotherSecretSigned() throws ConnectorException {
        byte[] body = "{\"object\":\"page\",\"entry\":[]}".getBytes(UTF_8);
        String forged = FacebookTellings.SIGNATURE.sign(new Secret("another"), body);
        String old = FacebookTellings.SIGNATURE.sign(new Secret(FacebookSimulation.SECRET), body).replace("sha256=", "sha1=");

        for (String signature : List.of(forged, old, "sha256=", "sha256=zz", "")) {
            assertThat(hear(new HookRequest("POST", Map.of(), Map.of("X-Hub-Signature-256", signature), body)).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest @ValueSource(strings = {
            "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":NOW,\"changes\":[{\"field\":\"feed\",\"value\":{\"item\":\"status\"}}]}]}",
            "{\"object\":\"page\",\"entry\":[{\"id\":\"PAGE\",\"time\":NOW,\"messaging\":[{\"message\":{\"text\":\"private\"}}]}]}",
            "{\"object\":\"page\",\"entry\":[{\"id\":\"PAGE\",\"time\":NOW000,\"changes\":[{\"field\":\"ratings\",\"value\":{\"item\":\"rating\"}}]}]}"})
    void dropsWhatIsNotForThisChannel(String body) throws ConnectorException {
        assertThat(hear(signed(body))).isEqualTo(HookAnswer.heard(List.of()));
    }

    @Test
    void takesTheHalfThatItUnderstandsAndKeepsTheOther() throws ConnectorException {
        HookAnswer answer = hear(signed("{\"object\":\"page\",\"entry\":[{\"id\":PAGE,\"time\":\"NOW\",\"changes\":["
                + "{\"field\":\"feed\",\"value\":{\"item\":7,\"verb\":\"add\"}},"
                + "{\"field\":\"feed\",\"value\":{\"item\":\"status\",\"verb\":\"add\",\"post_id\":\"PAGE_1\",\"message\":\"Hello\"}}]}]}"));

        assertThat(answer.events()).hasSize(2);
        assertThat(answer.events().getFirst().raw()).isPresent();
        assertThat(((Activity.Create) answer.events().getLast().activity()).note().body().plainText()).isEqualTo("Hello");
    }

    @Test
    void asksToReadWhenItUnderstandsNothing() throws ConnectorException {
        assertThat(hear(signed("[]")).rings()).isTrue();
        assertThat(hear(signed("not JSON")).rings()).isTrue();
    }

    private HookAnswer shake(String mode, String token, String challenge) throws ConnectorException {
        return hear(new HookRequest(
                "GET", Map.of("hub.mode", mode, "hub.verify_token", token, "hub.challenge", challenge), Map.of(), new byte[0]));
    }

    private List<Event> hear(List<Change> changes) throws ConnectorException {
        List<Event> events = new ArrayList<>();
        for (Change change : changes) {
            HookAnswer answer = hear(request(facebook.page().hooks().telling(change)));
            assertThat(answer.status()).isEqualTo(200);
            events.addAll(answer.events());
        }
        return events;
    }

    private HookAnswer hear(HookRequest request) throws ConnectorException {
        return session.hear(request, host.blobs());
    }

    private HookRequest signed(String body) {
        byte[] bytes = body.replace("NOW", Long.toString(host.clock().instant().getEpochSecond())).replace("PAGE", FacebookSimulation.PAGE)
                .getBytes(UTF_8);
        return new HookRequest("POST", Map.of(),
                Map.of("X-Hub-Signature-256", FacebookTellings.SIGNATURE.sign(new Secret(FacebookSimulation.SECRET), bytes)), bytes);
    }

    private static HookRequest request(FacebookHooks.Told told) {
        return new HookRequest("POST", Map.of(), Map.of("x-hub-signature-256", told.signature()), told.body().bytes());
    }

    private void pass(Duration time) {
        facebook.page().network().clock().advance(time);
    }
}
