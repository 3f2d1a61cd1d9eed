package org.dialoguehub.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.dialoguehub.broadcast.Casebook;
import org.dialoguehub.broadcast.Programme;
import org.dialoguehub.engine.Staging;
import org.dialoguehub.engine.Store;
import org.dialoguehub.engine.StoreException;
import org.dialoguehub.feed.FeedStore;
import org.dialoguehub.json.ActivityJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps everything on SQLite or PostgreSQL, and big bytes as files beside it. One hub at a time works with a database and with a folder; who comes second
 * gets a {@link StoreException} that says so.
 */
public final class SqlStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(SqlStore.class);

    /** How long after the last sign of life a hub on another machine is taken for dead. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final ActivityJson json = new ActivityJson();
    private final Activities activities = new Activities(json);
    private final FolderLock lock;
    private final Database database;
    private final Owner owner;
    private final BlobFolder blobs;
    private final ScheduledExecutorService signs;

    private SqlStore(FolderLock lock, Database database, Owner owner, BlobFolder blobs, ThreadFactory threads) {
        this.lock = lock;
        this.database = database;
        this.owner = owner;
        this.blobs = blobs;
        this.signs = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** Loads SQLite, so that opening is faster. If that fails, opening tells. */
    public static void warmUp() {
        SqliteFile.warmUp();
    }

    /**
     * Opens the store in a folder of its own, on SQLite in its file {@code hub.db}; makes what is missing.
     *
     * @throws StoreException if that cannot be done, since another hub works with the folder for instance
     */
    public static SqlStore open(Path folder, InstantSource clock) {
        return open(folder, SqliteFile.source(folder.resolve("hub.db")), clock);
    }

    /**
     * Opens the store in a database, on SQLite or PostgreSQL, which may hold tables of others: all of ours are named {@code hub_…}. Takes up to six
     * connections, and gives them back when it is closed.
     *
     * @param folder for big bytes
     * @throws StoreException if that cannot be done, since another hub works with the folder or the database for instance
     */
    public static SqlStore open(Path folder, DataSource source, InstantSource clock) {
        return open(folder, source, clock, LEASE);
    }

    static SqlStore open(Path folder, DataSource source, InstantSource clock, Duration lease) {
        FolderLock lock = FolderLock.take(folder);
        try {
            Dialect dialect = dialect(source);
            Migrations.run(source, dialect);
            return open(lock, folder, source, dialect, new Owner(Owner.here(folder), lease, clock), lease);
        } catch (IOException unusable) {
            lock.close();
            throw new StoreException("The folder " + folder + " cannot be used: " + unusable.getMessage(), unusable);
        } catch (RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    private static SqlStore open(
            FolderLock lock, Path folder, DataSource source, Dialect dialect, Owner owner, Duration lease)
            throws IOException {
        BlobFolder blobs = BlobFolder.open(folder.resolve("blobs"));
        ThreadFactory threads = Thread.ofPlatform().daemon().name("hub-store-", 1).factory();
        Database database = Database.open(source, dialect, owner::check, threads);
        try {
            owner.take(database);
        } catch (RuntimeException | Error failed) {
            database.close();
            throw failed;
        }
        var store = new SqlStore(lock, database, owner, blobs, threads);
        long third = lease.toMillis() / 3;
        var unused = store.signs.scheduleWithFixedDelay(store::sign, third, third, TimeUnit.MILLISECONDS);
        return store;
    }

    private static Dialect dialect(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return Dialect.of(connection);
        } catch (SQLException unreachable) {
            throw new StoreException("The database cannot be opened: " + unreachable.getMessage(), unreachable);
        }
    }

    @Override
    public <T> T write(Work<T> work) {
        return database.write(sql -> work.in(new SqlTransaction(sql, json, activities)));
    }

    @Override
    public <T> T read(Work<T> work) {
        return database.read(sql -> work.in(new SqlTransaction(sql, json, activities)));
    }

    @Override
    public Staging staging() {
        return new SqlStaging(blobs, database);
    }

    /** What the feed keeps, in the same database. */
    public FeedStore feed() {
        return new SqlFeedStore(database, json);
    }

    /** What is decided about conversations, in the same database. */
    public Casebook casebook() {
        return new SqlCasebook(database);
    }

    /** What broadcasts keep, in the same database. */
    public Programme programme() {
        return new SqlProgramme(database, json);
    }

    @Override
    public long epoch() {
        return owner.epoch();
    }

    /** Waits for what is under way. A second call does nothing. */
    @Override
    public void close() {
        signs.shutdownNow();
        try {
            owner.release(database);
        } catch (StoreException | IllegalStateException useless) {
            LOG.debug("The lease was not given back", useless);
        }
        database.close();
        lock.close();
    }

    private void sign() {
        try {
            owner.renew(database);
        } catch (RuntimeException failed) {
            LOG.warn("The lease of the database was not renewed: {}", failed.getMessage());
        }
    }
}
