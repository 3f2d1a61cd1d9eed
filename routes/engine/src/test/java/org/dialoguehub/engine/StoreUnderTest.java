package org.dialoguehub.engine;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a test of a store answers, to inherit the contracts.
 *
 * <p>The contracts hold for every store, and say where the ports leave a choice:
 *
 * <ul>
 *   <li>Ports do not ask each other: an id may stand in one before another knows it.
 *   <li>What must be new and is not, or must be there and is not, throws {@link IllegalStateException}.
 *   <li>Where a port names no order there is none.
 *   <li>Texts of up to 2,000 characters of any script are kept exactly, cursors and the state of what is ready up to some kilobytes; but no
 *       zero character, and no half of a surrogate pair. A reason may hold these, and loses nothing else.
 *   <li>Instants of the years 1 to 9999 are kept to the millisecond; what is finer may be cut off. Inside an activity they are kept to the
 *       nanosecond, and all of its text exactly.
 * </ul>
 */
public interface StoreUnderTest {
    /** The store of this test: empty when the test begins, and the same until {@link #reopen}. */
    Store store();

    /** Ends the life of the store, and begins the next on the same data; {@link #store} gives that from now on. */
    void reopen();

    default <T> T read(Function<Transaction, T> work) {
        return store().read(work::apply);
    }

    default void write(Consumer<Transaction> work) {
        store().write(in -> {
            work.accept(in);
            return true;
        });
    }
}
