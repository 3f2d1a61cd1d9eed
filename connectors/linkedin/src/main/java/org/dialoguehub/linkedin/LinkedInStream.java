package org.dialoguehub.linkedin;

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
import org.dialoguehub.linkedin.LinkedInJson.Comment;
import org.dialoguehub.linkedin.LinkedInJson.Said;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;
import org.dialoguehub.toolkit.Place;

/**
 * Polls the organization: makes one stream, oldest first, of its posts, of the comments on the latest of them, and of what notifications tell of others.
 * A comment that comes both ways has the same mark.
 *
 * @param lookBack where the first reading begins
 * @param watched how many of the latest posts are read comment by comment
 * @param notifications whether these are asked for
 */
record LinkedInStream(LinkedInApi api, LinkedInEvents events, Duration lookBack, int watched, boolean notifications) {
    /**
     * Something that happened.
     *
     * @param mark tells it apart from all others
     * @param order grows with time, among those of one time and kind
     */
    record Found(String mark, Instant at, String order, Source source, Json json) {}

    /** Where something was found. */
    sealed interface Source {
        record Post() implements Source {}

        /** On which post. */
        record Comments(LinkedInUrn post) implements Source {}

        record Notifications() implements Source {}
    }

    private static final Comparator<Found> ORDER = Comparator.comparing(Found::at)
            .thenComparing(found -> found.source() instanceof Source.Notifications)
            .thenComparingInt(found -> found.order().length())
            .thenComparing(Found::order);

    Batch receive(Cursor after, int limit, Instant now) throws ConnectorException {
        Place place = Place.of(after, now.minus(lookBack));
        Map<String, Found> found = new LinkedHashMap<>();
        List<Json> posts = posts(place.since());
        posts.forEach(post -> add(found, post(post, place.since())));
        for (Json post : posts.subList(0, Math.min(watched, posts.size()))) {
            comments(post, place.since()).forEach(comment -> add(found, comment));
        }
        // both ends of the range count here, whichever LinkedIn leaves out
        for (Json told : notifications ? api.notifications(place.since().toEpochMilli(), now.toEpochMilli() + 1) : List.<Json>of()) {
            add(found, events.notified(told, place.since()));
        }
        List<Found> fresh = found.values().stream().filter(it -> !place.isPast(it.mark(), it.at())).sorted(ORDER).toList();
        List<Found> given = fresh.subList(0, Math.min(limit, fresh.size()));
        List<Event> told = new ArrayList<>();
        for (Found each : given) {
            told.add(events.event(each));
        }
        Map<String, Instant> times = new LinkedHashMap<>();
        given.forEach(it -> times.put(it.mark(), it.at()));
        return new Batch(told, place.after(times, now).cursor(), fresh.size() > given.size());
    }

    private static void add(Map<String, Found> found, Found one) {
        found.putIfAbsent(one.mark(), one);
    }

    /** Newest first, back to that time, and at least those whose comments are read. */
    private List<Json> posts(Instant since) throws ConnectorException {
        List<Json> all = new ArrayList<>();
        List<Json> page = api.posts(0);
        while (!page.isEmpty() && !all.containsAll(page)) {
            all.addAll(page);
            boolean enough = timeOf(page.getLast()).map(oldest -> oldest.isBefore(since)).orElse(true);
            page = enough ? List.of() : api.posts(all.size());
        }
        return all;
    }

    private static Found post(Json json, Instant otherwise) {
        String id = LinkedInEvents.textOf(json, "id").orElseGet(json::written);
        return new Found(LinkedInEvents.mark(id), timeOf(json).orElse(otherwise), LinkedInUrn.order(id), new Source.Post(), json);
    }

    private List<Found> comments(Json post, Instant since) throws ConnectorException {
        Optional<LinkedInUrn> on = LinkedInEvents.urnOf(post, "id");
        List<Found> all = new ArrayList<>();
        for (Json comment : on.isPresent() ? api.comments(on.get().value()) : List.<Json>of()) {
            all.add(comment(comment, on.get(), since));
            Optional<LinkedInUrn> above = LinkedInEvents.urnOf(comment, "commentUrn");
            if (above.isPresent() && isAnswered(comment)) {
                api.comments(above.get().value()).forEach(reply -> all.add(comment(reply, on.get(), since)));
            }
        }
        return all;
    }

    private static Found comment(Json json, LinkedInUrn post, Instant otherwise) {
        String id = LinkedInEvents.urnOf(json, "commentUrn").map(LinkedInUrn::value).orElseGet(json::written);
        Instant at = otherwise;
        try {
            at = Comment.read(json).at();
        } catch (JsonException | IllegalArgumentException odd) {
            // told of as it is, at the earliest time
        }
        return new Found(LinkedInEvents.mark(id), at, LinkedInUrn.order(id), new Source.Comments(post), json);
    }

    private static boolean isAnswered(Json comment) {
        try {
            return Comment.isAnswered(comment);
        } catch (JsonException odd) {
            return false;
        }
    }

    private static Optional<Instant> timeOf(Json post) {
        try {
            return Optional.of(Said.said(post));
        } catch (JsonException odd) {
            return Optional.empty();
        }
    }
}
