package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Received;
import org.dialoguehub.feed.Group;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.GroupSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.KeyFile;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.settings.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a customer writes to a Facebook Page in private, on a whole hub that has the Page and an open group too. */
class PrivateMessagesTest {
    private static final Principal HUB = new Principal.TheHub();
    private static final String MESSAGES = "customer-messages";
    private static final String PAGE = "customers-facebook";
    private static final String CLUB = "club";

    private final FacebookSimulation facebook = FacebookSimulation.start(SandboxClock.running());
    private final List<Received> heard = new CopyOnWriteArrayList<>();

    @TempDir Path folder;
    private Hub hub;

    @BeforeEach
    void open() throws Exception {
        Map<String, String> settings = Map.of(
                "page", FacebookSimulation.PAGE, "app-id", FacebookSimulation.APP, "app-secret", FacebookSimulation.SECRET,
                "server", facebook.network().uri().toString(), "site", facebook.network().uri().toString());
        HubSettings all = HubSettings.named("hub.example.org")
                .with(ChannelSettings.of(PAGE, "facebook", settings).polling(Duration.ofMillis(200)).readBy(new Audience.Everyone()))
                .with(ChannelSettings.of(MESSAGES, "facebook-messenger", settings).polling(Duration.ofMillis(200))
                        .readBy(Audience.circle("customer-team")))
                .with(ChannelSettings.of(CLUB, "feed", Map.of("group", CLUB)))
                .with(new GroupSettings(CLUB, "Club", Group.Kind.OPEN, List.of()));
        var random = new SecureRandom();
        Surroundings surroundings = Surroundings.standard().with(new Keyring(new KeyFile(folder.resolve("keys"), random), random));
        hub = Hub.open(all, surroundings, Storage.in(folder.resolve("data"), surroundings.clock()));
        signIn(PAGE);
        signIn(MESSAGES);
        hub.subscribe(MESSAGES, "test", heard::add);
    }

    @AfterEach
    void close() {
        hub.close();
        facebook.close();
    }

    @Test
    void answersWhoAskedAndLetsNothingOutOnThePageOrInAnOpenGroup() throws Exception {
        facebook.messages().say("ben", "Between us: is it warm?");
        Eventually.holds(() -> assertThat(heard).hasSize(1));
        Received asked = heard.getFirst();
        Note question = ((Activity.Create) asked.activity()).note();

        List<Receipt> leaks = List.of(
                hub.engine().forward(HUB, asked, "leak to the Page", PAGE, asked.activity()),
                hub.engine().forward(HUB, asked, "leak to the club", CLUB, asked.activity()),
                hub.engine().send(HUB, asked, "answer on the Page", PAGE, note("26 degrees, for all to see", new Audience.Everyone())),
                hub.send(PAGE, answer("For all to see", asked.note(), new Audience.Everyone()), "answer in the wrong place"));
        Receipt answer = hub.send(MESSAGES, answer("26 degrees", asked.note(), question.audience()), "answer");

        assertThat(leaks).extracting(Receipt::state).containsOnly(Delivery.State.REJECTED);
        Eventually.holds(() -> assertThat(hub.receipt(answer).state()).isEqualTo(Delivery.State.DELIVERED));
        assertThat(facebook.network().posts().all()).extracting(Post::text).containsExactly("Between us: is it warm?", "26 degrees");
        assertThat(facebook.network().posts().all()).as("all in private").allMatch(post -> post.id().startsWith("m_"));
        assertThat(heard).as("our own answer comes back as no news").hasSize(1);
    }

    @Test
    void writesToNobodyWhoHasNotWritten() throws Exception {
        facebook.messages().say("ben", "Between us: is it warm?");
        Eventually.holds(() -> assertThat(heard).hasSize(1));

        Receipt lost = hub.send(MESSAGES, note("Buy now", hub.engine().audience(MESSAGES)), "advertising");

        Eventually.holds(() -> assertThat(hub.receipt(lost).state()).isEqualTo(Delivery.State.REJECTED));
        assertThat(facebook.network().posts().all()).hasSize(1);
    }

    private static Note answer(String text, NoteId to, Audience audience) {
        return note(text, audience).answering(InReplyTo.note(to));
    }

    private static Note note(String text, Audience audience) {
        return Note.of(Actor.of("hub:us", "Us"), RichText.of(text), audience, Instant.EPOCH);
    }

    private void signIn(String channel) throws Exception {
        var attempt = new SignIn(URI.create("http://127.0.0.1:8765/signed-in"), new Secret("seed of the attempt for " + channel));
        URI back = facebook.agree(hub.engine().operations().signInPage(HUB, channel, attempt), "anna");
        var answer = new HashMap<String, String>();
        for (String pair : back.getRawQuery().split("&", -1)) {
            answer.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        hub.engine().operations().signIn(HUB, channel, attempt, answer);
    }
}
