package org.dialoguehub.engine;

import java.util.Currency;
import org.dialoguehub.connector.Money;

final class MemorySpending implements Spending {
    private final Rows<Sum, Money> sums;
    private final Rows<Attempt, Booking> bookings;

    MemorySpending(Journal journal) {
        sums = new Rows<>(journal);
        bookings = new Rows<>(journal);
    }

    @Override
    public boolean book(long delivery, int attempt, Bill bill, Money price, Money limit) {
        if (spent(bill, price.currency()).plus(price).isMoreThan(limit)) {
            return false;
        }
        bookings.add(new Attempt(delivery, attempt), new Booking(bill, price));
        add(bill, price);
        return true;
    }

    @Override
    public void giveBack(long delivery, int attempt) {
        bookings.get(new Attempt(delivery, attempt)).ifPresent(booking -> {
            bookings.remove(new Attempt(delivery, attempt));
            Currency currency = booking.price.currency();
            long spent = spent(booking.bill, currency).micros();
            sums.put(new Sum(booking.bill, currency), new Money(spent - booking.price.micros(), currency));
        });
    }

    @Override
    public void add(Bill bill, Money cost) {
        sums.put(new Sum(bill, cost.currency()), spent(bill, cost.currency()).plus(cost));
    }

    @Override
    public Money spent(Bill bill, Currency currency) {
        return sums.get(new Sum(bill, currency)).orElse(Money.nothing(currency));
    }

    private record Sum(Bill bill, Currency currency) {}

    private record Attempt(long delivery, int attempt) {}

    private record Booking(Bill bill, Money price) {}
}
