package org.dialoguehub.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;

final class MemoryInbox implements Inbox {
    private final Rows<Long, Received> events;
    private final Rows<Place, Long> places;
    private final Index<ChannelId, Long> channels;
    private final Index<NoteId, Long> notes;
    private final Numbers numbers;

    MemoryInbox(Journal journal) {
        events = new Rows<>(journal);
        places = new Rows<>(journal);
        channels = new Index<>(journal);
        notes = new Index<>(journal);
        numbers = new Numbers(journal);
    }

    @Override
    public Set<EventKey> known(ChannelId channel, Collection<EventKey> keys) {
        return keys.stream()
                .filter(key -> places.get(new Place(channel, key)).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Received add(Received received) {
        Received numbered = received.numbered(numbers.next());
        places.add(new Place(received.channel(), received.key()), numbered.sequence());
        events.put(numbered.sequence(), numbered);
        notes.add(numbered.note(), numbered.sequence());
        channels.add(numbered.channel(), numbered.sequence());
        return numbered;
    }

    @Override
    public Optional<Received> find(ChannelId channel, EventKey key) {
        return places.get(new Place(channel, key)).flatMap(events::get);
    }

    @Override
    public List<Received> about(Collection<NoteId> ids) {
        return ids.stream().distinct().flatMap(notes::ascending).sorted().map(events::require).toList();
    }

    @Override
    public Map<Long, Received> find(Collection<Long> sequences) {
        return sequences.stream()
                .distinct()
                .flatMap(sequence -> events.get(sequence).stream())
                .collect(Collectors.toUnmodifiableMap(Received::sequence, Function.identity()));
    }

    @Override
    public Set<String> hops(long sequence) {
        return events.get(sequence).map(Received::hops).orElse(Set.of());
    }

    @Override
    public List<Received> latest(ChannelId channel, int limit) {
        return channels.descending(channel).limit(limit).map(events::require).toList();
    }

    private record Place(ChannelId channel, EventKey key) {}
}
