package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.verify.Trial.Kill;
import org.dialoguehub.verify.WatchedStore.Honesty;
import org.dialoguehub.verify.WatchedStore.Moment;
import org.dialoguehub.verify.WatchedStore.Moment.When;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hub is killed at each state of its ledger while it broadcasts to networks that make every fault they can: each part is on each channel once.
 *
 * <p>{@code -Dreliability=full} does far more of it; {@code -Dseed=N} the same again.
 */
class ReliabilityTest {
    /** The networks where nobody but a person can look. */
    private static final List<String> BLIND = List.of("LinkedIn member", "e-mail, no place to look");

    private final long seed = Long.getLong("seed", new Random().nextLong(1_000_000));

    @TempDir Path folder;

    @Test
    void saysEachPartOnEachChannelOnceHoweverTheHubEndsAndTheNetworksFail() throws Exception {
        boolean full = System.getProperty("reliability", "").equals("full");

        Tallies tallies = tried(full ? full() : small(kills(), Honesty.SOUND));

        assertThat(tallies.calm()).as("all is done").isTrue();
        assertThat(tallies.lost()).as("lost").isZero();
        assertThat(tallies.twice()).as("twice").isZero();
        assertThat(tallies.repeats()).as("the same text again").isEqualTo(Map.of("Facebook", Set.of("REJECTED"), "X", Set.of("REJECTED"),
                "LinkedIn organization", Set.of("REJECTED"), "LinkedIn member", Set.of("DELIVERED")));
        assertThat(BLIND).as("where something was unknown").containsAll(tallies.unknown());
    }

    @Test
    void wouldSeeDoublesIfDoubtsWereNotSettled() throws Exception {
        Tallies tallies = tried(small(List.of(new Kill.UnderWay(true)), Honesty.WITHOUT_SETTLING));

        assertThat(tallies.twice()).isPositive();
    }

    @Test
    void wouldSeeLossesIfThereWereNoLedger() throws Exception {
        Tallies tallies = tried(small(List.of(new Kill.At(new Moment(State.DELIVERED, When.AFTER_COMMIT), 0)), Honesty.WITHOUT_LEDGER));

        assertThat(tallies.lost()).isPositive();
    }

    private Tallies tried(Trial.Plan plan) throws Exception {
        System.out.println("reliability: seed " + seed + ", " + plan.broadcasts() + " broadcasts, " + plan.kills().size() + " kills");
        try (var trial = new Trial(plan, folder)) {
            Tallies tallies = trial.run();
            System.out.println(tallies);
            return tallies;
        }
    }

    private Trial.Plan small(List<Kill> kills, Honesty honesty) {
        return new Trial.Plan(seed, kills.size() + 1, 1, kills, 6, honesty, Duration.ofMinutes(3));
    }

    /** Ten, at the states that each delivery comes through. */
    private static List<Kill> kills() {
        return Stream.concat(
                Stream.of(State.PLANNED, State.ARMED, State.UNCERTAIN, State.DELIVERED).flatMap(state -> Stream.of(When.values())
                        .map(when -> (Kill) new Kill.At(new Moment(state, when), 1))),
                Stream.of(new Kill.UnderWay(false), new Kill.UnderWay(true))).toList();
    }

    private Trial.Plan full() {
        var random = new Random(seed);
        List<Kill> kills = new ArrayList<>();
        List<State> states = List.of(State.PLANNED, State.ARMED, State.UNCERTAIN, State.DELIVERED, State.WAITING, State.UNKNOWN);
        for (int kill = 0; kill < Integer.getInteger("kills", 100); kill++) {
            int kind = random.nextInt(states.size() * 2 + 4);
            kills.add(kind < states.size() * 2
                    ? new Kill.At(new Moment(states.get(kind / 2), kind % 2 == 0 ? When.BEFORE_COMMIT : When.AFTER_COMMIT),
                            random.nextInt(30))
                    : new Kill.UnderWay(kind % 2 == 0));
        }
        return new Trial.Plan(seed, Integer.getInteger("broadcasts", 200), Integer.getInteger("of-each", 4), kills,
                Integer.getInteger("faults", 12), Honesty.SOUND, Duration.ofMinutes(Integer.getInteger("minutes", 60)));
    }
}
