package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.ConnectorSpec;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Hook;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.dialoguehub.text.TextRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HearingTest {
    private static final Principal HUB = new Principal.TheHub();

    private final MemoryStore store = new MemoryStore();
    private final Engine engine = engine(store);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void storesWhatWasToldBeforeItAnswers() throws ConnectorException {
        HookAnswer answer = hear("Thanks").orElseThrow();

        assertThat(answer.status()).isEqualTo(200);
        Received stored = engine.latest(HUB, "customers", 9).getFirst();
        assertThat(stored.key()).isEqualTo(new EventKey("Thanks"));
        assertThat(stored.raw()).isPresent();
        assertThat(stored.raw().map(raw -> {
            try (var bytes = engine.blobs().open(raw)) {
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException lost) {
                return lost.toString();
            }
        })).contains("Thanks");
    }

    @Test
    void storesWhatIsToldAgainOnce() throws ConnectorException {
        hear("Thanks");
        hear("Thanks");

        assertThat(engine.latest(HUB, "customers", 9)).hasSize(1);
    }

    @Test
    void keepsNothingOfWhatCouldNotBeMadeDurableAndTakesItWhenToldAgain() throws ConnectorException {
        store.failNext(1);

        assertThatThrownBy(() -> hear("Thanks")).isInstanceOf(StoreException.class);
        assertThat(engine.latest(HUB, "customers", 9)).isEmpty();

        hear("Thanks");
        assertThat(engine.latest(HUB, "customers", 9)).hasSize(1);
    }

    @Test
    void passesOnThatTheChannelCannotHearNow() {
        assertThatThrownBy(() -> hear("!")).isInstanceOf(ConnectorException.class);
    }

    @Test
    void hearsForNoOtherChannel() throws ConnectorException {
        var request = new HookRequest("POST", Map.of(), Map.of(), new byte[0]);

        assertThat(engine.hear("nobody", request)).isEmpty();
        assertThat(engine.hear("deaf", request)).isEmpty();
    }

    private Optional<HookAnswer> hear(String text) throws ConnectorException {
        return engine.hear("customers", new HookRequest("POST", Map.of(), Map.of(), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Engine engine(MemoryStore store) {
        return new Engine(
                store,
                List.of(setup("customers", new Told(Set.of(Capability.HOOK))), setup("deaf", new Told(Set.of()))),
                List.of(),
                Timing.STANDARD,
                InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")),
                new Random(1),
                Keyring.passing(new Random(2)),
                "toy-hub");
    }

    private static ChannelSetup setup(String name, Connector connector) {
        try {
            return new ChannelSetup(name, Optional.empty(), connector, Settings.read(List.of(), Map.of()), Stage.CLOSED,
                    Timing.STANDARD.canary(), Timing.STANDARD.canary(), Optional.empty());
        } catch (SettingsException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A network that tells one note a request. */
    private record Told(Set<Capability> capabilities) implements Connector {
        @Override
        public ConnectorSpec spec() {
            return new ConnectorSpec("told", "Told", List.of(), capabilities, ConnectorSpec.Settling.NONE, Timing.STANDARD.canary(), 1,
                    TextRules.unlimited());
        }

        @Override
        public Session open(Settings settings, Host host) {
            return new Ear();
        }
    }

    private record Ear() implements Session, Hook {
        @Override
        public HookAnswer hear(HookRequest request, Blobs blobs) throws ConnectorException {
            String text = new String(request.body(), StandardCharsets.UTF_8);
            if (text.equals("!")) {
                throw new ConnectorException(new Failure.Unreachable("Not now"));
            }
            try {
                var raw = blobs.put(new ByteArrayInputStream(request.body()));
                Activity.Create create = Stage.create(text, text);
                return HookAnswer.heard(List.of(new Event(new EventKey(text), create, Set.of(), Optional.of(raw.id()))));
            } catch (IOException full) {
                throw new IllegalStateException(full);
            }
        }

        @Override
        public String check() {
            return "Fine";
        }

        @Override
        public void close() {}
    }
}
