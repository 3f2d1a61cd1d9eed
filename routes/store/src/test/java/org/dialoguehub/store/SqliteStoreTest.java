package org.dialoguehub.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.dialoguehub.engine.Store;
import org.dialoguehub.engine.StoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest implements StoreContract {
    private final Path folder;
    private Store store;

    SqliteStoreTest(@TempDir(factory = MigratedFolder.class) Path folder) {
        this.folder = folder;
        this.store = SqlStore.open(folder, InstantSource.system());
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public void reopen() {
        store.close();
        store = SqlStore.open(folder, InstantSource.system());
    }

    @AfterEach
    void close() {
        store.close();
    }
}
