package org.dialoguehub.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.connector.Budget;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.Money;
import org.dialoguehub.engine.Spending.Bill;

/**
 * What a channel may spend: the money of its account, up to the channel's limit for the month, and the allowances of its network. Months are those of UTC.
 * Safe for use by several threads.
 */
final class Purse implements Budget {
    private final Store store;
    private final InstantSource clock;
    private final ChannelSetup setup;
    private final String account;
    private final Holdings own;
    private final Holdings shared;
    private volatile Optional<Hold> noReading = Optional.empty();
    private volatile Optional<Hold> noSending = Optional.empty();

    /**
     * @param account who pays
     * @param own what is granted to this channel alone
     * @param shared what is granted to the account
     */
    Purse(Store store, InstantSource clock, ChannelSetup setup, String account, Holdings own, Holdings shared) {
        this.store = store;
        this.clock = clock;
        this.setup = setup;
        this.account = account;
        this.own = own;
        this.shared = shared;
    }

    /** Something is used up until then. */
    record Hold(Instant until, String reason) {
        boolean holds(Instant now) {
            return until.isAfter(now);
        }
    }

    @Override
    public void left(Allowance allowance) {
        holder(allowance).put(allowance, clock.instant());
    }

    @Override
    public boolean take(Allowance whole) {
        return holder(whole).take(whole, clock.instant());
    }

    private Holdings holder(Allowance allowance) {
        return allowance.shared() ? shared : own;
    }

    @Override
    public void spent(Money money) {
        if (!money.isNothing()) {
            store.write(transaction -> {
                transaction.spending().add(bill(clock.instant()), money);
                return true;
            });
        }
    }

    /** What a use of a capability costs: what was told of this one, else what it can cost at most. */
    Optional<Money> price(Capability use, Optional<Money> told) {
        return told.or(() -> Optional.ofNullable(prices().get(use))).filter(price -> !price.isNothing());
    }

    /**
     * Books an attempt in the transaction that arms it.
     *
     * @return until when it must wait if there is not enough money
     */
    Optional<Hold> book(Transaction transaction, Delivery delivery, int attempt, Money price, Instant now) {
        Money limit = setup.limit().orElse(new Money(Long.MAX_VALUE, price.currency()));
        if (transaction.spending().book(delivery.id(), attempt, bill(now), price, limit)) {
            return Optional.empty();
        }
        return lacking("It costs " + price, transaction.spending().spent(bill(now), price.currency()), limit, now);
    }

    /** Why a use of a capability need not even be prepared: it costs something, and nothing is left at all. */
    Optional<Hold> empty(Capability use, Instant now) {
        return setup.limit()
                .filter(limit -> isEmpty(use, now))
                .flatMap(limit -> lacking("It costs something", spent(limit, now), limit, now));
    }

    /** Whether a use of a capability costs something, and nothing is left at all. */
    boolean isEmpty(Capability use, Instant now) {
        return price(use, Optional.empty()).isPresent()
                && setup.limit().filter(limit -> !limit.isMoreThan(spent(limit, now))).isPresent();
    }

    private Optional<Hold> lacking(String what, Money spent, Money limit, Instant now) {
        noSending = Optional.of(new Hold(nextMonth(now), what + ", and " + spent + " of " + limit + " are spent this month. It waits until "
                + nextMonth(now) + ", or until 'monthly-limit' of '" + setup.name() + "' is raised"));
        return noSending;
    }

    private Money spent(Money limit, Instant now) {
        return store.read(transaction -> transaction.spending().spent(bill(now), limit.currency()));
    }

    /** Why nothing is sent now, if no allowance is left for it. */
    Optional<Hold> sending(Instant now) {
        return usedUp(Covers.SENDING, now);
    }

    /** Why nothing is asked now: no allowance is left for it, or asking might take the last of the money, which is for what is to be sent. */
    Optional<Hold> reading(Instant now) {
        noReading = usedUp(Covers.READING, now).or(() -> tooDear(now));
        return noReading;
    }

    private Optional<Hold> usedUp(Covers what, Instant now) {
        return Stream.of(own, shared)
                .flatMap(holdings -> holdings.usedUp(what, now).stream())
                .max((one, other) -> one.until().compareTo(other.until()))
                .map(allowance -> new Hold(allowance.until(),
                        "Of its " + allowance.of() + " " + allowance.name() + " none is left until " + allowance.until()));
    }

    private Optional<Hold> tooDear(Instant now) {
        Optional<Money> price = price(Capability.RECEIVE, Optional.empty());
        if (price.isEmpty() || setup.limit().isEmpty()) {
            return Optional.empty();
        }
        Money limit = setup.limit().get();
        Money spent = spent(limit, now);
        return spent.plus(price.get()).isMoreThan(limit)
                ? Optional.of(new Hold(nextMonth(now),
                        "It asks for no news: that may cost " + price.get() + ", and " + spent + " of " + limit
                                + " are spent this month. It asks again on " + nextMonth(now) + ", or once 'monthly-limit' is raised"))
                : Optional.empty();
    }

    /** What is put off now, for the operator. Asks nobody, so that it is known even if the store fails. */
    List<String> shortages(Instant now) {
        return Stream.of(sending(now), noReading, noSending)
                .flatMap(Optional::stream)
                .filter(hold -> hold.holds(now))
                .map(Hold::reason)
                .distinct()
                .toList();
    }

    Means means(Transaction transaction, Instant now) {
        Optional<Currency> currency = setup.connector().spec().currency();
        return new Means(
                currency.map(known -> transaction.spending().spent(bill(now), known)),
                setup.limit(),
                Stream.of(own, shared).distinct().flatMap(holdings -> holdings.all(now).stream()).toList(),
                shortages(now));
    }

    private Map<Capability, Money> prices() {
        return setup.connector().spec().prices();
    }

    private Bill bill(Instant now) {
        return new Bill(account, month(now));
    }

    private static YearMonth month(Instant now) {
        return YearMonth.from(now.atZone(ZoneOffset.UTC));
    }

    private static Instant nextMonth(Instant now) {
        return month(now).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
