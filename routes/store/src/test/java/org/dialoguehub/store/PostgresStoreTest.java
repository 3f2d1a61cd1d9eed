package org.dialoguehub.store;

import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.dialoguehub.engine.Store;
import org.dialoguehub.engine.StoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Postgres.class)
@EnabledIfSystemProperty(named = "hub.postgres", matches = "true", disabledReason = "takes minutes; -Dhub.postgres=true runs it")
final class PostgresStoreTest implements StoreContract {
    private final DataSource source;
    private final Path folder;
    private Store store;

    PostgresStoreTest(DataSource source, @TempDir(factory = MigratedFolder.class) Path folder) {
        this.source = source;
        this.folder = folder;
        this.store = SqlStore.open(folder, source, InstantSource.system());
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public void reopen() {
        store.close();
        store = SqlStore.open(folder, source, InstantSource.system());
    }

    @AfterEach
    void close() {
        store.close();
    }
}
