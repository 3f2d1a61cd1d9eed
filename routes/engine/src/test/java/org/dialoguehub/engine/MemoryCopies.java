package org.dialoguehub.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

final class MemoryCopies implements Copies {
    private final Rows<Place, Copy> copies;
    private final Rows<Long, Copy> order;
    private final Index<NoteId, Long> notes;
    private final Numbers numbers;

    MemoryCopies(Journal journal) {
        copies = new Rows<>(journal);
        order = new Rows<>(journal);
        notes = new Index<>(journal);
        numbers = new Numbers(journal);
    }

    @Override
    public Map<ExternalId, Copy> find(ChannelId channel, Collection<ExternalId> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> copies.get(new Place(channel, id)).stream())
                .collect(Collectors.toUnmodifiableMap(Copy::id, Function.identity()));
    }

    @Override
    public Map<NoteId, List<Copy>> on(ChannelId channel, Collection<NoteId> ids) {
        return ids.stream()
                .distinct()
                .flatMap(note -> of(note).stream())
                .filter(copy -> copy.channel().equals(channel))
                .sorted(Comparator.comparingInt(Copy::part))
                .collect(Collectors.groupingBy(Copy::note));
    }

    @Override
    public List<Copy> of(NoteId note) {
        return notes.ascending(note).map(order::require).toList();
    }

    @Override
    public boolean add(Copy copy) {
        var place = new Place(copy.channel(), copy.id());
        boolean fresh = copies.get(place).isEmpty();
        if (fresh) {
            long number = numbers.next();
            copies.put(place, copy);
            order.put(number, copy);
            notes.add(copy.note(), number);
        }
        return fresh;
    }

    private record Place(ChannelId channel, ExternalId id) {}
}
