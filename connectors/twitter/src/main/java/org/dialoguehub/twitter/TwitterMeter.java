package org.dialoguehub.twitter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Money;

/**
 * What reading costs, and what is left of X's quotas: told to the hub. What was read already on a day costs nothing more; after a restart it is counted
 * again, rather too much than too little. Safe for use by several threads.
 */
final class TwitterMeter {
    /** So many ids need a few megabytes. */
    private static final int MOST_REMEMBERED = 20_000;

    private final Host host;
    private final Set<String> read = new HashSet<>();
    private LocalDate day = LocalDate.MIN;

    TwitterMeter(Host host) {
        this.host = host;
    }

    /** These posts, or users, were read. */
    void read(Collection<String> ids, Money each) {
        int fresh = fresh(ids);
        if (fresh > 0) {
            host.budget().spent(each.times(fresh));
        }
    }

    /** A file got a text for those who cannot see it. */
    void described() {
        host.budget().spent(TwitterPrice.DESCRIPTION);
    }

    private synchronized int fresh(Collection<String> ids) {
        LocalDate today = host.clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
        if (!today.equals(day) || read.size() > MOST_REMEMBERED) {
            day = today;
            read.clear();
        }
        return (int) ids.stream().filter(read::add).count();
    }

    /**
     * The headers of an answer: windows of a quarter of an hour for each user, and of a day for each user and the app.
     *
     * @param what was asked for, such as {@code posts}
     */
    void headers(String what, Covers covers, Function<String, Optional<String>> header) {
        left("x-rate-limit-", what + " in 15 minutes", covers, false, header);
        left("x-user-limit-24hour-", what + " in 24 hours", covers, false, header);
        left("x-app-limit-24hour-", what + " of the app in 24 hours", covers, true, header);
    }

    private void left(String prefix, String name, Covers covers, boolean shared, Function<String, Optional<String>> header) {
        Optional<Long> limit = number(header.apply(prefix + "limit"));
        Optional<Long> remaining = number(header.apply(prefix + "remaining"));
        Optional<Long> reset = number(header.apply(prefix + "reset"));
        if (limit.isPresent() && remaining.isPresent() && reset.isPresent()) {
            Instant until = TwitterApi.until(reset.get(), header, host.clock().instant());
            host.budget().left(new Allowance(name, covers, shared, remaining.get(), limit.get(), until));
        }
    }

    private static Optional<Long> number(Optional<String> text) {
        return text.filter(digits -> digits.matches("[0-9]{1,11}")).map(Long::valueOf);
    }
}
