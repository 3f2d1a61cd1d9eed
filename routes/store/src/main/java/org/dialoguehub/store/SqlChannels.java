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
        return sql.first(row -> new ChannelId(row.name()), "SELECT id FROM hub_channels WHERE name = ?", new Sql.Name(name));
    }

    @Override
    public void add(ChannelId id, String name) {
        sql.update("INSERT INTO hub_channels (id, name) VALUES (?, ?)", id, new Sql.Name(name));
    }

    @Override
    public void rename(ChannelId id, String name) {
        if (sql.update("UPDATE hub_channels SET name = ? WHERE id = ?", new Sql.Name(name), id) == 0) {
            throw new IllegalStateException("There is no channel " + id);
        }
    }

    @Override
    public Map<ChannelId, String> names() {
        return sql.list(row -> Map.entry(new ChannelId(row.name()), row.name()), "SELECT id, name FROM hub_channels").stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void pause(ChannelId id, Instant until, String reason) {
        sql.update(
                """
                INSERT INTO hub_pauses (channel, until, reason) VALUES (?, ?, ?)
                ON CONFLICT (channel) DO UPDATE SET until = excluded.until, reason = excluded.reason""",
                id,
                until,
                reason);
    }

    @Override
    public Optional<Pause> paused(ChannelId id) {
        return sql.first(
                row -> new Pause(row.time(), row.text()), "SELECT until, reason FROM hub_pauses WHERE channel = ?", id);
    }
}
