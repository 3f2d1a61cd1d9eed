package org.dialoguehub.linkedin;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.connector.Budget;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;

/**
 * Counts the calls of an app by the day, as LinkedIn does, since no header tells how many are left. The hub keeps the count through restarts.
 *
 * @param most calls a day; without it none is refused here
 */
record LinkedInQuota(Budget budget, InstantSource clock, Optional<Integer> most) {
    void take() throws ConnectorException {
        if (most.isEmpty()) {
            return;
        }
        long limit = most.get();
        Instant midnight = midnight(clock.instant());
        if (!budget.take(new Allowance("calls a day", Covers.EVERYTHING, true, limit, limit, midnight))) {
            throw new ConnectorException(new Failure.Throttled(midnight,
                    "The " + limit + " calls of today, as set by 'calls-a-day', are used up until midnight UTC"));
        }
    }

    /** When LinkedIn begins to count anew. */
    static Instant midnight(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
