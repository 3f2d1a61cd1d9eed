package org.dialoguehub.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryKeys implements Keys {
    private final Rows<String, Key> rows;

    MemoryKeys(Journal journal) {
        rows = new Rows<>(journal);
    }

    @Override
    public boolean add(Key key) {
        boolean free = rows.get(key.name()).isEmpty() && find(key.digest()).isEmpty();
        if (free) {
            rows.put(key.name(), key);
        }
        return free;
    }

    @Override
    public Optional<Key> find(String digest) {
        return rows.all().stream().map(Map.Entry::getValue).filter(key -> key.digest().equals(digest)).findFirst();
    }

    @Override
    public List<Key> all() {
        return rows.all().stream().map(Map.Entry::getValue).sorted(Comparator.comparing(Key::name)).toList();
    }

    @Override
    public boolean remove(String name) {
        boolean there = rows.get(name).isPresent();
        if (there) {
            rows.remove(name);
        }
        return there;
    }
}
