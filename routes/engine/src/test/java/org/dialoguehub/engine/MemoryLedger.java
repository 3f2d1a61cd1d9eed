package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Index.At;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;

final class MemoryLedger implements Ledger {
    private final Rows<Long, Delivery> rows;
    private final Rows<Delivery.Key, Long> keys;
    private final Numbers numbers;
    private final Index<Expected, Long> expected;
    private final Index<Copied, Long> copied;
    private final Index<NoteId, Long> noted;
    private final Index<Long, Long> caused;
    private final Index<Said, Long> said;
    private final Index<Lane, Long> lanes;
    private final Index<ChannelId, Long> heads;
    private final Index<ChannelId, At> ready;
    private final Index<ChannelId, At> doubts;
    private final Index<State, At> deadlines;
    private final Index<State, Long> states;
    private final Index<Standing, Long> standings;

    MemoryLedger(Journal journal) {
        rows = new Rows<>(journal);
        keys = new Rows<>(journal);
        numbers = new Numbers(journal);
        expected = new Index<>(journal);
        copied = new Index<>(journal);
        noted = new Index<>(journal);
        caused = new Index<>(journal);
        said = new Index<>(journal);
        lanes = new Index<>(journal);
        heads = new Index<>(journal);
        ready = new Index<>(journal);
        doubts = new Index<>(journal);
        deadlines = new Index<>(journal);
        states = new Index<>(journal);
        standings = new Index<>(journal);
    }

    @Override
    public Delivery plan(Delivery delivery) {
        return find(delivery.key()).orElseGet(() -> {
            Delivery added = copy(delivery, numbers.next(), delivery.progress(), 0);
            keys.put(added.key(), added.id());
            copied.add(new Copied(added.note(), added.channel()), added.id());
            noted.add(added.note(), added.id());
            caused.add(added.key().source(), added.id());
            enter(added);
            return added;
        });
    }

    @Override
    public Optional<Delivery> find(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<Delivery> find(Delivery.Key key) {
        return keys.get(key).flatMap(rows::get);
    }

    @Override
    public List<Delivery> expecting(ChannelId channel, Collection<ExternalId> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> expected.ascending(new Expected(channel, id)))
                .sorted()
                .map(rows::require)
                .toList();
    }

    @Override
    public List<Delivery> of(NoteId note, ChannelId channel) {
        return copied.ascending(new Copied(note, channel)).map(rows::require).toList();
    }

    @Override
    public List<Delivery> of(NoteId note) {
        return noted.ascending(note).map(rows::require).toList();
    }

    @Override
    public List<Delivery> because(long source) {
        return caused.ascending(source).map(rows::require).toList();
    }

    @Override
    public List<Delivery> inDoubt(ChannelId channel, String fingerprint) {
        return said.ascending(new Said(channel, fingerprint)).map(rows::require).toList();
    }

