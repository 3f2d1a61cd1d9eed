package org.dialoguehub.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dialoguehub.connector.Event.Mark;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Inbox;
import org.dialoguehub.engine.Received;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.NoteId;

record SqlInbox(Sql sql, ActivityJson json) implements Inbox {
    private static final String SELECT = """
            SELECT sequence, channel, key, at, activity, note, thread, marks, raw,
                (SELECT hubs FROM hub_hops h WHERE h.sequence = hub_inbox.sequence) FROM hub_inbox\s""";

    /** Between the names of hubs, which have no line ends. */
    private static final String BETWEEN = "\n";

    @Override
    public Set<EventKey> known(ChannelId channel, Collection<EventKey> keys) {
        return new HashSet<>(sql.among(
                row -> new EventKey(row.name()),
                "SELECT key FROM hub_inbox WHERE channel = ? AND key IN (*)",
                keys,
                channel));
    }

    @Override
    public Received add(Received received) {
        long sequence = sql.insert(
                """
                        INSERT INTO hub_inbox (channel, key, at, activity, note, thread, marks, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (channel, key) DO NOTHING RETURNING sequence""",
                received.channel(),
                received.key(),
                received.at(),
                json.compact(received.activity()),
                received.note(),
                received.thread(),
                received.marks().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                received.raw().map(BlobId::value))
                .orElseThrow(() -> new IllegalStateException(received.channel() + " has the event " + received.key() + " already"));
        if (!received.hops().isEmpty()) {
            sql.update(
                    "INSERT INTO hub_hops (sequence, hubs) VALUES (?, ?)",
                    sequence,
                    received.hops().stream().sorted().collect(Collectors.joining(BETWEEN)));
        }
        return received.numbered(sequence);
    }

    @Override
    public Optional<Received> find(ChannelId channel, EventKey key) {
        return sql.first(this::received, SELECT + "WHERE channel = ? AND key = ?", channel, key);
    }

    @Override
    public Set<String> hops(long sequence) {
        return hops(sql.first(Row::text, "SELECT hubs FROM hub_hops WHERE sequence = ?", sequence));
    }

    @Override
    public List<Received> latest(ChannelId channel, int limit) {
        return sql.list(
                this::received, SELECT + "WHERE channel = ? ORDER BY sequence DESC LIMIT ?", channel, limit);
    }

    @Override
    public List<Received> about(Collection<NoteId> notes) {
        return sql.among(this::received, SELECT + "WHERE note IN (*)", notes).stream()
                .sorted(Comparator.comparingLong(Received::sequence))
                .toList();
    }

    @Override
    public Map<Long, Received> find(Collection<Long> sequences) {
        return sql.among(this::received, SELECT + "WHERE sequence IN (*)", sequences).stream()
                .collect(Collectors.toUnmodifiableMap(Received::sequence, Function.identity()));
    }

    private Received received(Row row) throws SQLException {
        return new Received(
                row.number(),
                new ChannelId(row.name()),
                new EventKey(row.name()),
                row.time(),
                json.read(row.text()),
                new NoteId(row.name()),
                new NoteId(row.name()),
                marks(row.text()),
                row.optional().map(BlobId::new),
                hops(row.optional()));
    }

    private static Set<String> hops(Optional<String> names) {
        return names.map(all -> Set.of(all.split(BETWEEN))).orElse(Set.of());
    }

    private static Set<Mark> marks(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(",")).map(Mark::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
