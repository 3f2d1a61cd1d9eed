package org.dialoguehub.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dialoguehub.connector.ConnectorException;

/** Calls a session on a thread of its own, and watches it: a connector neither sleeps nor waits. */
final class Calling {
    private static final Duration GLANCE = Duration.ofMillis(20);

    private Calling() {}

    static <T> T of(Stage.Call<T> call, Duration patience) {
        var task = new FutureTask<T>(call::run);
        Thread thread = Thread.ofPlatform().name("calling").daemon().start(task);
        try {
            for (long glances = patience.dividedBy(GLANCE); glances > 0; glances--) {
                try {
                    return task.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException stillBusy) {
                    requireAwake(thread);
                }
            }
            throw new AssertionError("The call has not returned after " + patience + ": " + Arrays.toString(thread.getStackTrace()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw thrownOn(Objects.requireNonNull(failed.getCause()));
        } finally {
            thread.interrupt();
        }
    }

    private static void requireAwake(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals("java.lang.Thread") && frame.getMethodName().startsWith("sleep")) {
                throw new AssertionError("The connector sleeps; to wait is the hub's work: " + Arrays.toString(thread.getStackTrace()));
            }
        }
    }

    private static RuntimeException thrownOn(Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            case ConnectorException failed -> new UnexpectedFailure(failed);
            default -> new IllegalStateException(cause);
        };
    }

    /** A failure where none was called for. */
    static final class UnexpectedFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnexpectedFailure(ConnectorException failed) {
            super("The call failed: " + failed.failure(), failed);
        }
    }
}
