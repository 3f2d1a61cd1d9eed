package org.dialoguehub.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.dialoguehub.engine.Queue;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.store.Sql.Name;

record SqlQueue(Sql sql) implements Queue {
    private static final String SELECT = "SELECT subscription, sequence, thread, attempts, next, reason FROM hub_queue item ";

    /** Of the same thread something earlier was tried in vain and waits until a time; few rows are such, and have an index of their own. */
    private static final String HELD = """
            EXISTS (SELECT 1 FROM hub_queue earlier WHERE earlier.subscription = item.subscription AND earlier.thread = item.thread
            AND earlier.sequence < item.sequence AND earlier.next > 0 AND earlier.dead = 0""";

    @Override
    public void subscribe(ChannelId channel, String subscription) {
        sql.update(
                """
                INSERT INTO hub_subscriptions (name, channel) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET channel = excluded.channel""",
                new Name(subscription),
                channel);
    }

    @Override
    public void unsubscribe(String subscription) {
        sql.update("DELETE FROM hub_queue WHERE subscription = ?", new Name(subscription));
        sql.update("DELETE FROM hub_subscriptions WHERE name = ?", new Name(subscription));
    }

    @Override
    public Set<String> subscriptions(ChannelId channel) {
        return new HashSet<>(sql.list(Row::name, "SELECT name FROM hub_subscriptions WHERE channel = ?", channel));
    }

    @Override
    public void put(String subscription, long sequence, NoteId thread) {
        sql.update(
                """
                INSERT INTO hub_queue (subscription, sequence, thread, attempts, next, dead, reason) VALUES (?, ?, ?, 0, 0, 0, '')
                ON CONFLICT (subscription, sequence) DO NOTHING""",
                new Name(subscription),
                sequence,
                thread);
    }

    @Override
    public List<Item> due(String subscription, Instant now, int limit) {
        return sql.list(
                SqlQueue::item,
                SELECT + "WHERE subscription = ? AND dead = 0 AND next <= ? AND NOT " + HELD
                        + " AND earlier.next > ?) ORDER BY sequence LIMIT ?",
                new Name(subscription),
                now,
                now,
                limit);
    }

    @Override
    public Optional<Instant> next(String subscription) {
        Optional<Instant> untried = sql.first(
                Row::time,
                "SELECT next FROM hub_queue item WHERE subscription = ? AND dead = 0 AND next = 0 AND NOT " + HELD
                        + ") ORDER BY sequence LIMIT 1",
                subscription);
        return untried.isPresent() ? untried : nextOfTried(subscription);
    }

    private Optional<Instant> nextOfTried(String subscription) {
        OptionalLong next = sql.first(
                Row::optionalNumber,
                "SELECT MIN(next) FROM hub_queue item WHERE subscription = ? AND dead = 0 AND next > 0 AND NOT " + HELD + ")",
                subscription)
                .orElseThrow();
        return next.isPresent() ? Optional.of(Times.instant(next.getAsLong())) : Optional.empty();
    }

    @Override
    public void done(String subscription, Collection<Long> sequences) {
        for (long sequence : sequences) {
            sql.update("DELETE FROM hub_queue WHERE subscription = ? AND sequence = ?", new Name(subscription), sequence);
        }
    }

    @Override
    public void later(Item item, Instant next, String reason) {
        sql.update(
                """
                UPDATE hub_queue SET attempts = ?, next = ?, reason = ?
                WHERE subscription = ? AND sequence = ? AND dead = 0""",
                item.attempts() + 1,
                next,
                reason,
                new Name(item.subscription()),
                item.sequence());
    }

    @Override
    public void dead(Item item, String reason) {
        sql.update(
                """
                UPDATE hub_queue SET attempts = ?, dead = 1, reason = ?
                WHERE subscription = ? AND sequence = ? AND dead = 0""",
                item.attempts() + 1,
                reason,
                new Name(item.subscription()),
                item.sequence());
    }

    @Override
    public List<Item> dead(int limit) {
        return sql.list(SqlQueue::item, SELECT + "WHERE dead = 1 ORDER BY sequence DESC, subscription LIMIT ?", limit);
    }

    @Override
    public boolean revive(String subscription, long sequence, Instant now) {
        return sql.update(
                """
                        UPDATE hub_queue SET attempts = 0, next = ?, dead = 0, reason = ''
                        WHERE subscription = ? AND sequence = ? AND dead = 1""",
                now,
                new Name(subscription),
                sequence) == 1;
    }

    @Override
    public Map<String, Long> waiting() {
        return sql.list(
                row -> Map.entry(row.name(), row.number()),
                """
                        SELECT name, (SELECT COUNT(*) FROM hub_queue WHERE subscription = name AND dead = 0)
                        FROM hub_subscriptions""")
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Item item(Row row) throws SQLException {
        return new Item(row.name(), row.number(), new NoteId(row.name()), row.small(), row.time(), row.text());
    }
}
