package org.dialoguehub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.ChannelId;
import org.junit.jupiter.api.Test;

final class MemoryStoreTest {
    private static final ChannelId MAIL = new ChannelId("c1");

    private final MemoryStore store = new MemoryStore(7);

    @Test
    void keepsWhatWasWrittenInTheNextLife() {
        write(store, "parents-mail");

        MemoryStore next = store.reopened();

        assertThat(next.epoch()).isEqualTo(8);
        assertThat(names(next)).containsOnly(Map.entry(MAIL, "parents-mail"));
    }

    @Test
    void refusesThoseWhoHoldAnEarlierLife() {
        MemoryStore next = store.reopened();

        assertThatThrownBy(() -> write(store, "parents-mail")).isInstanceOf(StoreException.class);
        assertThat(names(next)).isEmpty();
    }

    @Test
    void failsTheNextWritesAndKeepsNothingOfThem() {
        store.failNext(2);

        assertThatThrownBy(() -> write(store, "one")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> write(store, "two")).isInstanceOf(StoreException.class);
        write(store, "three");

        assertThat(names(store)).containsOnly(Map.entry(MAIL, "three"));
    }

    @Test
    void diesAfterSoManyWrites() {
        store.dieAfter(1);

        write(store, "one");

        assertThatThrownBy(() -> rename(store, "two")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.read(in -> in.channels().names())).isInstanceOf(StoreException.class);
        rename(store.reopened(), "three");
    }

    @Test
    void losesBigBlobsThatWereKeptWithoutASync() throws IOException {
        Staging staging = store.staging();
        BlobId small = staging.put(new ByteArrayInputStream(new byte[10])).id();
        BlobId big = staging.put(new ByteArrayInputStream(new byte[100_000])).id();
        store.write(in -> {
            in.keep(staging);
            return true;
        });

        Staging next = store.reopened().staging();

        next.open(small).close();
        assertThatThrownBy(() -> next.open(big)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesToBeCalledFromWithinWork() {
        assertThatThrownBy(() -> store.write(in -> store.read(again -> 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesChangesInWorkThatOnlyReads() {
        assertThatThrownBy(() -> store.read(in -> {
            in.channels().add(MAIL, "one");
            return 1;
        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(names(store)).isEmpty();
    }

    @Test
    void refusesATransactionThatIsOver() {
        Transaction over = store.write(in -> in);

        assertThatThrownBy(() -> over.channels().names()).isInstanceOf(IllegalStateException.class);
    }

    private static Map<ChannelId, String> names(MemoryStore store) {
        return store.read(in -> in.channels().names());
    }

    private static void write(MemoryStore store, String name) {
        store.write(in -> {
            in.channels().add(MAIL, name);
            return name;
        });
    }

    private static void rename(MemoryStore store, String name) {
        store.write(in -> {
            in.channels().rename(MAIL, name);
            return name;
        });
    }
}
