package org.dialoguehub.broadcast;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds broadcasts, and lets nobody change what they have not seen. */
record Shelf(Programme programme) {
    Broadcast found(String key) {
        return programme.find(key).orElseThrow(() -> new IllegalArgumentException("There is no broadcast '" + key + "'"));
    }

    /** A broadcast at the version that somebody has seen, in one of some stages. */
    Broadcast seen(String key, long version, Set<Stage> stages) {
        Broadcast broadcast = found(key);
        if (broadcast.version() != version) {
            throw stale(broadcast);
        }
        if (!stages.contains(broadcast.stage())) {
            throw new IllegalStateException("'" + key + "' is " + word(broadcast.stage()) + "; that can be done with what is "
                    + stages.stream().sorted().map(Shelf::word).collect(Collectors.joining(", ")));
        }
        return broadcast;
    }

    /** A broadcast after a change, if that was done. */
    Broadcast changed(Broadcast before, boolean done) {
        Broadcast now = found(before.key());
        if (!done) {
            throw stale(now);
        }
        return now;
    }

    private static IllegalStateException stale(Broadcast broadcast) {
        return new IllegalStateException("'" + broadcast.key() + "' is at version " + broadcast.version() + " now, of "
                + broadcast.history().getLast().who() + "; look at it again");
    }

    static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
