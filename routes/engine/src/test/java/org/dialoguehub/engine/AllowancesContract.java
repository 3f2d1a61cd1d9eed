package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.engine.Allowances.Taken;
import org.junit.jupiter.api.Test;

/** What {@link Allowances} promise. */
public interface AllowancesContract extends StoreUnderTest {
    Instant MORNING = Samples.NOW;
    Instant NIGHT = MORNING.plus(Duration.ofHours(12));

    @Test
    default void keepsWhatWasSaidLastOfEachHolderAndName() {
        var posts = new Allowance("posts", Covers.SENDING, false, 3, 100, NIGHT);
        var calls = new Allowance("calls", Covers.EVERYTHING, false, 0, 50, MORNING);
        put("one", posts.left(90));
        put("one", posts);
        put("one", calls);
        put("other", posts.left(7));
        reopen();

        assertThat(of("one")).containsExactly(calls, posts);
        assertThat(of("other")).containsExactly(posts.left(7));
        assertThat(of("nobody")).isEmpty();
    }

    @Test
    default void takesNoMoreThanThereIsUntilTheTimeIsOver() {
        Allowance whole = calls(10, NIGHT);

        assertThat(take(whole, 4, MORNING)).isEqualTo(new Taken(4, 6));
        reopen();
        assertThat(take(whole, 4, MORNING)).isEqualTo(new Taken(4, 2));
        assertThat(take(whole, 4, MORNING)).isEqualTo(new Taken(2, 0));
        assertThat(take(whole, 4, MORNING)).isEqualTo(new Taken(0, 0));
        assertThat(of("app")).containsExactly(whole.left(0));

        Allowance tomorrow = calls(10, NIGHT.plus(Duration.ofDays(1)));
        assertThat(take(tomorrow, 4, NIGHT)).isEqualTo(new Taken(4, 6));
    }

    @Test
    default void countsOnWhatWasTakenWhenTheWholeBecomesMoreOrLess() {
        take(calls(10, NIGHT), 8, MORNING);

        assertThat(take(calls(20, NIGHT), 5, MORNING)).isEqualTo(new Taken(5, 7));
        assertThat(take(calls(12, NIGHT), 5, MORNING)).isEqualTo(new Taken(0, 0));
        assertThat(take(calls(14, NIGHT), 5, MORNING)).isEqualTo(new Taken(1, 0));
    }

    @Test
    default void givesEachOneOnceHoweverManyTakeAtOnce() {
        List<Long> taken = Crowd.of(6).each(thread -> {
            long mine = 0;
            for (int number = 0; number < 10; number++) {
                mine += take(calls(50, NIGHT), 2, MORNING).taken();
            }
            return mine;
        });

        assertThat(taken.stream().mapToLong(Long::longValue).sum()).isEqualTo(50);
    }

    private static Allowance calls(long of, Instant until) {
        return new Allowance("calls of the app", Covers.EVERYTHING, false, of, of, until);
    }

    private void put(String holder, Allowance allowance) {
        write(in -> in.allowances().put(holder, allowance));
    }

    private Taken take(Allowance whole, long wanted, Instant now) {
        return store().write(in -> in.allowances().take("app", whole, wanted, now));
    }

    private List<Allowance> of(String holder) {
        return read(in -> in.allowances().of(holder));
    }
}
