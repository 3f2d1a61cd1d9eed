package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * What a question costs, in nanoseconds: the least of many tries, so that what else the machine does hardly counts.
 */
record Cost(long nanos) {
    private static final int TRIES = 60;
    private static final long NOTHING = 50_000;

    static <T> Cost of(StoreUnderTest store, Function<Transaction, T> question) {
        long[] tries = store.read(in -> LongStream.range(0, TRIES).map(round -> once(in, question)).toArray());
        return new Cost(LongStream.of(tries).min().orElseThrow());
    }

    /** At most three times the other, whatever lies below 50 microseconds. */
    void isLike(Cost other) {
        assertThat(nanos).as("nanoseconds, against %d", other.nanos).isLessThanOrEqualTo(3 * Math.max(NOTHING, other.nanos));
    }

    private static <T> long once(Transaction in, Function<Transaction, T> question) {
        long begin = System.nanoTime();
        T answer = question.apply(in);
        long end = System.nanoTime();
        assertThat(answer).isNotNull();
        return end - begin;
    }
}
