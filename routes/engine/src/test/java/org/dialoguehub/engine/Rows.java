package org.dialoguehub.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table in memory. */
final class Rows<K, V> {
    private final Map<K, V> rows = new HashMap<>();
    private final Journal journal;

    Rows(Journal journal) {
        this.journal = journal;
    }

    Optional<V> get(K key) {
        journal.looking();
        return Optional.ofNullable(rows.get(key));
    }

    void put(K key, V value) {
        V before = rows.get(key);
        journal.changing(() -> restore(key, Optional.ofNullable(before)));
        rows.put(key, value);
    }

    void remove(K key) {
        V before = rows.get(key);
        journal.changing(() -> restore(key, Optional.ofNullable(before)));
        rows.remove(key);
    }

    /** Adds a row whose key must be new. */
    void add(K key, V value) {
        if (get(key).isPresent()) {
            throw new IllegalStateException("There is " + key + " already");
        }
        put(key, value);
    }

    /** A row that must be there. */
    V require(K key) {
        return get(key).orElseThrow(() -> new IllegalStateException("There is no " + key));
    }

    /** All rows, in no order. */
    List<Map.Entry<K, V>> all() {
        journal.looking();
        return rows.entrySet().stream().map(row -> Map.entry(row.getKey(), row.getValue())).toList();
    }

    private void restore(K key, Optional<V> before) {
        before.ifPresentOrElse(value -> rows.put(key, value), () -> rows.remove(key));
    }
}
