package org.dialoguehub.store;

import java.time.YearMonth;
import java.util.Currency;
import java.util.Optional;
import org.dialoguehub.connector.Money;
import org.dialoguehub.engine.Spending;

record SqlSpending(Sql sql) implements Spending {
    @Override
    public boolean book(long delivery, int attempt, Bill bill, Money price, Money limit) {
        begin(bill, price);
        int booked = sql.update(
                "UPDATE hub_spending SET spent = spent + ? WHERE account = ? AND month = ? AND currency = ? AND spent + ? <= ?",
                price.micros(),
                account(bill),
                month(bill),
                currency(price),
                price.micros(),
                limit.micros());
        if (booked == 1) {
            sql.update(
                    "INSERT INTO hub_bookings (delivery, attempt, account, month, currency, price) VALUES (?, ?, ?, ?, ?, ?)",
                    delivery,
                    attempt,
                    account(bill),
                    month(bill),
                    currency(price),
                    price.micros());
        }
        return booked == 1;
    }

    @Override
    public void giveBack(long delivery, int attempt) {
        Optional<Booking> booking = sql.first(
                row -> new Booking(new Bill(row.name(), YearMonth.parse(row.text())), money(row.text(), row.number())),
                "SELECT account, month, currency, price FROM hub_bookings WHERE delivery = ? AND attempt = ?",
                delivery,
                attempt);
        boolean taken = sql.update("DELETE FROM hub_bookings WHERE delivery = ? AND attempt = ?", delivery, attempt) == 1;
        booking.filter(found -> taken).ifPresent(found -> sql.update(
                "UPDATE hub_spending SET spent = spent - ? WHERE account = ? AND month = ? AND currency = ?",
                found.price.micros(),
                account(found.bill),
                month(found.bill),
                currency(found.price)));
    }

    @Override
    public void add(Bill bill, Money cost) {
        begin(bill, cost);
        sql.update(
                "UPDATE hub_spending SET spent = spent + ? WHERE account = ? AND month = ? AND currency = ?",
                cost.micros(),
                account(bill),
                month(bill),
                currency(cost));
    }

    @Override
    public Money spent(Bill bill, Currency currency) {
        return sql.first(
                row -> new Money(row.number(), currency),
                "SELECT spent FROM hub_spending WHERE account = ? AND month = ? AND currency = ?",
                account(bill),
                month(bill),
                currency.getCurrencyCode()).orElse(Money.nothing(currency));
    }

    private void begin(Bill bill, Money money) {
        sql.update(
                "INSERT INTO hub_spending (account, month, currency, spent) VALUES (?, ?, ?, 0) ON CONFLICT (account, month, currency) DO NOTHING",
                account(bill),
                month(bill),
                currency(money));
    }

    private static Sql.Name account(Bill bill) {
        return new Sql.Name(bill.account());
    }

    private static String month(Bill bill) {
        return bill.month().toString();
    }

    private static String currency(Money money) {
        return money.currency().getCurrencyCode();
    }

    private static Money money(String currency, long micros) {
        return new Money(micros, Currency.getInstance(currency));
    }

    private record Booking(Bill bill, Money price) {}
}
