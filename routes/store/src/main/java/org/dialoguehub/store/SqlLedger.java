package org.dialoguehub.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dialoguehub.engine.Delivery;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Ledger;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

record SqlLedger(Sql sql, DeliveryRow rows) implements Ledger {
    /** What is planned last leads its lane if nobody else in it is alive. */
    private static final String PLAN = "INSERT INTO hub_ledger (" + DeliveryRow.COLUMNS + ", alive, head) VALUES (" + DeliveryRow.MARKS
            + """
            , ?, CASE WHEN ? = 1 AND NOT EXISTS (
                SELECT 1 FROM hub_ledger WHERE channel = ? AND thread = ? AND alive = 1) THEN 1 ELSE 0 END)
            ON CONFLICT (source, rule, channel, action, part) DO NOTHING RETURNING id""";

    SqlLedger(Sql sql, Activities activities) {
        this(sql, new DeliveryRow(activities));
    }

    @Override
    public Delivery plan(Delivery delivery) {
        OptionalLong id = sql.insert(PLAN, rows.values(delivery, leads(delivery.state()), delivery.channel(), delivery.thread()));
        return id.isEmpty()
                ? find(delivery.key()).orElseThrow()
                : DeliveryRow.numbered(delivery, id.getAsLong());
    }

    @Override
    public Optional<Delivery> find(long id) {
        return sql.first(rows::delivery, DeliveryRow.SELECT + "WHERE id = ?", id);
    }

    @Override
    public Optional<Delivery> find(Delivery.Key key) {
        return sql.first(
                rows::delivery,
                DeliveryRow.SELECT + "WHERE source = ? AND rule = ? AND channel = ? AND action = ? AND part = ?",
                key.source(),
                new Sql.Name(key.rule()),
                key.channel(),
                key.action(),
                key.part());
    }

    @Override
    public List<Delivery> expecting(ChannelId channel, Collection<ExternalId> expected) {
        return sql
                .among(
                        rows::delivery,
                        DeliveryRow.SELECT + "WHERE channel = ? AND expected IS NOT NULL AND expected IN (*)",
                        expected.stream().toList(),
                        channel)
                .stream()
                .sorted(Comparator.comparingLong(Delivery::id))
                .toList();
    }

    @Override
    public List<Delivery> of(NoteId note, ChannelId channel) {
        return sql.list(
                rows::delivery, DeliveryRow.SELECT + "WHERE note = ? AND channel = ? ORDER BY id", note, channel);
    }

    @Override
    public List<Delivery> of(NoteId note) {
        return sql.list(rows::delivery, DeliveryRow.SELECT + "WHERE note = ?", note).stream()
                .sorted(Comparator.comparingLong(Delivery::id))
                .toList();
    }

    @Override
    public List<Delivery> because(long source) {
        return sql.list(rows::delivery, DeliveryRow.SELECT + "WHERE source = ? ORDER BY id", source);
    }

    @Override
    public List<Delivery> inDoubt(ChannelId channel, String fingerprint) {
        return sql.list(
                rows::delivery,
                DeliveryRow.SELECT + "WHERE channel = ? AND fingerprint = ? AND state IN ('ARMED', 'UNCERTAIN') ORDER BY id",
                channel,
                new Sql.Name(fingerprint));
    }

    @Override
    public List<Delivery> due(ChannelId channel, Instant now, int limit) {
        return sql.list(
                rows::delivery,
                DeliveryRow.SELECT + "WHERE channel = ? AND head = 1 AND next <= ? ORDER BY turn, id LIMIT ?",
                channel,
                now,
                limit);
    }

    @Override
    public List<Delivery> doubtful(ChannelId channel, Instant now, int limit) {
        return sql.list(
                rows::delivery,
                DeliveryRow.SELECT + "WHERE channel = ? AND state = 'UNCERTAIN' AND next <= ? ORDER BY next, id LIMIT ?",
                channel,
                now,
                limit);
    }

