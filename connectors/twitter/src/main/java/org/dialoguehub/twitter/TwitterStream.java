package org.dialoguehub.twitter;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;
import org.dialoguehub.twitter.TwitterJson.Includes;
import org.dialoguehub.twitter.TwitterJson.Page;
import org.dialoguehub.twitter.TwitterJson.Tweet;

/**
 * What happens around an account: its own posts, those that mention it, and answers under its newest posts.
 *
 * @param conversations whether to look for answers that do not mention the account too
 */
record TwitterStream(TwitterAccount account, boolean conversations, InstantSource clock) {
    /** X gives 3,200 own posts and 800 mentions at most. */
    private static final int MOST_PAGES = 32;

    private static final Duration SEARCHED = Duration.ofDays(7).minusMinutes(5);

    /**
     * A post as it came.
     *
     * @param place its id; of one whose id cannot be read that of the post before it
     * @param marked whether the place is its own
     */
    record Told(long place, boolean marked, Json json, Includes includes) {}

    /**
     * All there is beyond a place.
     *
     * @param told oldest first
     * @param roots our own posts among them that answer nothing, oldest first
     */
    record Passage(List<Told> told, List<Long> roots) {}

    Passage after(TwitterCursor cursor) throws ConnectorException {
        var who = account.who();
        List<Told> own = all((api, page) -> api.timeline(who.id(), cursor.floor(), page));
        List<Told> found = new ArrayList<>(own);
        found.addAll(all((api, page) -> api.mentions(who.id(), cursor.floor(), page)));
        List<Long> roots = own.stream().filter(TwitterStream::isRoot).map(Told::place).sorted().toList();
        if (conversations) {
            found.addAll(
                    answers(Stream.concat(roots.reversed().stream(), cursor.roots().stream()).distinct().toList(), who.name(), cursor));
        }
        return new Passage(inOrder(found, cursor), roots);
    }

    /** Our own posts since a time, newest first, those that can be read. */
    List<Told> own(long since) throws ConnectorException {
        var who = account.who();
        return all((api, page) -> api.timeline(who.id(), since, page)).reversed();
    }

    private List<Told> answers(List<Long> roots, String name, TwitterCursor cursor) throws ConnectorException {
        long oldest = Snowflake.before(clock.instant().minus(SEARCHED));
        String any = roots.stream().filter(root -> root > oldest).limit(TwitterCursor.MOST_ROOTS).map(root -> "conversation_id:" + root)
                .collect(Collectors.joining(" OR "));
        if (any.isEmpty()) {
            return List.of();
        }
        return all((api, page) -> api.search("(" + any + ") -from:" + name, Math.max(cursor.floor(), oldest), page));
    }

    /** Oldest first. */
    private List<Told> all(Paging paging) throws ConnectorException {
        List<Page> pages = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Optional<String> token = next;
            Page page = account.asking(api -> paging.page(api, token));
            pages.add(page);
            next = page.next();
        } while (next.isPresent() && pages.size() < MOST_PAGES);
        List<Told> all = new ArrayList<>();
        long place = 0;
        for (Page page : pages.reversed()) {
            for (Json json : page.posts().reversed()) {
                Optional<Long> own = place(json);
                place = own.orElse(place);
                all.add(new Told(place, own.isPresent(), json, page.includes()));
            }
        }
        return all;
    }

    private static List<Told> inOrder(List<Told> found, TwitterCursor cursor) {
        Map<Object, Told> once = new LinkedHashMap<>();
        for (Told told : found) {
            if (!told.marked() || cursor.isNew(told.place())) {
                once.putIfAbsent(told.marked() ? told.place() : told.json(), told);
            }
        }
        return once.values().stream().sorted(Comparator.comparingLong(Told::place)).toList();
    }

    private static boolean isRoot(Told told) {
        try {
            return Tweet.read(told.json()).references().isEmpty();
        } catch (JsonException odd) {
            return false;
        }
    }

    private static Optional<Long> place(Json json) {
        try {
            return Optional.of(Long.valueOf(TwitterJson.id(json, "id")));
        } catch (JsonException | NumberFormatException odd) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Paging {
        Page page(TwitterApi api, Optional<String> token) throws ConnectorException;
    }
}