    @Override
    public List<Delivery> due(ChannelId channel, Instant now, int limit) {
        return heads.ascending(channel)
                .map(rows::require)
                .filter(delivery -> !delivery.progress().next().isAfter(now))
                .sorted(Comparator.comparingInt(delivery -> delivery.turn().value()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Delivery> doubtful(ChannelId channel, Instant now, int limit) {
        return over(doubts.ascending(channel), now).limit(limit).toList();
    }

    @Override
    public Optional<Instant> next(ChannelId channel) {
        return Stream.of(ready.first(channel), doubts.first(channel))
                .flatMap(Optional::stream)
                .map(At::time)
                .min(Comparator.naturalOrder());
    }

    @Override
    public List<Delivery> orphans(long epoch, Instant now, int limit) {
        return states.ascending(State.ARMED)
                .map(rows::require)
                .filter(delivery -> delivery.progress().epoch() < epoch
                        || !delivery.progress().next().isAfter(now))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Delivery> overdue(Instant now, int limit) {
        return Stream.of(State.values())
                .flatMap(state -> over(deadlines.ascending(state), now).limit(limit))
                .sorted(Comparator.comparing(Delivery::deadline).thenComparingLong(Delivery::id))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean replace(Delivery delivery) {
        Optional<Delivery> before = rows.get(delivery.id()).filter(row -> row.version() == delivery.version());
        before.ifPresent(row -> change(row, delivery.progress()));
        return before.isPresent();
    }

    @Override
    public void wake(ChannelId channel, Instant now) {
        List<Long> waiting = standings.ascending(new Standing(channel, State.WAITING)).toList();
        for (long id : waiting) {
            Delivery row = rows.require(id);
            change(row, row.progress().to(State.WAITING, now, row.progress().reason()));
        }
    }

    @Override
    public List<Delivery> list(Set<State> wanted, long before, int limit) {
        return wanted.stream()
                .flatMap(state -> states.descending(state).filter(id -> id < before).limit(limit))
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .map(rows::require)
                .toList();
    }

    @Override
    public Map<ChannelId, Map<State, Long>> counts() {
        var counts = new HashMap<ChannelId, Map<State, Long>>();
        for (Standing standing : standings.keys()) {
            if (standing.state().open() || standing.state() == State.REJECTED) {
                counts.computeIfAbsent(standing.channel(), channel -> new EnumMap<>(State.class))
                        .put(standing.state(), standings.count(standing));
            }
        }
        return counts;
    }

    private Stream<Delivery> over(Stream<At> times, Instant now) {
        return times.takeWhile(at -> !at.time().isAfter(now)).map(at -> rows.require(at.id()));
    }

    private void change(Delivery row, Progress progress) {
        leave(row);
        enter(copy(row, row.id(), progress, row.version() + 1));
    }

    private void enter(Delivery row) {
        rows.put(row.id(), row);
        states.add(row.state(), row.id());
        standings.add(new Standing(row.channel(), row.state()), row.id());
        expected(row).ifPresent(key -> expected.add(key, row.id()));
        if (row.state().open()) {
            deadlines.add(row.state(), new At(row.deadline(), row.id()));
            shift(lane(row), () -> lanes.add(lane(row), row.id()));
        }
        if (row.state() == State.ARMED || row.state() == State.UNCERTAIN) {
            said.add(said(row), row.id());
        }
        if (row.state() == State.UNCERTAIN) {
            doubts.add(row.channel(), at(row));
        }
    }

    private void leave(Delivery row) {
        shift(lane(row), () -> lanes.remove(lane(row), row.id()));
        states.remove(row.state(), row.id());
        standings.remove(new Standing(row.channel(), row.state()), row.id());
        expected(row).ifPresent(key -> expected.remove(key, row.id()));
        said.remove(said(row), row.id());
        deadlines.remove(row.state(), new At(row.deadline(), row.id()));
        doubts.remove(row.channel(), at(row));
    }

    /** Changes a lane, and with it the heads. */
    private void shift(Lane lane, Runnable change) {
        head(lane).ifPresent(row -> {
            heads.remove(row.channel(), row.id());
            ready.remove(row.channel(), at(row));
        });
        change.run();
        head(lane).filter(row -> row.state() == State.WAITING || row.state() == State.PLANNED).ifPresent(row -> {
            heads.add(row.channel(), row.id());
            ready.add(row.channel(), at(row));
        });
    }

    private Optional<Delivery> head(Lane lane) {
        return lanes.first(lane).map(rows::require);
    }

    private static Lane lane(Delivery row) {
        return new Lane(row.channel(), row.thread());
    }

    private static Said said(Delivery row) {
        return new Said(row.channel(), row.fingerprint());
    }

    private static At at(Delivery row) {
        return new At(row.progress().next(), row.id());
    }

    private static Optional<Expected> expected(Delivery row) {
        return row.progress().ready().flatMap(Prepared.Ready::expected).map(id -> new Expected(row.channel(), id));
    }

    private static Delivery copy(Delivery row, long id, Progress progress, long version) {
        return new Delivery(
                id,
                row.key(),
                row.note(),
                row.thread(),
                row.activity(),
                row.token(),
                row.fingerprint(),
                row.planned(),
                row.deadline(),
                row.turn(),
                progress,
                version);
    }

    private record Lane(ChannelId channel, NoteId thread) {}

    private record Copied(NoteId note, ChannelId channel) {}

    private record Said(ChannelId channel, String fingerprint) {}

    private record Expected(ChannelId channel, ExternalId id) {}

    private record Standing(ChannelId channel, State state) {}
}
