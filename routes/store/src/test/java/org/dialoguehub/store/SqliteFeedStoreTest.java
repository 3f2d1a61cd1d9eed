package org.dialoguehub.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.dialoguehub.feed.FeedStore;
import org.dialoguehub.feed.FeedStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFeedStoreTest implements FeedStoreContract {
    private final SqlStore opened;
    private final FeedStore store;

    SqliteFeedStoreTest(@TempDir(factory = MigratedFolder.class) Path folder) {
        opened = SqlStore.open(folder, InstantSource.system());
        store = opened.feed();
    }

    @Override
    public FeedStore store() {
        return store;
    }

    @AfterEach
    void close() {
        opened.close();
    }
}
