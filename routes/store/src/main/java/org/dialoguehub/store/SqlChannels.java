package org.dialoguehub.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dialoguehub.engine.Channels;
import org.dialoguehub.model.ChannelId;

record SqlChannels(Sql sql) implements Channels {
    @Override
    public Optional<ChannelId> find(String name) {
        return sql.first(row -> new ChannelId(row.text()), "SELECT id FROM hub_channels WHERE name = ?", name);
    }

    @Override
    public void add(ChannelId id, String name) {
        sql.update("INSERT INTO hub_channels (id, name) VALUES (?, ?)", id.value(), name);
    }

    @Override
    public void rename(ChannelId id, String name) {
        if (sql.update("UPDATE hub_channels SET name = ? WHERE id = ?", name, id.value()) == 0) {
            throw new IllegalStateException("There is no channel " + id);
        }
    }

    @Override
    public Map<ChannelId, String> names() {
        return sql.list(row -> Map.entry(new ChannelId(row.text()), row.text()), "SELECT id, name FROM hub_channels").stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void pause(ChannelId id, Instant until, String reason) {
        sql.update(
                """
                INSERT INTO hub_pauses (channel, until, reason) VALUES (?, ?, ?)
                ON CONFLICT (channel) DO UPDATE SET until = excluded.until, reason = excluded.reason""",
                id.value(),
                until,
                reason);
    }

    @Override
    public Optional<Pause> paused(ChannelId id) {
        return sql.first(
                row -> new Pause(row.time(), row.text()), "SELECT until, reason FROM hub_pauses WHERE channel = ?", id.value());
    }
}
