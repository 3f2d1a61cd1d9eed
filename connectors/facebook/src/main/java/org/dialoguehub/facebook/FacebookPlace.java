package org.dialoguehub.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dialoguehub.connector.Cursor;

/**
 * A place in what happens on the Page: a time, and what has been given already of what happened since. Facebook's own cursors end with the thing
 * that they point to, and what was said a moment ago may show up late; so reading goes back a little each time.
 *
 * @param since what happened before is not looked at again
 * @param seen when each happened, by its mark
 */
record FacebookPlace(Instant since, Map<String, Instant> seen) {
    /** How late something may show up and yet be read. */
    static final Duration OVERLAP = Duration.ofMinutes(10);

    /** Marks that make a cursor of some kilobytes. */
    private static final int MOST = 300;

    FacebookPlace {
        seen = new LinkedHashMap<>(seen);
    }

    /** Reads what {@link #cursor} wrote; what nobody can read is as good as the beginning. */
    static FacebookPlace of(Cursor cursor, Instant beginning) {
        String[] words = cursor.value().split(" ", -1);
        if (!words[0].matches("[0-9]{1,11}")) {
            return new FacebookPlace(Instant.ofEpochSecond(beginning.getEpochSecond()), Map.of());
        }
        long since = Long.parseLong(words[0]);
        var seen = new LinkedHashMap<String, Instant>();
        for (String word : List.of(words).subList(1, words.length)) {
            String[] parts = word.split("\\.", 2);
            if (parts.length == 2 && parts[1].matches("[0-9]{1,9}")) {
                seen.put(parts[0], Instant.ofEpochSecond(since + Long.parseLong(parts[1])));
            }
        }
        return new FacebookPlace(Instant.ofEpochSecond(since), seen);
    }

    boolean isPast(String mark, Instant at) {
        return at.isBefore(since) || seen.containsKey(mark);
    }

    /**
     * The place after some more was given.
     *
     * @param given oldest first; nothing that is to be given yet is older than the last of them, but what shows up late
     * @param now a time in the future is not believed
     */
    FacebookPlace after(Collection<FacebookStream.Found> given, Instant now) {
        if (given.isEmpty()) {
            return this;
        }
        var all = new LinkedHashMap<>(seen);
        given.forEach(it -> all.put(it.mark(), it.at()));
        Instant newest = earlier(now, given.stream().map(FacebookStream.Found::at).max(Comparator.naturalOrder()).orElse(now));
        List<Instant> times = new ArrayList<>(all.values());
        times.sort(Comparator.reverseOrder());
        Instant begin = later(since, newest.minus(OVERLAP));
        if (times.size() > MOST) {
            begin = later(begin, earlier(times.get(MOST - 1).plusSeconds(1), newest));
        }
        Instant from = Instant.ofEpochSecond(begin.getEpochSecond());
        all.values().removeIf(at -> at.isBefore(from));
        return new FacebookPlace(from, all);
    }

    Cursor cursor() {
        var text = new StringBuilder(Long.toString(since.getEpochSecond()));
        seen.forEach((mark, at) -> text.append(' ').append(mark).append('.').append(at.getEpochSecond() - since.getEpochSecond()));
        return new Cursor(text.toString());
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
