package org.dialoguehub.store;

import java.time.Instant;
import java.util.List;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Allowance.Covers;
import org.dialoguehub.engine.Allowances;

record SqlAllowances(Sql sql) implements Allowances {
    private static final String ADD =
            "INSERT INTO hub_allowances (holder, name, covers, remaining, total, until) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (holder, name) DO UPDATE SET ";

    @Override
    public void put(String holder, Allowance allowance) {
        sql.update(
                ADD + "covers = excluded.covers, remaining = excluded.remaining, total = excluded.total, until = excluded.until",
                values(holder, allowance));
    }

    /** The first statement locks the row, so that nobody takes of it until the transaction ends. */
    @Override
    public Taken take(String holder, Allowance whole, long wanted, Instant now) {
        Object[] values = values(holder, whole.left(whole.of()));
        sql.update(
                ADD + """
                        covers = excluded.covers, total = excluded.total, until = excluded.until, remaining = CASE
                            WHEN hub_allowances.until <= ? THEN excluded.total
                            ELSE hub_allowances.remaining + excluded.total - hub_allowances.total END""",
                values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                now);
        long left = sql.first(
                Row::number,
                "SELECT remaining FROM hub_allowances WHERE holder = ? AND name = ?",
                new Sql.Name(holder),
                new Sql.Name(whole.name())).orElseThrow();
        long taken = Math.max(0, Math.min(wanted, left));
        sql.update(
                "UPDATE hub_allowances SET remaining = remaining - ? WHERE holder = ? AND name = ?",
                taken,
                new Sql.Name(holder),
                new Sql.Name(whole.name()));
        return new Taken(taken, Math.max(0, left - taken));
    }

    @Override
    public List<Allowance> of(String holder) {
        return sql.list(
                row -> new Allowance(
                        row.name(), Covers.valueOf(row.text()), false, row.number(), row.number(), row.time()),
                "SELECT name, covers, remaining, total, until FROM hub_allowances WHERE holder = ? ORDER BY name",
                new Sql.Name(holder));
    }

    private static Object[] values(String holder, Allowance allowance) {
        return new Object[]{
                new Sql.Name(holder), new Sql.Name(allowance.name()), allowance.covers(), allowance.left(), allowance.of(),
                allowance.until()};
    }
}
