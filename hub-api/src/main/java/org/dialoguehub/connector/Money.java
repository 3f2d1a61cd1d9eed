package org.dialoguehub.connector;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money, never below zero. Counted in millionths, since networks price single calls far below a cent.
 *
 * @param micros millionths of the currency's unit
 */
public record Money(long micros, Currency currency) {
    private static final int PLACES = 6;

    public Money {
        if (micros < 0) {
            throw new IllegalArgumentException("An amount of money is never below zero: " + micros);
        }
    }

    /**
     * That much.
     *
     * @param amount such as {@code 0.015}
     * @param currency by ISO 4217, such as {@code USD}
     */
    public static Money of(String amount, String currency) {
        return of(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /**
     * That much.
     *
     * @throws IllegalArgumentException if the amount is below zero, has more than six decimals, or is far too large
     */
    public static Money of(BigDecimal amount, Currency currency) {
        try {
            return new Money(amount.movePointRight(PLACES).longValueExact(), currency);
        } catch (ArithmeticException odd) {
            throw new IllegalArgumentException("an amount such as 25 or 12.50 is needed", odd);
        }
    }

    public static Money nothing(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException if it is money of another currency
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(micros, same(other).micros), currency);
    }

    public Money times(long number) {
        return new Money(Math.multiplyExact(micros, number), currency);
    }

    /**
     * Whether it is more than the other.
     *
     * @throws IllegalArgumentException if it is money of another currency
     */
    public boolean isMoreThan(Money other) {
        return micros > same(other).micros;
    }

    public boolean isNothing() {
        return micros == 0;
    }

    /** In units of the currency. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(micros, PLACES);
    }

    private Money same(Money other) {
        if (!other.currency.equals(currency)) {
            throw new IllegalArgumentException(this + " and " + other + " are money of two currencies");
        }
        return other;
    }

    /** For people, such as {@code 0.015 USD}. */
    @Override
    public String toString() {
        BigDecimal brief = amount().stripTrailingZeros();
        return brief.setScale(Math.max(brief.scale(), currency.getDefaultFractionDigits())).toPlainString() + " " + currency;
    }
}
