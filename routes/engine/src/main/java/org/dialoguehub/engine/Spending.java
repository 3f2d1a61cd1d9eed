package org.dialoguehub.engine;

import java.time.YearMonth;
import java.util.Currency;
import org.dialoguehub.connector.Money;

/** What has been spent, by account and month. Costs the same however much was spent, and on how many deliveries. */
public interface Spending {
    /**
     * Books the price of one attempt at a delivery, if no more than the limit is spent with it; otherwise changes nothing and returns false. Of several
     * hubs that book at once none goes beyond the limit.
     *
     * @throws IllegalStateException if that attempt was booked already
     */
    boolean book(long delivery, int attempt, Bill bill, Money price, Money limit);

    /** Takes a booking back, since nothing happened. Does nothing if there is none (any more): so it is given back once. */
    void giveBack(long delivery, int attempt);

    /** Adds what was spent already, whatever the limit. */
    void add(Bill bill, Money cost);

    Money spent(Bill bill, Currency currency);

    /** Who pays, and in which month (UTC). */
    record Bill(String account, YearMonth month) {}
}
