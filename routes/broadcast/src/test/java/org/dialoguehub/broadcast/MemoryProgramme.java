package org.dialoguehub.broadcast;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** In memory. */
public final class MemoryProgramme implements Programme {
    private record Key(String broadcast, String occurrence) {}

    private final Map<String, Broadcast> broadcasts = new LinkedHashMap<>();
    private final Map<Key, Run> runs = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(Broadcast broadcast) {
        return broadcasts.putIfAbsent(broadcast.key(), broadcast) == null;
    }

    @Override
    public synchronized Optional<Broadcast> find(String key) {
        return Optional.ofNullable(broadcasts.get(key));
    }

    @Override
    public synchronized List<Broadcast> list(Set<Stage> stages, int skip, int most) {
        return broadcasts.values().stream()
                .filter(broadcast -> stages.contains(broadcast.stage()))
                .sorted(Comparator.comparing(Broadcast::changed).reversed().thenComparing(Broadcast::key))
                .skip(skip)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized boolean replace(Broadcast broadcast, List<Run> added) {
        boolean clash = added.stream().anyMatch(run -> run.slot().filter(plan -> taken(plan, run.occurrence())).isPresent());
        if (clash || find(broadcast.key()).filter(there -> there.version() == broadcast.version()).isEmpty()) {
            return false;
        }
        broadcasts.put(broadcast.key(), new Broadcast(
                broadcast.key(), broadcast.version() + 1, broadcast.draft(), broadcast.plan(), broadcast.stage(), broadcast.since(),
                broadcast.next(), broadcast.history()));
        added.forEach(run -> runs.putIfAbsent(new Key(run.broadcast(), run.occurrence()), run));
        return true;
    }

    @Override
    public synchronized boolean withdraw(Broadcast broadcast) {
        boolean replaced = replace(broadcast, List.of());
        if (replaced) {
            runs.values().removeIf(run -> run.broadcast().equals(broadcast.key()) && run.state() == Run.State.DUE);
        }
        return replaced;
    }

    @Override
    public synchronized List<Broadcast> recurring(Instant now, int most) {
        return broadcasts.values().stream()
                .filter(broadcast -> broadcast.next().filter(next -> !next.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(broadcast -> broadcast.next().orElseThrow()))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized List<Run> due(Instant now, int most) {
        return runs.values().stream()
                .filter(run -> run.state() == Run.State.DUE && !run.next().isAfter(now))
                .sorted(Comparator.comparing(Run::next).thenComparing(Run::broadcast))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<Instant> next() {
        return Stream.concat(
                broadcasts.values().stream().flatMap(broadcast -> broadcast.next().stream()),
                runs.values().stream().filter(run -> run.state() == Run.State.DUE).map(Run::next)).min(Instant::compareTo);
    }

    @Override
    public synchronized void put(Run run) {
        runs.replace(new Key(run.broadcast(), run.occurrence()), run);
    }

    @Override
    public synchronized List<Run> runs(String broadcast, int most) {
        return runs.values().stream()
                .filter(run -> run.broadcast().equals(broadcast))
                .sorted(Comparator.comparing(Run::at).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized boolean taken(String plan, String occurrence) {
        return runs.values().stream().anyMatch(run -> run.slot().equals(Optional.of(plan)) && run.occurrence().equals(occurrence));
    }
}