    @Override
    public Optional<Instant> next(ChannelId channel) {
        return sql
                .first(
                        Row::optionalTime,
                        """
                        SELECT MIN(next) FROM (
                            SELECT MIN(next) AS next FROM hub_ledger WHERE channel = ? AND head = 1
                            UNION ALL SELECT MIN(next) AS next FROM hub_ledger WHERE channel = ? AND state = 'UNCERTAIN') AS soonest""",
                        channel,
                        channel)
                .orElseThrow();
    }

    @Override
    public List<Delivery> orphans(long epoch, Instant now, int limit) {
        return sql.list(
                rows::delivery,
                DeliveryRow.SELECT + "WHERE state = 'ARMED' AND (epoch < ? OR next <= ?) ORDER BY id LIMIT ?",
                epoch,
                now,
                limit);
    }

    @Override
    public List<Delivery> overdue(Instant now, int limit) {
        return sql.list(
                rows::delivery, DeliveryRow.SELECT + "WHERE alive = 1 AND deadline <= ? ORDER BY deadline, id LIMIT ?", now, limit);
    }

    @Override
    public boolean replace(Delivery delivery) {
        int replaced = sql.update(
                "UPDATE hub_ledger SET " + DeliveryRow.ASSIGNMENTS
                        + ", alive = ?, head = 0, version = version + 1 WHERE id = ? AND version = ?",
                rows.changes(delivery));
        if (replaced == 1) {
            chooseHead(delivery);
        }
        return replaced == 1;
    }

    /**
     * The first of a lane that is alive leads it, if it is still to be sent. When one delivery of the lane has changed, whoever led before is the first or
     * the second now.
     */
    private void chooseHead(Delivery delivery) {
        List<Place> front = sql.list(
                row -> new Place(row.number(), State.valueOf(row.text()), row.truth()),
                "SELECT id, state, head FROM hub_ledger WHERE channel = ? AND thread = ? AND alive = 1 ORDER BY id LIMIT 2",
                delivery.channel(),
                delivery.thread());
        for (Place place : front) {
            boolean leads = place.equals(front.getFirst()) && leads(place.state);
            if (leads != place.head) {
                sql.update("UPDATE hub_ledger SET head = ? WHERE id = ?", leads, place.id);
            }
        }
    }

    /** Whether a delivery leads its lane while it is the first in it. */
    private static boolean leads(State state) {
        return state == State.WAITING || state == State.PLANNED;
    }

    @Override
    public void wake(ChannelId channel, Instant now) {
        sql.update(
                "UPDATE hub_ledger SET next = ?, version = version + 1 WHERE channel = ? AND alive = 1 AND state = 'WAITING'",
                now,
                channel);
    }

    @Override
    public List<Delivery> list(Set<State> states, long before, int limit) {
        return states.stream()
                .flatMap(state -> sql
                        .list(rows::delivery, DeliveryRow.SELECT + "WHERE state = ? AND id < ? ORDER BY id DESC LIMIT ?", state, before,
                                limit)
                        .stream())
                .sorted(Comparator.comparingLong(Delivery::id).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Map<ChannelId, Map<State, Long>> counts() {
        var counts = new HashMap<ChannelId, Map<State, Long>>();
        sql.list(
                row -> new Count(new ChannelId(row.name()), State.valueOf(row.text()), row.number()),
                """
                        SELECT channel, state, COUNT(*) FROM hub_ledger WHERE alive = 1 GROUP BY channel, state
                        UNION ALL SELECT channel, state, COUNT(*) FROM hub_ledger WHERE state = 'REJECTED' GROUP BY channel, state""")
                .forEach(count -> counts.computeIfAbsent(count.channel, channel -> new EnumMap<>(State.class))
                        .put(count.state, count.number));
        return counts;
    }

    private record Place(long id, State state, boolean head) {}

    private record Count(ChannelId channel, State state, long number) {}
}
