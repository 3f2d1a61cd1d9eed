package org.dialoguehub.broadcast;

import java.util.List;
import java.util.Map;

/**
 * What users set up for their broadcasts.
 *
 * @param groups channels under one name, to which one can speak as to one
 * @param slots plans of times to go out, by name
 * @param quiet when which channels stay quiet
 * @param approval whether another person than who wrote it must approve each broadcast
 * @param utm whether links tell the site they lead to where they were clicked
 * @param people who can be mentioned
 */
public record BroadcastSettings(
        Map<String, List<String>> groups, Map<String, Slots> slots, Quiet quiet, boolean approval, boolean utm, People people) {
    /** Nothing set up. */
    public static final BroadcastSettings NONE = new BroadcastSettings(Map.of(), Map.of(), Quiet.never(), false, false, People.NOBODY);

    public BroadcastSettings {
        groups = Map.copyOf(groups);
        slots = Map.copyOf(slots);
    }

    /** Whether somebody who did not write a broadcast must approve it. */
    public BroadcastSettings approvedByAnother() {
        return new BroadcastSettings(groups, slots, quiet, true, utm, people);
    }
}
