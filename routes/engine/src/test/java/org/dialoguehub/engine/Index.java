package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Sorted entries under a key. */
final class Index<K, T extends Comparable<T>> {
    private final Map<K, NavigableSet<T>> entries = new HashMap<>();
    private final Journal journal;

    Index(Journal journal) {
        this.journal = journal;
    }

    void add(K key, T entry) {
        if (!of(key).contains(entry)) {
            journal.changing(() -> take(key, entry));
            put(key, entry);
        }
    }

    void remove(K key, T entry) {
        if (of(key).contains(entry)) {
            journal.changing(() -> put(key, entry));
            take(key, entry);
        }
    }

    Optional<T> first(K key) {
        return Optional.of(of(key)).filter(found -> !found.isEmpty()).map(NavigableSet::first);
    }

    Stream<T> ascending(K key) {
        return of(key).stream();
    }

    Stream<T> descending(K key) {
        return of(key).descendingSet().stream();
    }

    boolean contains(K key, T entry) {
        return of(key).contains(entry);
    }

    long count(K key) {
        return of(key).size();
    }

    /** The keys that have entries. */
    Set<K> keys() {
        journal.looking();
        return Set.copyOf(entries.keySet());
    }

    private NavigableSet<T> of(K key) {
        journal.looking();
        return entries.getOrDefault(key, Collections.emptyNavigableSet());
    }

    private void put(K key, T entry) {
        entries.computeIfAbsent(key, absent -> new TreeSet<>()).add(entry);
    }

    private void take(K key, T entry) {
        entries.computeIfPresent(key, (same, found) -> found.remove(entry) && found.isEmpty() ? null : found);
    }

    /** A row that has its time. */
    record At(Instant time, long id) implements Comparable<At> {
        private static final Comparator<At> ORDER = Comparator.comparing(At::time).thenComparingLong(At::id);

        @Override
        public int compareTo(At other) {
            return ORDER.compare(this, other);
        }
    }
}
