package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
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
import java.util.stream.IntStream;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Money;
import org.dialoguehub.connector.SignIn;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Keyring;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.engine.Status;
import org.dialoguehub.hub.ChannelSettings;
import org.dialoguehub.hub.Hub;
import org.dialoguehub.hub.HubSettings;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.hub.Surroundings;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.sandbox.XSimulation;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.settings.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thread of posts on X for which the money of a month is not enough. */
@Timeout(60)
class XBudgetTest {
    private static final String CHANNEL = "customers-x";
    private static final Instant MARCH = Instant.parse("2040-03-30T12:00:00Z");
    private static final Instant APRIL = Instant.parse("2040-04-01T00:00:00Z");
    private static final Audience EVERYONE = new Audience.Everyone();

    /** What is looked at before an answer, and the canary, are known only afterwards. */
    private static final Money MOST = Money.of("0.075", "USD");

    private static final Principal OPERATOR = new Principal.TheHub();

    private final SandboxClock clock = SandboxClock.standingAt(MARCH);
    private final XSimulation x = XSimulation.start(clock);
    private final Keyring keyring = Keyring.passing(new SecureRandom());

    @TempDir private Path folder;

    @AfterEach
    void close() {
        x.close();
    }

    @Test
    void stopsInTheMiddleOfAThreadAndGoesOnWhenTheMonthTurns() throws Exception {
        try (Hub hub = open("0.06")) {
            signIn(hub);
            sayThread(hub, 6);

            Eventually.holds(() -> assertThat(status(hub).held()).isNotEmpty());
            int out = out().size();
            assertThat(out).isBetween(2, 4);
            assertThat(status(hub).held().getFirst().progress().reason()).contains("of 0.06 USD are spent this month", "monthly-limit");
            assertThat(hub.engine().health().shortages()).isNotEmpty().allMatch(why -> why.contains(CHANNEL));
            assertThat(hub.engine().health().wellInAll()).isFalse();
            assertThat(spent(hub).isMoreThan(MOST)).isFalse();
        }
        clock.advance(Duration.between(MARCH, APRIL).minusSeconds(1));
        try (Hub hub = open("0.06")) {
            Eventually.holds(() -> assertThat(status(hub).held()).isNotEmpty());
            int before = out().size();
            assertThat(before).as("nothing more in March").isLessThan(5);

            clock.advance(Duration.ofSeconds(1));
            hub.engine().operations().retry(OPERATOR, "nobody", 0);

            Eventually.holds(() -> assertThat(out().size()).isGreaterThan(before));
            Eventually.holds(() -> assertThat(status(hub).channels().getFirst().deliveries()).doesNotContainKey(Delivery.State.ARMED));
            assertThat(spent(hub).isMoreThan(MOST)).isFalse();
        }
        try (Hub hub = open("1")) {
            Eventually.holds(() -> {
                // what the end of the hub has left in doubt is looked for, twice, and that takes time
                clock.advance(Duration.ofSeconds(10));
                hub.engine().operations().retry(OPERATOR, "nobody", 0);
                assertThat(out()).hasSize(6);
            });
            assertThat(out()).containsExactlyElementsOf(IntStream.rangeClosed(1, 6).mapToObj(part -> part + " of 6").toList());
            Eventually.holds(() -> assertThat(status(hub).held()).isEmpty());
            assertThat(hub.engine().health().shortages()).isEmpty();
        }
    }

    private void sayThread(Hub hub, int parts) {
        Note first = note("1 of " + parts);
        Receipt before = hub.engine().send(OPERATOR, CHANNEL, first, "part 1");
        for (int part = 2; part <= parts; part++) {
            Note next = note(part + " of " + parts).answering(InReplyTo.note(before.note()));
            before = hub.engine().send(OPERATOR, CHANNEL, next, "part " + part);
        }
    }

    private Note note(String text) {
        return Note.of(Actor.of("hub:us", "Us"), RichText.of(text), EVERYONE, clock.instant());
    }

    /** What the club has posted, oldest first. */
    private List<String> out() {
        return x.network().posts().all().stream().filter(post -> post.account().equals("swimclub")).map(Post::text).toList();
    }

    private static Status status(Hub hub) {
        return hub.engine().operations().status(OPERATOR);
    }

    private static Money spent(Hub hub) {
        return status(hub).channels().getFirst().means().spent().orElseThrow();
    }

    private Hub open(String limit) throws SettingsException {
        var channel = ChannelSettings.of(CHANNEL, "twitter", Map.of(
                "server", x.network().uri().toString(),
                "sign-in-page", x.network().uri().resolve("/2/oauth2/authorize").toString(),
                "client-id", XSimulation.CLIENT,
                "client-secret", XSimulation.CLIENT_SECRET)).readBy(EVERYONE).monthlyLimit(new BigDecimal(limit));
        var surroundings = Surroundings.standard().with(clock).with(keyring);
        return Hub.open(HubSettings.named("hub.example.org").with(channel), surroundings, Storage.in(folder, clock));
    }

    private void signIn(Hub hub) throws ConnectorException {
        var attempt = new SignIn(URI.create("http://127.0.0.1:8765/signed-in"), new Secret("a seed that nobody could guess"));
        URI back = x.oauth().agree(hub.engine().operations().signInPage(OPERATOR, CHANNEL, attempt), "swimclub");
        var answer = new HashMap<String, String>();
        for (String pair : back.getRawQuery().split("&", -1)) {
            answer.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        hub.engine().operations().signIn(OPERATOR, CHANNEL, attempt, answer);
    }
}
