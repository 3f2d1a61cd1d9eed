package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Fate.Move;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that may happen to one delivery, in every order, up to a number of moves ({@code -Dexplore=12} for more than is in the build): at no time is there
 * more than one copy, and from everywhere it gets to exactly one, once all goes well; or to none, and that is said, if the network refused it as a duplicate.
 */
class ExplorationTest {
    private static final int MOVES = Integer.getInteger("explore", 7);

    @ParameterizedTest @CsvSource({"true, 0", "true, 5", "false, 0", "false, 5"})
    void saysItOnceWhateverHappensInWhateverOrder(boolean keyed, int lag) {
        Set<String> seen = new HashSet<>();
        Deque<List<Move>> paths = new ArrayDeque<>(List.of(List.of()));
        while (!paths.isEmpty()) {
            List<Move> path = paths.poll();
            for (Move move : Move.values()) {
                Fate fate = replayed(path, keyed, lag);
                if (fate.can(move)) {
                    List<Move> longer = new ArrayList<>(path);
                    longer.add(move);
                    fate.make(move);
                    assertThat(fate.copies()).as("after %s", longer).isLessThanOrEqualTo(1);
                    if (seen.add(fate.key())) {
                        fate.rest();
                        assertThat(fate.state()).as("in the end after %s", longer)
                                .isIn(State.DELIVERED, longer.contains(Move.REFUSED_AS_DUPLICATE) ? State.REJECTED : State.DELIVERED);
                        assertThat(fate.copies()).as("in the end after %s", longer)
                                .isEqualTo(fate.state() == State.DELIVERED ? 1 : 0);
                        if (longer.size() < MOVES) {
                            paths.add(longer);
                        }
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(200);
    }

    private static Fate replayed(List<Move> path, boolean keyed, int lag) {
        var fate = new Fate(keyed, Duration.ofSeconds(lag));
        path.forEach(fate::make);
        return fate;
    }
}
