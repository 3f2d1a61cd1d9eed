package org.dialoguehub.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.broadcast.Broadcast;
import org.dialoguehub.broadcast.Programme;
import org.dialoguehub.broadcast.Run;
import org.dialoguehub.broadcast.Stage;
import org.dialoguehub.json.ActivityJson;

/** Each call in a transaction of its own. */
record SqlProgramme(Database database, ActivityJson json) implements Programme {
    private static final String RUNS = "SELECT broadcast, occurrence, slot, at, state, next, reason FROM hub_broadcast_runs ";

    @Override
    public boolean add(Broadcast broadcast) {
        return database.write(sql -> new BroadcastRows(sql, json).add(broadcast));
    }

    @Override
    public Optional<Broadcast> find(String key) {
        return database.read(sql -> new BroadcastRows(sql, json).find(key));
    }

    @Override
    public List<Broadcast> list(Set<Stage> stages, int skip, int most) {
        return database.read(sql -> found(sql, stages.stream()
                .flatMap(stage -> sql.list(SqlProgramme::changed,
                        "SELECT key, changed FROM hub_broadcasts WHERE stage = ? ORDER BY changed DESC LIMIT ?", stage, skip + most)
                        .stream())
                .sorted(Comparator.comparing(Changed::at).reversed().thenComparing(Changed::key))
                .skip(skip)
                .limit(most)
                .map(Changed::key)));
    }

    private record Changed(String key, Instant at) {}

    private static Changed changed(Row row) throws SQLException {
        return new Changed(row.name(), row.time());
    }

    private List<Broadcast> found(Sql sql, Stream<String> keys) {
        var rows = new BroadcastRows(sql, json);
        return keys.flatMap(key -> rows.find(key).stream()).toList();
    }

    @Override
    public boolean replace(Broadcast broadcast, List<Run> runs) {
        return database.write(sql -> runs.stream().noneMatch(run -> isTaken(sql, run))
                && new BroadcastRows(sql, json).replace(broadcast)
                && runs.stream().allMatch(run -> added(sql, run)));
    }

    private static boolean isTaken(Sql sql, Run run) {
        return run.slot().isPresent() && isTaken(sql, run.slot().get(), run.occurrence());
    }

    private static boolean isTaken(Sql sql, String plan, String occurrence) {
        return sql.first(Row::number, "SELECT 1 FROM hub_broadcast_runs WHERE slot = ? AND occurrence = ?", new Sql.Name(plan), occurrence)
                .isPresent();
    }

    private static boolean added(Sql sql, Run run) {
        sql.update(
                """
                INSERT INTO hub_broadcast_runs (broadcast, occurrence, slot, at, state, next, reason) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (broadcast, occurrence) DO NOTHING""",
                new Sql.Name(run.broadcast()),
                run.occurrence(),
                run.slot().map(Sql.Name::new),
                run.at(),
                run.state(),
                run.next(),
                run.reason());
        return true;
    }

    @Override
    public boolean withdraw(Broadcast broadcast) {
        return database.write(sql -> {
            boolean replaced = new BroadcastRows(sql, json).replace(broadcast);
            if (replaced) {
                sql.update("DELETE FROM hub_broadcast_runs WHERE broadcast = ? AND state = 'DUE'", new Sql.Name(broadcast.key()));
            }
            return replaced;
        });
    }

    @Override
    public List<Broadcast> recurring(Instant now, int most) {
        return database.read(sql -> found(sql, sql.list(
                Row::name, "SELECT key FROM hub_broadcasts WHERE next IS NOT NULL AND next <= ? ORDER BY next LIMIT ?", now, most)
                .stream()));
    }

    @Override
    public List<Run> due(Instant now, int most) {
        return database.read(sql -> sql.list(
                SqlProgramme::run, RUNS + "WHERE state = 'DUE' AND next <= ? ORDER BY next, broadcast LIMIT ?", now, most));
    }

    @Override
    public Optional<Instant> next() {
        return database.read(sql -> sql.first(
                Row::optionalTime,
                """
                SELECT MIN(next) FROM (
                    SELECT MIN(next) AS next FROM hub_broadcasts WHERE next IS NOT NULL
                    UNION ALL SELECT MIN(next) AS next FROM hub_broadcast_runs WHERE state = 'DUE') AS soonest""").orElseThrow());
    }

    @Override
    public void put(Run run) {
        database.write(sql -> sql.update(
                "UPDATE hub_broadcast_runs SET state = ?, next = ?, reason = ? WHERE broadcast = ? AND occurrence = ?",
                run.state(),
                run.next(),
                run.reason(),
                new Sql.Name(run.broadcast()),
                run.occurrence()));
    }

    @Override
    public List<Run> runs(String broadcast, int most) {
        return database.read(sql -> sql.list(
                SqlProgramme::run, RUNS + "WHERE broadcast = ? ORDER BY at DESC LIMIT ?", new Sql.Name(broadcast), most));
    }

    @Override
    public boolean taken(String plan, String occurrence) {
        return database.read(sql -> isTaken(sql, plan, occurrence));
    }

    private static Run run(Row row) throws SQLException {
        return new Run(row.name(), row.text(), row.optionalName(), row.time(), Run.State.valueOf(row.text()), row.time(), row.text());
    }
}
