package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.junit.jupiter.api.Test;

final class IntakeTest {
    private static final int THREE_BATCHES = 450;
    private final Stage stage = new Stage(true);

    @Test
    void asksForEachBatchOnce() {
        tell(THREE_BATCHES);

        stage.receive();
        stage.receive();
        stage.receive();

        assertThat(stage.left.asked()).containsExactly(Cursor.START, new Cursor("200"), new Cursor("400"));
        assertThat(stage.left.kept()).containsExactly(new Cursor("200"), new Cursor("400"), new Cursor("450"));
        assertThat(takenIn()).isEqualTo(THREE_BATCHES);
    }

    @Test
    void asksAgainForWhatCouldNotBeStored() {
        tell(THREE_BATCHES);
        stage.store().failNext(1);

        assertThatThrownBy(stage::receive).isInstanceOf(StoreException.class);
        assertThat(takenIn()).isZero();
        assertThat(stage.left.kept()).isEmpty();
        stage.work();

        assertThat(stage.left.asked()).startsWith(Cursor.START, new Cursor("200"), Cursor.START, new Cursor("200"), new Cursor("400"));
        assertThat(takenIn()).isEqualTo(THREE_BATCHES);
    }

    @Test
    void keepsWhatCameBeforeTheNetworkFailed() {
        tell(THREE_BATCHES);
        stage.left.failReceiving(1, new ConnectorException(new Failure.Unreachable("away")));

        stage.receive();
        assertThat(takenIn()).isEqualTo(200);
        stage.receive();
        assertThat(takenIn()).isEqualTo(200);
        stage.work();

        assertThat(takenIn()).isEqualTo(THREE_BATCHES);
    }

    private void tell(int count) {
        IntStream.range(0, count).forEach(index -> stage.left.tell(Stage.create("m" + index, "Lane " + index)));
    }

    private int takenIn() {
        return stage.store()
                .read(transaction -> List.copyOf(transaction.inbox().latest(stage.outlet("left").id(), 1_000)))
                .size();
    }
}
