package org.dialoguehub.toolkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dialoguehub.connector.Cursor;

/**
 * A place in what happens on a network that has no cursors which last: a time, to the millisecond, and what of later times has been given already. What
 * was done a moment ago may show up late; so reading goes back a little each time.
 *
 * @param since what happened before is not looked at again
 * @param seen when each happened, by its mark: a short word without spaces and dots, the same each time
 */
public record Place(Instant since, Map<String, Instant> seen) {
    /** How late something may show up and yet be read. */
    public static final Duration OVERLAP = Duration.ofMinutes(10);

    /** Marks that make a cursor of some kilobytes. */
    private static final int MOST = 300;

    public Place {
        since = Instant.ofEpochMilli(since.toEpochMilli());
        seen = new LinkedHashMap<>(seen);
    }

    /** Reads what {@link #cursor} wrote; what nobody can read is as good as the beginning. */
    public static Place of(Cursor cursor, Instant beginning) {
        String[] words = cursor.value().split(" ", -1);
        if (!words[0].matches("[0-9]{1,15}")) {
            return new Place(beginning, Map.of());
        }
        long since = Long.parseLong(words[0]);
        var seen = new LinkedHashMap<String, Instant>();
        for (String word : List.of(words).subList(1, words.length)) {
            String[] parts = word.split("\\.", 2);
            if (parts.length == 2 && parts[1].matches("[0-9]{1,15}")) {
                seen.put(parts[0], Instant.ofEpochMilli(since + Long.parseLong(parts[1])));
            }
        }
        return new Place(Instant.ofEpochMilli(since), seen);
    }

    /** Whether it was given already, or is too old to be. */
    public boolean isPast(String mark, Instant at) {
        return at.isBefore(since) || seen.containsKey(mark);
    }

    /**
     * The place after some more was given.
     *
     * @param given when each happened, by its mark; nothing that is to be given yet is older than the latest, but what shows up late
     * @param now a time in the future is not believed
     */
    public Place after(Map<String, Instant> given, Instant now) {
        if (given.isEmpty()) {
            return this;
        }
        var all = new LinkedHashMap<>(seen);
        all.putAll(given);
        Instant newest = earlier(now, given.values().stream().max(Comparator.naturalOrder()).orElse(now));
        Instant begin = later(since, newest.minus(OVERLAP));
        List<Instant> times = all.values().stream().sorted(Comparator.reverseOrder()).toList();
        if (times.size() > MOST) {
            begin = later(begin, earlier(times.get(MOST - 1).plusMillis(1), newest));
        }
        Instant from = Instant.ofEpochMilli(begin.toEpochMilli());
        all.values().removeIf(at -> at.isBefore(from));
        return new Place(from, all);
    }

    public Cursor cursor() {
        var text = new StringBuilder(Long.toString(since.toEpochMilli()));
        seen.forEach((mark, at) -> text.append(' ').append(mark).append('.').append(at.toEpochMilli() - since.toEpochMilli()));
        return new Cursor(text.toString());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
