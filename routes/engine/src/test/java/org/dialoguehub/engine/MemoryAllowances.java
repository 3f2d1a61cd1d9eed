package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Allowance;

final class MemoryAllowances implements Allowances {
    private final Rows<Key, Kept> rows;

    MemoryAllowances(Journal journal) {
        rows = new Rows<>(journal);
    }

    @Override
    public void put(String holder, Allowance allowance) {
        rows.put(new Key(holder, allowance.name()), new Kept(allowance, allowance.left()));
    }

    @Override
    public Taken take(String holder, Allowance whole, long wanted, Instant now) {
        var key = new Key(holder, whole.name());
        Optional<Kept> before = rows.get(key).filter(kept -> kept.allowance.until().isAfter(now));
        long left = before.map(kept -> kept.left + whole.of() - kept.allowance.of()).orElse(whole.of());
        long taken = Math.max(0, Math.min(wanted, left));
        rows.put(key, new Kept(whole, left - taken));
        return new Taken(taken, Math.max(0, left - taken));
    }

    @Override
    public List<Allowance> of(String holder) {
        return rows.all().stream()
                .filter(row -> row.getKey().holder.equals(holder))
                .map(Map.Entry::getValue)
                .map(kept -> new Allowance(
                        kept.allowance.name(),
                        kept.allowance.covers(),
                        false,
                        kept.left,
                        kept.allowance.of(),
                        kept.allowance.until()))
                .sorted(Comparator.comparing(Allowance::name))
                .toList();
    }

    private record Key(String holder, String name) {}

    /** @param left below zero if the whole has become less than what was taken of it */
    private record Kept(Allowance allowance, long left) {}
}
