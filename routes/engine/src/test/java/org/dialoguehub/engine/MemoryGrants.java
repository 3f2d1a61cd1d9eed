package org.dialoguehub.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;

final class MemoryGrants implements Grants {
    private final Rows<Gate, Grant> grants;

    MemoryGrants(Journal journal) {
        grants = new Rows<>(journal);
    }

    @Override
    public void add(Grant grant) {
        var gate = new Gate(grant.of(), grant.to());
        if (grants.get(gate).isEmpty()) {
            grants.put(gate, grant);
        }
    }

    @Override
    public void remove(Audience of, ChannelId to) {
        grants.remove(new Gate(of, to));
    }

    @Override
    public List<Grant> all() {
        return grants.all().stream().map(Map.Entry::getValue).sorted(Comparator.comparing(Grant::at)).toList();
    }

    private record Gate(Audience of, ChannelId to) {}
}
