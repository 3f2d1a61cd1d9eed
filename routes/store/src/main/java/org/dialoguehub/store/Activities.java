package org.dialoguehub.store;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.dialoguehub.json.ActivityJson;
import org.dialoguehub.model.Activity;

/**
 * Activities as JSON, and back. The latest short ones are remembered: of a broadcast, each channel has a row with the same activity. Safe for use by several
 * threads.
 */
final class Activities {
    private static final int MOST = 64;
    private static final int LONGEST = 8_192;

    private final ActivityJson json;
    private final Map<String, Activity> read = new Latest<>();
    private final Map<Activity, String> written = new Latest<>();

    Activities(ActivityJson json) {
        this.json = json;
    }

    Activity read(String text) {
        return text.length() > LONGEST ? json.read(text) : remembered(read, text, json::read);
    }

    String written(Activity activity) {
        return remembered(written, activity, json::compact);
    }

    private static <K, V> V remembered(Map<K, V> latest, K key, Function<K, V> maker) {
        synchronized (latest) {
            V known = latest.get(key);
            if (known != null) {
                return known;
            }
        }
        V made = maker.apply(key);
        if (!(made instanceof String text) || text.length() <= LONGEST) {
            synchronized (latest) {
                latest.put(key, made);
            }
        }
        return made;
    }

    /** Forgets what was not asked for longest. */
    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        @Serial private static final long serialVersionUID = 1;

        Latest() {
            super(MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }
}
