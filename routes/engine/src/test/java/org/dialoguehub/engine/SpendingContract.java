package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import org.dialoguehub.connector.Money;
import org.dialoguehub.engine.Spending.Bill;
import org.junit.jupiter.api.Test;

/** What {@link Spending} promises. */
public interface SpendingContract extends StoreUnderTest {
    Currency DOLLARS = Currency.getInstance("USD");
    Money CENT = dollars("0.01");
    Money LIMIT = dollars("0.1");
    Bill MARCH = new Bill("toy account", YearMonth.of(2026, 3));
    Bill APRIL = new Bill("toy account", YearMonth.of(2026, 4));

    @Test
    default void booksUpToTheLimitAndNotBeyond() {
        assertThat(book(1, 1, MARCH, dollars("0.07"))).isTrue();
        assertThat(book(2, 1, MARCH, dollars("0.031"))).isFalse();
        assertThat(book(3, 1, MARCH, dollars("0.03"))).isTrue();
        assertThat(book(4, 1, MARCH, dollars("0.000001"))).isFalse();
        reopen();

        assertThat(spent(MARCH)).isEqualTo(LIMIT);
    }

    @Test
    default void countsMonthsAndAccountsAndCurrenciesApart() {
        book(1, 1, MARCH, LIMIT);

        assertThat(book(2, 1, APRIL, LIMIT)).isTrue();
        assertThat(book(3, 1, new Bill("another", MARCH.month()), LIMIT)).isTrue();
        assertThat(this.<Boolean>read(in -> in.spending().spent(MARCH, Currency.getInstance("EUR")).isNothing())).isTrue();
        assertThat(spent(MARCH)).isEqualTo(LIMIT);
    }

    @Test
    default void givesBackOnceAndToTheMonthItWasBookedIn() {
        book(1, 1, MARCH, CENT);
        book(2, 1, MARCH, CENT);
        book(1, 2, APRIL, CENT);

        for (int time = 0; time < 3; time++) {
            write(in -> in.spending().giveBack(1, 1));
            assertThat(spent(MARCH)).isEqualTo(CENT);
            assertThat(spent(APRIL)).isEqualTo(CENT);
            reopen();
        }
        write(in -> in.spending().giveBack(9, 9));
        write(in -> in.spending().giveBack(2, 1));
        assertThat(spent(MARCH)).isEqualTo(Money.nothing(DOLLARS));
    }

    @Test
    default void refusesToBookAnAttemptTwice() {
        book(1, 1, MARCH, CENT);

        assertThatThrownBy(() -> book(1, 1, MARCH, CENT)).isInstanceOf(IllegalStateException.class);
        assertThat(spent(MARCH)).isEqualTo(CENT);
        assertThat(book(1, 2, MARCH, CENT)).isTrue();
    }

    @Test
    default void addsWhatWasSpentAlreadyWhateverTheLimit() {
        book(1, 1, MARCH, LIMIT);

        write(in -> in.spending().add(MARCH, CENT));

        assertThat(spent(MARCH)).isEqualTo(LIMIT.plus(CENT));
        assertThat(book(2, 1, MARCH, CENT)).isFalse();
    }

    @Test
    default void takesBackWhatAFailedUnitHasBooked() {
        assertThatThrownBy(() -> write(in -> {
            in.spending().book(1, 1, MARCH, CENT, LIMIT);
            throw new IllegalArgumentException("planted");
        })).isInstanceOf(IllegalArgumentException.class);

        assertThat(spent(MARCH)).isEqualTo(Money.nothing(DOLLARS));
        assertThat(book(1, 1, MARCH, CENT)).isTrue();
    }

    @Test
    default void neverGoesBeyondTheLimitHoweverManyBookAtOnce() {
        List<Integer> booked = Crowd.of(6).each(thread -> {
            int mine = 0;
            for (int number = 0; number < 8; number++) {
                mine += book(thread * 100L + number, 1, MARCH, CENT) ? 1 : 0;
            }
            return mine;
        });

        assertThat(booked.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
        assertThat(spent(MARCH)).isEqualTo(LIMIT);
    }

    @Test
    default void letsNoEarlierLifeSpend() {
        Store before = store();
        reopen();

        assertThatThrownBy(() -> before.write(in -> in.spending().book(1, 1, MARCH, CENT, LIMIT))).isInstanceOf(RuntimeException.class);
        assertThat(spent(MARCH)).isEqualTo(Money.nothing(DOLLARS));
    }

    private boolean book(long delivery, int attempt, Bill bill, Money price) {
        return store().write(in -> in.spending().book(delivery, attempt, bill, price, LIMIT));
    }

    private Money spent(Bill bill) {
        return read(in -> in.spending().spent(bill, DOLLARS));
    }

    private static Money dollars(String amount) {
        return Money.of(amount, "USD");
    }
}
