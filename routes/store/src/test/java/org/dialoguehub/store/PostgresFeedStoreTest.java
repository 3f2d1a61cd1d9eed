package org.dialoguehub.store;

import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.dialoguehub.feed.FeedStore;
import org.dialoguehub.feed.FeedStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Postgres.class)
final class PostgresFeedStoreTest implements FeedStoreContract {
    private final SqlStore opened;
    private final FeedStore store;

    PostgresFeedStoreTest(DataSource source, @TempDir(factory = MigratedFolder.class) Path folder) {
        opened = SqlStore.open(folder, source, InstantSource.system());
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
