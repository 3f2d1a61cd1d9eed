package org.dialoguehub.twitter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dialoguehub.connector.Cursor;

/**
 * A place in the posts of an account. Ids grow with time, but a post may be seen later than a younger one: so the place stays a little behind the newest post
 * given, and remembers what was given beyond it.
 *
 * @param floor all up to this id was given
 * @param given ids beyond it that were given too
 * @param roots our newest posts, under which answers without a mention may stand; newest first
 */
record TwitterCursor(long floor, Set<Long> given, List<Long> roots) {
    static final Duration LATE = Duration.ofMinutes(2);
    static final int MOST_ROOTS = 12;

    private static final int MOST_GIVEN = 100;

    TwitterCursor {
        given = Set.copyOf(given);
        roots = List.copyOf(roots);
    }

    /** @param begin how far back to go at the very first time */
    static TwitterCursor read(Cursor cursor, Instant begin) {
        if (cursor.equals(Cursor.START)) {
            return new TwitterCursor(Snowflake.before(begin), Set.of(), List.of());
        }
        String[] parts = cursor.value().split(";", -1);
        return new TwitterCursor(Long.parseLong(parts[0]), Set.copyOf(ids(parts[1])), ids(parts[2]));
    }

    Cursor cursor() {
        return new Cursor(floor + ";" + written(given.stream().sorted().toList()) + ";" + written(roots));
    }

    boolean isNew(long id) {
        return id > floor && !given.contains(id);
    }

    /** The place once these were given too. */
    TwitterCursor after(List<Long> ids, List<Long> newRoots) {
        var all = new ArrayList<>(given);
        all.addAll(ids);
        all.sort(Comparator.naturalOrder());
        long next = all.isEmpty() ? floor : Math.max(floor, Snowflake.before(Snowflake.time(Long.toString(all.getLast())).minus(LATE)));
        if (all.size() > MOST_GIVEN) {
            next = Math.max(next, all.get(all.size() - MOST_GIVEN - 1));
        }
        long beyond = next;
        return new TwitterCursor(next, all.stream().filter(id -> id > beyond).collect(Collectors.toSet()), withRoots(newRoots));
    }

    private List<Long> withRoots(List<Long> more) {
        var all = new LinkedHashSet<>(more.reversed());
        all.addAll(roots);
        return all.stream().limit(MOST_ROOTS).toList();
    }

    private static List<Long> ids(String text) {
        return Arrays.stream(text.split(",", -1)).filter(id -> !id.isEmpty()).map(Long::valueOf).toList();
    }

    private static String written(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
