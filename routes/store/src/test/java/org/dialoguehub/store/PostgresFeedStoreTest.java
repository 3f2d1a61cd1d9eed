package org.dialoguehub.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.InstantSource;
import org.dialoguehub.feed.FeedStore;
import org.dialoguehub.feed.FeedStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Postgres.class)
final class PostgresFeedStoreTest implements FeedStoreContract {
    private final HikariDataSource source;
    private final SqlStore opened;
    private final FeedStore store;

    PostgresFeedStoreTest(HikariDataSource source, @TempDir(factory = MigratedFolder.class) Path folder) {
        this.source = source;
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
        source.close();
    }
}
