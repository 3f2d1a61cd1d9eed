package org.dialoguehub.engine;

/** Gives 1, 2, 3 and so on; those of a failed writer are given again. */
final class Numbers {
    private final Journal journal;
    private long last;

    Numbers(Journal journal) {
        this.journal = journal;
    }

    long next() {
        journal.changing(() -> last--);
        return ++last;
    }
}
