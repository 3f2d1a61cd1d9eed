package org.dialoguehub.linkedin;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;

/** Counts the calls of a session by the day, as LinkedIn does, since no header tells how many are left. Safe for use by several threads. */
final class LinkedInQuota {
    private final InstantSource clock;
    private final Optional<Integer> most;
    private LocalDate day = LocalDate.MIN;
    private int calls;

    /**
     * @param most calls a day; without it none is refused here
     */
    LinkedInQuota(InstantSource clock, Optional<Integer> most) {
        this.clock = clock;
        this.most = most;
    }

    synchronized void take() throws ConnectorException {
        Instant now = clock.instant();
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (!today.equals(day)) {
            day = today;
            calls = 0;
        }
        if (most.filter(limit -> calls >= limit).isPresent()) {
            throw new ConnectorException(new Failure.Throttled(midnight(now),
                    "The " + calls + " calls of today, as set by 'calls-a-day', are used up until midnight UTC"));
        }
        calls++;
    }

    /** When LinkedIn begins to count anew. */
    static Instant midnight(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
