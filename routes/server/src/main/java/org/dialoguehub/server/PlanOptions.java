package org.dialoguehub.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When something is to be said and what it belongs to, as options of a command. */
final class PlanOptions {
    @Option(names = "--at", paramLabel = "WHEN", description = "When: '2026-12-24T18:00 Europe/Helsinki', 'slot:mornings', or 'every FREQ=WEEKLY;BYDAY=MO from 2026-12-28T09:00 Europe/Helsinki'; at once, if nothing is said") private @Nullable String at;

    @Option(names = "--campaign", paramLabel = "NAME", description = "What it is part of") private @Nullable String campaign;

    @Option(names = "--tag", paramLabel = "NAME", description = "What it is about; may be repeated") private List<String> tags = List.of();

    ObjectNode in(ObjectNode draft) {
        Optional.ofNullable(at).ifPresent(value -> draft.put("at", value));
        Optional.ofNullable(campaign).ifPresent(value -> draft.put("campaign", value));
        tags.forEach(draft.putArray("tags")::add);
        return draft;
    }
}
