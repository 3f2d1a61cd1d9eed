package org.dialoguehub.engine;

import java.util.List;
import java.util.Map;

/**
 * Whether the hub works, by what went through it and not by what is merely there.
 *
 * @param problems what is wrong with its own work: nothing is done right until this is mended
 * @param channels how each channel is; one that is down is no fault of the hub's, which keeps what is meant for it
 * @param overdue how many deliveries should have been out by now
 * @param shortages what is put off since money or an allowance is used up
 */
public record Health(List<String> problems, Map<String, Standing> channels, int overdue, List<String> shortages) {
    public Health {
        problems = List.copyOf(problems);
        shortages = List.copyOf(shortages);
        channels = Map.copyOf(channels);
    }

    /** Whether the hub's own work goes on. */
    public boolean works() {
        return problems.isEmpty();
    }

    /** Whether besides every channel is up, nothing is overdue, and nothing lacks money or an allowance. */
    public boolean wellInAll() {
        return works()
                && overdue == 0
                && shortages.isEmpty()
                && channels.values().stream().allMatch(standing -> standing.way() == Standing.Way.UP);
    }
}
