package org.dialoguehub.engine;

/**
 * Which of the deliveries of a channel that are due goes first: the smaller; of equal ones that which was planned first.
 *
 * <p>What is said to somebody, corrected or taken back goes before what is said to all. Of that, all first parts go before all second ones, so that no
 * long broadcast holds up a short one.
 *
 * @param value as the ledger keeps it
 */
public record Turn(int value) {
    private static final int TO_ALL = 1_000;

    static Turn of(boolean toAll, int part) {
        int place = Math.min(part, TO_ALL - 1);
        return new Turn(toAll ? TO_ALL + place : place);
    }

    /** Whether it is something new, said to nobody in particular. */
    boolean toAll() {
        return value >= TO_ALL;
    }
}
