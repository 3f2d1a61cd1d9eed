package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dialoguehub.engine.Standing.Way;
import org.dialoguehub.settings.Settings;
import org.dialoguehub.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when a network comes back. */
@Timeout(30)
class RecoveryTest {
    private static final Duration BEAT = Duration.ofMillis(20);
    private static final int FAILURES_TO_THE_LONGEST_REST = 12;

    /** After this the intake has slept its first rest, and looks how long the next one is. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(1_500);

    @Test
    void receivesAsSoonAsTheNetworkIsBackHoweverLongItWasAway() throws Exception {
        var network = new ToyNetwork("toy", true);
        var heard = new CountDownLatch(1);
        network.tell(Stage.create("one", "Are you there?"));
        network.away(true);
        try (Engine engine = engine(network);
                AutoCloseable listening =
                        engine.subscribe(new Principal.TheHub(), "toy", "listener", received -> heard.countDown())) {
            engine.start();
            long begin = System.nanoTime();
            await(() -> failures(engine) > FAILURES_TO_THE_LONGEST_REST && System.nanoTime() - begin > LONG_ENOUGH.toNanos());
            assertThat(engine.health().channels().get("toy")).extracting(Standing::way).isEqualTo(Way.DOWN);

            network.away(false);

            assertThat(listening).isNotNull();
            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static long failures(Engine engine) {
        return engine.operations().status(new Principal.TheHub()).channels().getFirst().tally().failures();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static Engine engine(ToyNetwork network) throws SettingsException {
        var setup = new ChannelSetup(
                "toy",
                Optional.empty(),
                network,
                Settings.read(List.of(), Map.of()),
                Stage.CLOSED,
                Duration.ofHours(1),
                Duration.ofMinutes(15),
                Optional.empty());
        var timing = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), BEAT, Duration.ofMinutes(1));
        return new Engine(new MemoryStore(), List.of(setup), List.of(), timing, InstantSource.system(), new Random(1),
                Keyring.passing(new Random(2)), "toy-hub");
    }
}
