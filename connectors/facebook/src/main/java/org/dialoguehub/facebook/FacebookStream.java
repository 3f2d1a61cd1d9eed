package org.dialoguehub.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.facebook.FacebookJson.Listing;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;
import org.dialoguehub.toolkit.Place;

/**
 * Polls the Page: makes one stream, oldest first, of posts that come newest first and of the comments of each. Of a post with more comments than
 * come at once, some are not known yet; so nothing is given that is newer than the last known comment of such a post.
 *
 * @param watch how old a post may be whose comments are read
 */
record FacebookStream(FacebookApi api, FacebookEvents events, Duration watch, int pageSize) {
    /**
     * Something that was said.
     *
     * @param mark tells it apart from all others
     * @param post the post that a comment is on
     */
    record Found(String mark, Instant at, Json json, Optional<String> post) {}

    /** Receives what was said after a place. */
    Batch receive(Cursor after, int limit, Instant now) throws ConnectorException {
        Instant watched = now.minus(watch);
        Place place = Place.of(after, watched);
        var reading = new Reading(place);
        List<Json> posts = posts(earlier(watched, place.since()), place.since());
        for (Json post : posts) {
            reading.add(post, Optional.empty());
        }
        for (Json post : posts) {
            comments(reading, post);
        }
        List<Found> fresh = reading.fresh();
        List<Found> given = fresh.subList(0, Math.min(limit, fresh.size()));
        List<Event> told = new ArrayList<>();
        for (Found found : given) {
            told.add(events.said(found));
        }
        return new Batch(told, place.after(times(given), now).cursor(), fresh.size() > given.size() || reading.isPartial());
    }

    private static Map<String, Instant> times(List<Found> given) {
        var times = new LinkedHashMap<String, Instant>();
        given.forEach(it -> times.put(it.mark(), it.at()));
        return times;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Oldest first. */
    private List<Json> posts(Instant since, Instant commentsSince) throws ConnectorException {
        Listing page = api.feed(since, commentsSince, Optional.empty(), pageSize);
        List<Json> posts = new ArrayList<>(page.data());
        while (page.after().isPresent()) {
            page = api.feed(since, commentsSince, page.after(), pageSize);
            posts.addAll(page.data());
        }
        return posts.reversed();
    }

    private void comments(Reading reading, Json post) throws ConnectorException {
        Optional<String> id = idOf(post);
        Listing page = id.isPresent() ? first(post) : Listing.NOTHING;
        boolean fresh = reading.addAll(page, id);
        while (page.after().isPresent() && !fresh) {
            page = api.comments(id.orElseThrow(), reading.place.since(), page.after());
            fresh = reading.addAll(page, id);
        }
        if (page.after().isPresent()) {
            reading.endsAt();
        }
    }

    private static Listing first(Json post) {
        try {
            return post.optionalObject("comments").map(Listing::read).orElse(Listing.NOTHING);
        } catch (JsonException odd) {
            return Listing.NOTHING; // the post itself is told of as it is
        }
    }

    static Optional<String> idOf(Json json) {
        try {
            return Optional.of(FacebookJson.word(json, "id"));
        } catch (JsonException odd) {
            return Optional.empty();
        }
    }

    /** What has been found so far. */
    private static final class Reading {
        private final Place place;
        private final List<Found> found = new ArrayList<>();
        private Instant latest;
        private Instant end = Instant.MAX;

        Reading(Place place) {
            this.place = place;
            this.latest = place.since();
        }

        /** Whether there was something that was not given before. */
        boolean addAll(Listing page, Optional<String> post) {
            boolean fresh = false;
            for (Json comment : page.data()) {
                fresh |= add(comment, post);
            }
            return fresh;
        }

        boolean add(Json json, Optional<String> post) {
            latest = time(json);
            var one = new Found(FacebookEvents.mark(json), latest, json, post);
            found.add(one);
            return !place.isPast(one.mark(), one.at());
        }

        /** There is more after what was added last, which is not known yet. */
        void endsAt() {
            end = earlier(end, latest);
        }

        boolean isPartial() {
            return end.isBefore(Instant.MAX);
        }

        List<Found> fresh() {
            return found.stream()
                    .filter(it -> !place.isPast(it.mark(), it.at()) && !it.at().isAfter(end))
                    .sorted(Comparator.comparing(Found::at))
                    .toList();
        }

        /** Of one whose time nobody can read, that of the one before it. */
        private Instant time(Json json) {
            try {
                return FacebookJson.time(json, "created_time");
            } catch (JsonException | IllegalArgumentException odd) {
                return latest.isBefore(place.since()) ? place.since() : latest;
            }
        }
    }
}
