package org.dialoguehub.linkedin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.linkedin.LinkedInJson.Comment;
import org.dialoguehub.linkedin.LinkedInJson.Notification;
import org.dialoguehub.linkedin.LinkedInJson.Said;
import org.dialoguehub.linkedin.LinkedInStream.Found;
import org.dialoguehub.linkedin.LinkedInStream.Source;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** Makes events of what was found: what somebody said by its name, whatever else was done by the id of its notification. */
record LinkedInEvents(LinkedInApi api, LinkedInTranslator translator, Host host) {
    private static final Set<String> SAYING = Set.of("COMMENT", "ADMIN_COMMENT", "SHARE_MENTION");

    /** A notification, before anybody has asked for the comment that it is about. */
    Found notified(Json json, Instant otherwise) {
        String id = idOf(json);
        Optional<LinkedInUrn> said = textOf(json, "action").filter(SAYING::contains).flatMap(it -> urnOf(json, "generatedActivity"));
        Instant at = otherwise;
        try {
            at = LinkedInJson.time(json, "lastModifiedAt");
        } catch (JsonException odd) {
            // told of as it is, at the earliest time
        }
        return new Found(mark(said.map(LinkedInUrn::value).orElse(id)), at, id, new Source.Notifications(), json);
    }

    Event event(Found found) throws ConnectorException {
        try {
            return switch (found.source()) {
                case Source.Post post -> said(translator.said(Said.read(found.json())));
                case Source.Comments(LinkedInUrn post) -> said(translator.said(Comment.read(found.json()), post));
                case Source.Notifications notifications -> told(Notification.read(found.json()));
            };
        } catch (JsonException | IllegalArgumentException odd) {
            return unreadable(found);
        }
    }

    private Event told(Notification told) throws ConnectorException {
        Activity activity = translator.told(told, comment(told));
        return SAYING.contains(told.action()) ? said(activity) : new Event(new EventKey("notification-" + told.id()), activity);
    }

    /** A notification does not tell which comment is answered, and may have an older text. */
    private Optional<Comment> comment(Notification told) throws ConnectorException {
        boolean asks = told.action().equals("COMMENT") || told.action().equals("ADMIN_COMMENT") || told.action().equals("COMMENT_EDIT");
        Optional<LinkedInUrn> urn = told.generated().filter(it -> asks && it.isComment());
        try {
            return urn.isPresent() ? api.comment(urn.get()).map(Comment::read) : Optional.empty();
        } catch (JsonException odd) {
            return Optional.empty();
        }
    }

    private static Event said(Activity activity) {
        return new Event(new EventKey("said-" + activity.object().value()), activity);
    }

    /** What the hub cannot make sense of: its raw form, under a note that says so. */
    private Event unreadable(Found found) throws ConnectorException {
        try {
            Blobs.Stored raw = host.blobs().put(new ByteArrayInputStream(found.json().written().getBytes(StandardCharsets.UTF_8)));
            var id = new ExternalId("unreadable-" + found.mark());
            var text = RichText.of("LinkedIn told of something that this hub cannot read.");
            var note = Note.of(translator.actor(Optional.empty()), text, host.audience(), found.at());
            return new Event(new EventKey(id.value()), new Activity.Create(id, note), Set.of(), Optional.of(raw.id()));
        } catch (IOException full) {
            throw new ConnectorException(new Failure.Unreachable("What LinkedIn told could not be stored"), full);
        }
    }

    private static String idOf(Json json) {
        try {
            return LinkedInJson.word(json, "notificationId");
        } catch (JsonException odd) {
            return json.written();
        }
    }

    static Optional<String> textOf(Json json, String name) {
        return json.isText(name) ? Optional.of(json.text(name)) : Optional.empty();
    }

    static Optional<LinkedInUrn> urnOf(Json json, String name) {
        try {
            return textOf(json, name).map(LinkedInUrn::new);
        } catch (IllegalArgumentException odd) {
            return Optional.empty();
        }
    }

    /** A short name for something, the same each time. */
    static String mark(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 11);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
