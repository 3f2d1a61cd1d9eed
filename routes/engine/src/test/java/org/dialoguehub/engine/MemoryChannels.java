package org.dialoguehub.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dialoguehub.model.ChannelId;

final class MemoryChannels implements Channels {
    private final Rows<ChannelId, String> names;
    private final Rows<String, ChannelId> ids;
    private final Rows<ChannelId, Pause> pauses;

    MemoryChannels(Journal journal) {
        names = new Rows<>(journal);
        ids = new Rows<>(journal);
        pauses = new Rows<>(journal);
    }

    @Override
    public Optional<ChannelId> find(String name) {
        return ids.get(name);
    }

    @Override
    public void add(ChannelId id, String name) {
        ids.add(name, id);
        names.add(id, name);
    }

    @Override
    public void rename(ChannelId id, String name) {
        ids.remove(names.require(id));
        ids.add(name, id);
        names.put(id, name);
    }

    @Override
    public Map<ChannelId, String> names() {
        return names.all().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void pause(ChannelId id, Instant until, String reason) {
        pauses.put(id, new Pause(until, reason));
    }

    @Override
    public Optional<Pause> paused(ChannelId id) {
        return pauses.get(id);
    }
}
