package org.dialoguehub.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All broadcasts and their runs, durably. Each method is a transaction of its own, and is called by many threads.
 *
 * <p>Runs are unique by broadcast and occurrence, and those with a slot also by plan and occurrence.
 */
public interface Programme {
    /** Adds a broadcast; false, and nothing is changed, if there is one of that key. */
    boolean add(Broadcast broadcast);

    Optional<Broadcast> find(String key);

    /** Broadcasts in these stages, that changed last first. */
    List<Broadcast> list(Set<Stage> stages, int skip, int most);

    /**
     * Replaces a broadcast, whose version grows by one, and adds runs; those that there are already stay as they are.
     *
     * @return false, and nothing is changed, if somebody changed the broadcast since it was read, or a slot is taken
     */
    boolean replace(Broadcast broadcast, List<Run> runs);

    /** As {@link #replace}, and takes away its runs that are DUE. */
    boolean withdraw(Broadcast broadcast);

    /** Approved broadcasts with a recurring time up to now. */
    List<Broadcast> recurring(Instant now, int most);

    /** Runs that are DUE now, the oldest first. */
    List<Run> due(Instant now, int most);

    /** When {@link #recurring} or {@link #due} give something next; may be in the past. */
    Optional<Instant> next();

    /** Replaces a run; nothing happens if there is none such any more. */
    void put(Run run);

    /** The runs of a broadcast, the latest first. */
    List<Run> runs(String broadcast, int most);

    /** Whether a slot of a plan is taken. */
    boolean taken(String plan, String occurrence);
}
