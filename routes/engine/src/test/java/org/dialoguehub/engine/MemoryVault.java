package org.dialoguehub.engine;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dialoguehub.model.ChannelId;

final class MemoryVault implements Vault {
    private final Rows<ChannelId, Sealed> rows;

    MemoryVault(Journal journal) {
        rows = new Rows<>(journal);
    }

    @Override
    public Optional<Sealed> find(ChannelId channel) {
        return rows.get(channel);
    }

    @Override
    public boolean replace(ChannelId channel, Optional<Sealed> expected, Sealed next) {
        boolean same = find(channel).map(Sealed::text).equals(expected.map(Sealed::text));
        if (same) {
            rows.put(channel, next);
        }
        return same;
    }

    @Override
    public Map<ChannelId, Sealed> all() {
        return rows.all().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
