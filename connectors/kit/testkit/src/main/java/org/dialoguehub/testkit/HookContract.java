package org.dialoguehub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Hook;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.testkit.NetworkUnderTest.Work;
import org.junit.jupiter.api.Test;

/** What every {@link Hook} does. */
public interface HookContract extends ConnectorContract {
    /** The request with which the network tells, as it would sign it, of a note that somebody else has just said on it. */
    HookRequest telling(NetworkUnderTest network, ExternalId note);

    @Test
    default void hearsWhatTheNetworkTellsUnderTheKeyThatReceivingGives() {
        try (Stage stage = Stage.of(this)) {
            ExternalId note = stage.network().say("Thanks");

            HookAnswer answer = hear(stage, telling(stage.network(), note));

            assertThat(answer.status()).isBetween(200, 299);
            assertThat(answer.rings() || !answer.events().isEmpty()).as("something was heard").isTrue();
            if (stage.session() instanceof Receiver) {
                assertThat(stage.receiveAll(Cursor.START, 10)).extracting(Event::key).containsAll(keys(answer));
            }
        }
    }

    @Test
    default void hearsTheSameUnderTheSameKey() {
        try (Stage stage = Stage.of(this)) {
            HookRequest told = telling(stage.network(), stage.network().say("Thanks"));

            List<EventKey> keys = keys(hear(stage, told));

            assertThat(keys(hear(stage, told))).isEqualTo(keys);
            assertThat(keys).doesNotHaveDuplicates();
        }
    }

    @Test
    default void refusesWhatIsForged() {
        try (Stage stage = Stage.of(this)) {
            HookRequest told = telling(stage.network(), stage.network().say("Thanks"));
            byte[] longer = Arrays.copyOf(told.body(), told.body().length + 1);
            longer[longer.length - 1] = ' ';

            assertRefused(hear(stage, new HookRequest(told.method(), told.query(), told.headers(), longer)));
            assertRefused(hear(stage, new HookRequest(told.method(), told.query(), Map.of(), told.body())));
            assertRefused(hear(stage, new HookRequest("POST", Map.of(), Map.of(), new byte[0])));
        }
    }

    @Test
    default void asksNobodyWhileItHears() {
        try (Stage stage = Stage.of(this)) {
            HookRequest told = telling(stage.network(), stage.network().say("Thanks"));
            assumeTrue(stage.network().cause(NetworkUnderTest.Trouble.REFUSED, Work.READ), "The network is never away");

            assertThat(hear(stage, told).status()).isBetween(200, 299);
        }
    }

    private static void assertRefused(HookAnswer answer) {
        assertThat(answer.status()).as("status for a forgery").isBetween(400, 499);
    }

    private static List<EventKey> keys(HookAnswer answer) {
        return answer.events().stream().map(Event::key).toList();
    }

    private static HookAnswer hear(Stage stage, HookRequest request) {
        return Stage.calling(() -> stage.session(Hook.class).hear(request, stage.host().blobs()));
    }
}
