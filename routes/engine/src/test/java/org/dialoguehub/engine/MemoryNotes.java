package org.dialoguehub.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dialoguehub.model.NoteId;

final class MemoryNotes implements Notes {
    private final Rows<NoteId, Placed> notes;
    private final Rows<Long, NoteId> order;
    private final Index<NoteId, Long> threads;
    private final Numbers numbers;

    MemoryNotes(Journal journal) {
        notes = new Rows<>(journal);
        order = new Rows<>(journal);
        threads = new Index<>(journal);
        numbers = new Numbers(journal);
    }

    @Override
    public Map<NoteId, Entry> find(Collection<NoteId> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> notes.get(id).stream())
                .collect(Collectors.toUnmodifiableMap(placed -> placed.entry().id(), Placed::entry));
    }

    @Override
    public void add(Entry entry) {
        long place = numbers.next();
        notes.add(entry.id(), new Placed(place, entry));
        order.put(place, entry.id());
        threads.add(entry.thread(), place);
    }

    @Override
    public void replace(Entry entry) {
        Placed before = notes.require(entry.id());
        threads.remove(before.entry().thread(), before.place());
        threads.add(entry.thread(), before.place());
        notes.put(entry.id(), new Placed(before.place(), entry));
    }

    @Override
    public void join(NoteId thread, NoteId into) {
        thread(thread, -1, Integer.MAX_VALUE).forEach(entry -> replace(moved(entry, into)));
    }

    @Override
    public List<Entry> thread(NoteId thread, int skip, int limit) {
        return threads.ascending(thread)
                .skip(skip + 1L)
                .limit(limit)
                .map(order::require)
                .map(id -> notes.require(id).entry())
                .toList();
    }

    private static Entry moved(Entry entry, NoteId into) {
        return new Entry(
                entry.id(),
                into,
                entry.parent(),
                entry.state(),
                entry.audience(),
                entry.content(),
                entry.fingerprint());
    }

    private record Placed(long place, Entry entry) {}
}
