package org.dialoguehub.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dialoguehub.engine.Index.At;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;

final class MemoryQueue implements Queue {
    private final Rows<String, ChannelId> subscriptions;
    private final Rows<Place, Item> items;
    private final Index<String, Long> waiting;
    private final Index<String, Long> dead;
    private final Index<Lane, Long> lanes;
    private final Index<String, At> heads;

    MemoryQueue(Journal journal) {
        subscriptions = new Rows<>(journal);
        items = new Rows<>(journal);
        waiting = new Index<>(journal);
        dead = new Index<>(journal);
        lanes = new Index<>(journal);
        heads = new Index<>(journal);
    }

    @Override
    public void subscribe(ChannelId channel, String subscription) {
        subscriptions.put(subscription, channel);
    }

    @Override
    public void unsubscribe(String subscription) {
        done(subscription, waiting.ascending(subscription).toList());
        done(subscription, dead.ascending(subscription).toList());
        subscriptions.remove(subscription);
    }

    @Override
    public Set<String> subscriptions(ChannelId channel) {
        return subscriptions.all().stream()
                .filter(row -> row.getValue().equals(channel))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void put(String subscription, long sequence, NoteId thread) {
        subscriptions.require(subscription);
        if (items.get(new Place(subscription, sequence)).isEmpty()) {
            enter(new Item(subscription, sequence, thread, 0, Instant.EPOCH, ""));
        }
    }

    @Override
    public List<Item> due(String subscription, Instant now, int limit) {
        var due = new ArrayList<Item>();
        var held = new HashSet<NoteId>();
        Iterator<Long> sequences = waiting.ascending(subscription).iterator();
        while (due.size() < limit && sequences.hasNext()) {
            Item item = items.require(new Place(subscription, sequences.next()));
            if (item.next().isAfter(now)) {
                held.add(item.thread());
            } else if (!held.contains(item.thread())) {
                due.add(item);
            }
        }
        return due;
    }

    @Override
    public Optional<Instant> next(String subscription) {
        return heads.first(subscription).map(At::time);
    }

    @Override
    public void done(String subscription, Collection<Long> sequences) {
        for (long sequence : sequences) {
            items.get(new Place(subscription, sequence)).ifPresent(this::leave);
        }
    }

    @Override
    public void later(Item item, Instant next, String reason) {
        if (alive(item)) {
            leave(item);
            enter(new Item(item.subscription(), item.sequence(), item.thread(), item.attempts() + 1, next, reason));
        }
    }

    @Override
    public void dead(Item item, String reason) {
        if (alive(item)) {
            leave(item);
            items.put(
                    place(item),
                    new Item(
                            item.subscription(), item.sequence(), item.thread(), item.attempts() + 1, item.next(), reason));
            dead.add(item.subscription(), item.sequence());
        }
    }

    @Override
    public List<Item> dead(int limit) {
        return dead.keys().stream()
                .flatMap(subscription -> dead.descending(subscription)
                        .limit(limit)
                        .map(sequence -> items.require(new Place(subscription, sequence))))
                .sorted(Comparator.comparingLong(Item::sequence).reversed().thenComparing(Item::subscription))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean revive(String subscription, long sequence, Instant now) {
        boolean found = dead.contains(subscription, sequence);
        if (found) {
            Item item = items.require(new Place(subscription, sequence));
            leave(item);
            enter(new Item(subscription, sequence, item.thread(), 0, now, ""));
        }
        return found;
    }

    @Override
    public Map<String, Long> waiting() {
        return subscriptions.all().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, row -> waiting.count(row.getKey())));
    }

    private boolean alive(Item item) {
        return waiting.contains(item.subscription(), item.sequence());
    }

    private void enter(Item item) {
        var lane = new Lane(item.subscription(), item.thread());
        head(lane).ifPresent(at -> heads.remove(item.subscription(), at));
        items.put(place(item), item);
        waiting.add(item.subscription(), item.sequence());
        lanes.add(lane, item.sequence());
        head(lane).ifPresent(at -> heads.add(item.subscription(), at));
    }

    private void leave(Item item) {
        var lane = new Lane(item.subscription(), item.thread());
        head(lane).ifPresent(at -> heads.remove(item.subscription(), at));
        waiting.remove(item.subscription(), item.sequence());
        dead.remove(item.subscription(), item.sequence());
        lanes.remove(lane, item.sequence());
        items.remove(place(item));
        head(lane).ifPresent(at -> heads.add(item.subscription(), at));
    }

    private Optional<At> head(Lane lane) {
        return lanes.first(lane)
                .map(sequence -> new At(items.require(new Place(lane.subscription(), sequence)).next(), sequence));
    }

    private static Place place(Item item) {
        return new Place(item.subscription(), item.sequence());
    }

    private record Place(String subscription, long sequence) {}

    private record Lane(String subscription, NoteId thread) {}
}
