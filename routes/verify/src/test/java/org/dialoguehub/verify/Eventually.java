package org.dialoguehub.verify;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for what other threads bring about. */
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long PAUSE = 50;

    private Eventually() {}

    /** Until it is so, or patience is at its end; then the assertion's own failure tells what is missing. */
    static void holds(ThrowingCallable assertion) throws Exception {
        holds(PATIENCE, assertion);
    }

    static void holds(Duration patience, ThrowingCallable assertion) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError | Exception notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            } catch (Throwable broken) {
                throw new AssertionError(broken);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE);
        }
    }

    /** Until it is so; false if patience is at its end. */
    static boolean is(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE);
        }
        return true;
    }
}
