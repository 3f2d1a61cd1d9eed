package org.dialoguehub.hub;

import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.dialoguehub.broadcast.Casebook;
import org.dialoguehub.broadcast.Programme;
import org.dialoguehub.engine.Store;
import org.dialoguehub.feed.FeedStore;
import org.dialoguehub.store.SqlStore;

/** Where a hub keeps what it must not forget. The hub closes it. */
public record Storage(Store store, FeedStore feed, Programme programme, Casebook casebook) {
    /** Loads SQLite ahead of need. Takes a tenth of a second, in which another thread may do other things; nothing depends on it. */
    public static void warmUp() {
        SqlStore.warmUp();
    }

    /** In a folder of its own, on SQLite. */
    public static Storage in(Path folder, InstantSource clock) {
        SqlStore store = SqlStore.open(folder, clock);
        return new Storage(store, store.feed(), store.programme(), store.casebook());
    }

    /** In a database of yours, SQLite or PostgreSQL, with big attachments in a folder. */
    public static Storage in(DataSource database, Path folder, InstantSource clock) {
        SqlStore store = SqlStore.open(folder, database, clock);
        return new Storage(store, store.feed(), store.programme(), store.casebook());
    }
}
