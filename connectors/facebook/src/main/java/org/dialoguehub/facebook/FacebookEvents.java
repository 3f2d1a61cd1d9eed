package org.dialoguehub.facebook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.facebook.FacebookJson.Change;
import org.dialoguehub.facebook.FacebookJson.Said;
import org.dialoguehub.facebook.FacebookJson.Shown;
import org.dialoguehub.facebook.FacebookTellings.Heard;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** Makes events of what was read and of what was told, under keys that are the same on both ways. */
record FacebookEvents(FacebookTranslator translator, FacebookFiles files, Host host) {
    private static final Set<String> FIELDS = Set.of("feed", "mention");
    /** Facebook makes JPEGs of most pictures. */
    private static final Map<String, String> TYPES = Map.of("png", "image/png", "gif", "image/gif", "webp", "image/webp");

    /** What somebody said, as reading gives it. */
    Event said(FacebookStream.Found found) throws ConnectorException {
        try {
            Said said = found.post().isPresent() ? Said.comment(found.json(), found.post().get()) : Said.post(found.json());
            return new Event(created(said.id()), translator.activity(said, pictures(said)));
        } catch (JsonException | IllegalArgumentException odd) {
            return unreadable(found.json(), FacebookStream.idOf(found.json()), found.at(), host.blobs());
        }
    }

    /** What a webhook tells of the Page. */
    Heard told(Json entry, Instant at, Blobs blobs) throws ConnectorException {
        List<Event> heard = new ArrayList<>();
        boolean rings = false;
        for (Json change : entry.has("changes") ? entry.list("changes") : List.<Json>of()) {
            if (FIELDS.contains(FacebookJson.optionalWord(change, "field").orElse(""))) {
                boolean picture = showsAPicture(change.object("value"), at);
                rings |= picture;
                if (!picture) {
                    change(change.object("value"), at, blobs).ifPresent(heard::add);
                }
            }
        }
        return new Heard(heard, rings);
    }

    /** Such a thing is read, as its picture must be fetched. */
    private boolean showsAPicture(Json value, Instant at) {
        try {
            Change change = Change.read(value, at);
            return change.isPicture() && !translator.isOurs(change.from());
        } catch (JsonException | IllegalArgumentException odd) {
            return false;
        }
    }

    /** Of others: our own are known. */
    private Map<Shown, Attachment> pictures(Said said) throws ConnectorException {
        var pictures = new LinkedHashMap<Shown, Attachment>();
        for (Shown shown : translator.isOurs(said.from()) ? List.<Shown>of() : said.shown()) {
            if (shown.picture().isPresent()) {
                URI address = shown.picture().get();
                String ending = address.getPath().replaceAll("^.*\\.", "").toLowerCase(Locale.ROOT);
                String type = TYPES.getOrDefault(ending, "image/jpeg");
                files.fetched(address, "picture." + type.substring("image/".length()), type, said.at())
                        .ifPresent(it -> pictures.put(shown, it));
            }
        }
        return pictures;
    }

    private Optional<Event> change(Json value, Instant at, Blobs blobs) throws ConnectorException {
        try {
            Change change = Change.read(value, at);
            return translator.activity(change).map(activity -> new Event(key(change, activity), activity));
        } catch (JsonException | IllegalArgumentException odd) {
            return Optional.of(unreadable(value, Optional.empty(), at, blobs));
        }
    }

    /** What the hub cannot make sense of: its raw form, under a note that says so. */
    Event unreadable(Json told, Optional<String> id, Instant at, Blobs blobs) throws ConnectorException {
        try {
            Blobs.Stored raw = blobs.put(new ByteArrayInputStream(told.written().getBytes(StandardCharsets.UTF_8)));
            var object = new ExternalId(id.orElse("unreadable-" + raw.id()));
            var text = RichText.of("Facebook told of something that this hub cannot read.");
            var note = Note.of(translator.actor(Optional.empty()), text, host.audience(), at);
            return new Event(created(object.value()), new Activity.Create(object, note), Set.of(), Optional.of(raw.id()));
        } catch (IOException full) {
            throw new ConnectorException(new Failure.Unreachable("What Facebook told could not be stored"), full);
        }
    }

    /** A short name for something that was read, the same each time. */
    static String mark(Json json) {
        return hash(FacebookStream.idOf(json).orElseGet(json::written));
    }

    static EventKey created(String id) {
        return new EventKey("created-" + id);
    }

    private static EventKey key(Change change, Activity activity) {
        String object = activity.object().value();
        return switch (activity) {
            case Activity.Create create -> created(object);
            case Activity.Delete delete -> new EventKey("removed-" + object);
            case Activity.Update update ->
                new EventKey("edited-" + object + "-" + change.told().getEpochSecond() + "-" + hash(change.text()));
            case Activity.Like like -> reaction(change, object);
            case Activity.Announce share -> reaction(change, object);
            case Activity.Undo undo -> reaction(change, object);
        };
    }

    private static EventKey reaction(Change change, String object) {
        String parts = String.join("-", List.of(change.verb(), object, change.from().map(FacebookJson.Person::id).orElse("unknown"),
                change.reaction().orElse("like"), Long.toString(change.at().getEpochSecond())));
        return new EventKey("reaction-" + parts);
    }

    static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 11);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
