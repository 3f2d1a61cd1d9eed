package org.dialoguehub.engine;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a test of a store answers, to inherit the contracts.
 *
 * <p>The contracts hold for every store, and say where the ports leave a choice: ports do not ask each other, so that an id may stand in one before another
 * knows it; what must be new and is not throws {@link IllegalStateException}, and what must be there and is not, too; where a port names no order there is
 * none. Texts are kept exactly up to 2,000 characters of any script, but no zero character, nor half a surrogate pair; a reason loses those at most.
 * Instants of the years 1 to 9999 are kept to the millisecond, what is finer may be cut off; inside an activity they are kept to the nanosecond.
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
