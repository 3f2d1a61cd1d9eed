package org.dialoguehub.twitter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;
import org.dialoguehub.twitter.TwitterJson.Includes;
import org.dialoguehub.twitter.TwitterJson.Tweet;

/** What X tells, as events; the same whether it was asked for or came by webhook. */
record TwitterEvents(TwitterTranslator translator, Host host) {
    /** A post; one that was edited is an event for its first version, which the hub may never have met, and one for the newest. */
    List<Event> of(Json json, Includes includes, Blobs blobs) throws ConnectorException {
        try {
            Tweet tweet = Tweet.read(json);
            var event = new Event(key(tweet.id()), translator.activity(tweet, includes));
            return tweet.first().equals(tweet.id())
                    ? List.of(event)
                    : List.of(new Event(key(tweet.first()), translator.first(tweet, includes)), event);
        } catch (JsonException | IllegalArgumentException odd) {
            return List.of(unreadable(json.written(), blobs));
        }
    }

    /** A post that its author has taken back; X tells of our own alone. */
    Event deleted(Json json) {
        String id = TwitterJson.id(json, "id");
        var actor = new Actor(TwitterTranslator.account(TwitterJson.id(json, "author_id")), "", Optional.empty());
        return new Event(new EventKey("deleted-" + id), new Activity.Delete(actor, new ExternalId(id), host.clock().instant()));
    }

    /** What the hub cannot make sense of: its raw form, under a note that says so. */
    Event unreadable(String json, Blobs blobs) throws ConnectorException {
        try {
            Blobs.Stored raw = blobs.put(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
            var id = new ExternalId("unreadable-" + raw.id());
            var actor = new Actor(TwitterTranslator.account("unknown"), "X", Optional.empty());
            var text = RichText.of("X told of something that this hub cannot read.");
            var note = Note.of(actor, text, host.audience(), host.clock().instant());
            return new Event(new EventKey(id.value()), new Activity.Create(id, note), Set.of(), Optional.of(raw.id()));
        } catch (IOException full) {
            throw new ConnectorException(new Failure.Unreachable("What X told could not be stored"), full);
        }
    }

    private static EventKey key(String id) {
        return new EventKey("post-" + id);
    }
}
