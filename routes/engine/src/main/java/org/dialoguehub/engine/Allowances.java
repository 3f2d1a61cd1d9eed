package org.dialoguehub.engine;

import java.time.Instant;
import java.util.List;
import org.dialoguehub.connector.Allowance;

/** What networks still grant, by holder: a channel, or an account that several channels share. */
public interface Allowances {
    /** Puts what a network said in place of what was known under that name. */
    void put(String holder, Allowance allowance);

    /**
     * Takes some of an allowance that we count; begins anew when the time of the one that is known is over.
     *
     * @param whole what is granted until then; if it is more or less than was known of the same time, what was taken counts on
     * @param wanted how much, 1 or more
     * @return what could be taken, 0 to {@code wanted}, and what is left then
     */
    Taken take(String holder, Allowance whole, long wanted, Instant now);

    /** All that is known of a holder, by name; times that are over included. {@link Allowance#shared()} is not kept, and false. */
    List<Allowance> of(String holder);

    /** What was taken, and what is left. */
    record Taken(long taken, long left) {}
}
