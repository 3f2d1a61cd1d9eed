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
 * Polls the conversations of the Page: makes one stream, oldest first, of those in which something was said since, the latest of which come first.
 *
 * @param lookBack where the first reading begins
 */
record MessengerStream(MessengerApi api, MessengerEvents events, Duration lookBack) {
    /** A message, by a mark that tells it apart from all others. */
    record Found(String mark, Instant at, Json json) {}

    Batch receive(Cursor after, int limit, Instant now) throws ConnectorException {
        Place place = Place.of(after, now.minus(lookBack));
        List<Found> fresh = found(place.since()).stream().filter(it -> !place.isPast(it.mark(), it.at()))
                .sorted(Comparator.comparing(Found::at)).toList();
        List<Found> given = fresh.subList(0, Math.min(limit, fresh.size()));
        List<Event> told = new ArrayList<>();
        Map<String, Instant> times = new LinkedHashMap<>();
        for (Found each : given) {
            told.add(events.said(each));
            times.put(each.mark(), each.at());
        }
        return new Batch(told, place.after(times, now).cursor(), fresh.size() > given.size());
    }

    private List<Found> found(Instant since) throws ConnectorException {
        List<Found> found = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Listing page = api.conversations(next);
            for (Json conversation : page.data()) {
                if (time(conversation, "updated_time").filter(it -> it.isBefore(since)).isPresent()) {
                    return found;
                }
                found.addAll(messages(conversation, since));
            }
            next = page.after();
        } while (next.isPresent());
        return found;
    }

    /** Those of a conversation, oldest first, back to that time at least. */
    List<Found> messages(Json conversation, Instant since) throws ConnectorException {
        List<Json> all = new ArrayList<>();
        Listing page = first(conversation);
        all.addAll(page.data());
        while (page.after().isPresent() && !all.isEmpty()
                && time(all.getLast(), "created_time").filter(it -> it.isBefore(since)).isEmpty()) {
            page = api.messages(conversation.text("id"), page.after());
            all.addAll(page.data());
        }
        List<Found> found = new ArrayList<>();
        Instant latest = since;
        for (Json message : all.reversed()) {
            latest = time(message, "created_time").orElse(latest); // of one whose time nobody can read, that of the one before it
            found.add(new Found(FacebookEvents.mark(message), latest, message));
        }
        return found;
    }

    private static Listing first(Json conversation) {
        try {
            return conversation.optionalObject("messages").map(Listing::read).orElse(Listing.NOTHING);
        } catch (JsonException odd) {
            return Listing.NOTHING;
        }
    }

    private static Optional<Instant> time(Json json, String name) {
        try {
            return Optional.of(FacebookJson.time(json, name));
        } catch (JsonException | IllegalArgumentException odd) {
            return Optional.empty();
        }
    }
}
