package org.dialoguehub.facebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Host;
import org.dialoguehub.facebook.FacebookTellings.Heard;
import org.dialoguehub.facebook.MessengerJson.Message;
import org.dialoguehub.facebook.MessengerJson.Shown;
import org.dialoguehub.facebook.MessengerJson.Told;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/**
 * Makes events of what was read and of what was told. A webhook does not tell who somebody is, and its files end soon: so of messages it only rings, and
 * they are read.
 *
 * @param unread makes an event of what nobody can read
 */
record MessengerEvents(MessengerTranslator translator, FacebookFiles files, FacebookEvents unread, Host host) {
    Event said(MessengerStream.Found found) throws ConnectorException {
        try {
            Message message = Message.read(found.json());
            return new Event(FacebookEvents.created(message.id()), translator.activity(message, fetched(message)));
        } catch (JsonException | IllegalArgumentException odd) {
            return unread.unreadable(found.json(), FacebookStream.idOf(found.json()), found.at(), host.blobs());
        }
    }

    /** What a webhook tells. */
    Heard told(Json entry, Instant at, Blobs blobs) throws ConnectorException {
        List<Event> heard = new ArrayList<>();
        boolean rings = false;
        for (Json each : entry.has("messaging") ? entry.list("messaging") : List.<Json>of()) {
            if (each.has("reaction") || each.has("message_edit")) {
                heard.add(changed(each, at, blobs));
            } else {
                rings |= each.has("message") || each.has("postback");
            }
        }
        return new Heard(heard, rings);
    }

    private Event changed(Json told, Instant at, Blobs blobs) throws ConnectorException {
        try {
            Told read = Told.read(told);
            return new Event(key(read), translator.activity(read).orElseThrow(() -> new IllegalArgumentException("Nothing was done")));
        } catch (JsonException | IllegalArgumentException odd) {
            return unread.unreadable(told, Optional.empty(), at, blobs);
        }
    }

    private static EventKey key(Told told) {
        return told.edit().map(it -> new EventKey("edited-" + FacebookEvents.hash(it.message()) + "-" + it.number()))
                .orElseGet(() -> new EventKey("reaction-" + FacebookEvents.hash(told.reaction().toString()) + "-" + told.sender() + "-"
                        + told.at().toEpochMilli()));
    }

    private List<Optional<Attachment>> fetched(Message message) throws ConnectorException {
        List<Optional<Attachment>> fetched = new ArrayList<>();
        for (Shown shown : message.shown()) {
            fetched.add(shown.address().isEmpty() || shown.mediaType().isEmpty()
                    ? Optional.empty()
                    : files.fetched(shown.address().get(), shown.name(), shown.mediaType(), message.at()));
        }
        return fetched;
    }
}
