package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Listener;
import org.dialoguehub.connector.Session;
import org.junit.jupiter.api.Test;

/** What every {@link Listener} does. */
public interface ListenerContract extends ConnectorContract {
    @Test
    default void ringsWhenThereIsSomethingAndEndsWithTheSession() throws InterruptedException, TimeoutException {
        try (Stage stage = Stage.of(this)) {
            var rings = new Semaphore(0);
            Session session = stage.open();
            var listening = new FutureTask<>(() -> listen((Listener) session, rings));
            Thread.ofPlatform().name("listening").daemon().start(listening);

            boolean rung = false;
            for (int said = 0; said < 5 && !rung && !listening.isDone(); said++) { // the first may be said before anybody listens
                stage.network().say("note " + said);
                rung = rings.tryAcquire(1, TimeUnit.SECONDS);
            }
            assertThat(rung).as("the bell rings").isTrue();
            assertThat(listening.isDone()).as("has ended too early").isFalse();

            session.close();
            assertThat(listening.get(5, TimeUnit.SECONDS)).as("ends with the session").isNotNull();
        } catch (ExecutionException broken) {
            throw new AssertionError("Listening ends with a failure of a kind that the hub does not know", broken.getCause());
        }
    }

    private static String listen(Listener listener, Semaphore rings) {
        try {
            listener.listen(rings::release);
            return "returned";
        } catch (ConnectorException ended) {
            return ended.failure().toString();
        }
    }
}
