package org.dialoguehub.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.dialoguehub.engine.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that one hub at a time works with a database. Its row says who, until when that one is surely alive, and how many there have been; every
 * commit looks whether it is still ours.
 *
 * <p>Whether another hub lives is told by its lease growing, not by comparing clocks: those of two machines may differ, and any may jump.
 */
final class Owner {
    private static final Logger LOG = LoggerFactory.getLogger(Owner.class);

    private final String name;
    private final Duration lease;
    private final InstantSource clock;
    private volatile long epoch;

    /**
     * @param name the machine and the folder: if the row has the same, the lock on the folder proves that its hub is dead
     * @param lease how long after its last sign of life a hub elsewhere is taken for dead
     */
    Owner(String name, Duration lease, InstantSource clock) {
        this.name = name;
        this.lease = lease;
        this.clock = clock;
    }

    /** The name of a hub with that folder on this machine; another one after each start of the machine, where that can be told. */
    static String here(Path folder) {
        Path machine = Path.of("/proc/sys/kernel/random/boot_id");
        try {
            return (Files.exists(machine) ? Files.readString(machine).strip() : "here") + " " + folder.toRealPath();
        } catch (IOException unreadable) {
            throw new StoreException("The folder " + folder + " cannot be used: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Makes the database ours; waits for a lease to end if another hub has one and seems dead. */
    void take(Database database) {
        awaitDeath(database);
        epoch = database.write(sql -> {
            sql.update("UPDATE hub_owner SET owner = ?, epoch = epoch + 1 WHERE id = 1", name);
            prolong(sql);
            return sql.first(Row::number, "SELECT epoch FROM hub_owner WHERE id = 1").orElseThrow();
        });
    }

    /** A sign of life. Due at least every third of the lease. */
    void renew(Database database) {
        database.write(this::prolong);
    }

    /** Lets the next one begin at once. */
    void release(Database database) {
        database.write(sql -> sql.update("UPDATE hub_owner SET lease = 0 WHERE id = 1"));
    }

    /** Fails if the database is no longer ours. */
    void check(Sql sql) {
        long mine = epoch;
        Life life = sql.first(Life::read, sql.dialect().lockOwner()).orElseThrow();
        if (mine != 0 && life.epoch != mine) {
            String message = "Another hub (" + life.owner + ") has taken over the database; stop this one";
            throw new StoreException(message, new IllegalStateException("Life " + life.epoch + " after " + mine));
        }
    }

    long epoch() {
        return epoch;
    }

    /** The lease grows even if the clock was set back, so that others see the sign of life. */
    private int prolong(Sql sql) {
        return sql.update(
                "UPDATE hub_owner SET lease = CASE WHEN lease < ? THEN ? ELSE lease + 1 END WHERE id = 1",
                clock.instant().plus(lease),
                clock.instant().plus(lease));
    }

    private void awaitDeath(Database database) {
        Other first = other(database);
        if (first.lease == 0 || first.owner.equals(name)) {
            return;
        }
        LOG.info("Another hub ({}) had the database last; waiting {} for a sign of life of it", first.owner, lease);
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < lease.toNanos()) {
            LockSupport.parkNanos(lease.dividedBy(20).toNanos());
            Other now = other(database);
            if (now.lease != first.lease && now.lease != 0) {
                String message = "Another hub (" + now.owner
                        + ") works with this database; stop it, or give this one a database of its own";
                throw new StoreException(message, new IllegalStateException("Its lease was renewed"));
            }
        }
    }

    private static Other other(Database database) {
        return database.read(sql -> sql.first(
                row -> new Other(row.text(), row.number()), "SELECT owner, lease FROM hub_owner WHERE id = 1")
                .orElseThrow());
    }

    private record Life(long epoch, String owner) {
        static Life read(Row row) throws SQLException {
            return new Life(row.number(), row.text());
        }
    }

    private record Other(String owner, long lease) {}
}
