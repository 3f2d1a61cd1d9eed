package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store does what its twin in memory does, whatever is asked of it: units of random steps, some of which fail, and now and then a new
 * life. A failure names the seed; {@link #doesWhatItsTwinDoes} with that seed repeats it.
 */
public interface StoreModelContract extends StoreUnderTest {
    @ParameterizedTest @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    default void doesWhatItsTwinDoes(long seed) {
        var random = new Random(seed);
        var steps = new ModelSteps(random);
        var twin = new ModelSide();
        var mine = new ModelSide();
        Store model = new MemoryStore();
        for (int unit = 0; unit < 60; unit++) {
            List<ModelSteps.Step> work = IntStream.rangeClosed(0, random.nextInt(6)).mapToObj(number -> steps.next()).toList();
            boolean fails = random.nextInt(6) == 0;
            if (random.nextInt(20) == 0) {
                reopen();
            }

            List<Object> expected = done(model, twin, work, fails);
            List<Object> given = done(store(), mine, work, fails);

            assertThat(given).as("unit %d of seed %d: %s", unit, seed, work).isEqualTo(expected);
            if (unit % 4 == 3) {
                assertThat(store().<Object>read(in -> ModelView.of(in, mine)))
                        .as("after unit %d of seed %d: %s", unit, seed, work)
                        .isEqualTo(model.<Object>read(in -> ModelView.of(in, twin)));
            }
        }
    }

    /** What each step gave, or what the unit failed with. */
    private static List<Object> done(Store store, ModelSide side, List<ModelSteps.Step> work, boolean fails) {
        ModelSide before = side.copy();
        try {
            return store.write(in -> {
                List<Object> results = new ArrayList<>();
                work.forEach(step -> results.add(step.action().on(in, side)));
                if (fails) {
                    throw new IllegalArgumentException("planted");
                }
                return results;
            });
        } catch (IllegalArgumentException | IllegalStateException failed) {
            side.takeBack(before);
            return List.of(failed.getClass());
        }
    }
}
