package org.dialoguehub.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Circle;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.NoteRef;

/**
 * Writes one activity, its members always in the same order.
 *
 * @param complete whether to write, too, what the hub would know without
 */
record ActivityWriter(JsonGenerator json, boolean complete) {
    void activity(Activity activity) throws IOException {
        json.writeStartObject();
        if (complete) {
            context();
        }
        members(activity);
        json.writeEndObject();
    }

    private void context() throws IOException {
        json.writeArrayFieldStart("@context");
        json.writeString(Words.ACTIVITY_STREAMS);
        json.writeStartObject();
        json.writeStringField("hub", Words.HUB);
        json.writeStringField("note", Words.HUB + "note/");
        json.writeStringField("external", Words.HUB + "external/");
        json.writeEndObject();
        json.writeEndArray();
    }

    private void members(Activity activity) throws IOException {
        json.writeStringField("type", type(activity));
        boolean derived = activity instanceof Activity.Create;
        if (complete || !derived) {
            actor("actor", activity.actor());
            json.writeStringField("published", activity.published().toString());
        }
        switch (activity) {
            case Activity.Create create -> note(create.object(), create.note());
            case Activity.Update update -> note(update.object(), update.note());
            case Activity.Delete delete -> json.writeStringField("object", id(delete.object()));
            case Activity.Announce announce -> json.writeStringField("object", id(announce.object()));
            case Activity.Like like -> {
                json.writeStringField("object", id(like.object()));
                json.writeStringField("content", like.emoji());
            }
            case Activity.Undo undo -> {
                json.writeObjectFieldStart("object");
                members(undo.undone());
                json.writeEndObject();
            }
        }
    }

    private static String type(Activity activity) {
        return switch (activity) {
            case Activity.Create create -> "Create";
            case Activity.Update update -> "Update";
            case Activity.Delete delete -> "Delete";
            case Activity.Announce announce -> "Announce";
            case Activity.Like like -> "Like";
            case Activity.Undo undo -> "Undo";
        };
    }

    private void note(NoteRef ref, Note note) throws IOException {
        json.writeObjectFieldStart("object");
        json.writeStringField("type", "Note");
        json.writeStringField("id", id(ref));
        actor("attributedTo", note.author());
        json.writeStringField("published", note.published().toString());
        optional("name", note.subject());
        optional("url", note.url());
        optional("hub:language", note.language().map(language -> language.toLanguageTag()));
        json.writeFieldName("audience");
        audience(note.audience());
        if (note.inReplyTo().isPresent()) {
            inReplyTo(note.inReplyTo().get());
        }
        if (complete) {
            json.writeStringField("mediaType", Words.PLAIN);
            json.writeStringField("content", note.body().plainText());
        }
        json.writeFieldName("hub:body");
        new TreeWriter(json).blocks(note.body().blocks());
        attachments(note.attachments());
        json.writeEndObject();
    }

    private void actor(String name, Actor actor) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("type", "Person");
        json.writeStringField("id", actor.account().value());
        json.writeStringField("name", actor.name());
        optional("url", actor.page());
        json.writeEndObject();
    }

    void audience(Audience audience) throws IOException {
        switch (audience) {
            case Audience.Everyone() -> json.writeString(Words.PUBLIC);
            case Audience.Organization() -> json.writeString(Words.ORGANIZATION);
            case Audience.Circles circles ->
                members("Group", "name", circles.circles().stream().map(Circle::value).toList());
            case Audience.Persons persons ->
                members("Person", "id", persons.accounts().stream().map(AccountId::value).toList());
        }
    }

    private void members(String type, String property, Collection<String> values) throws IOException {
        json.writeStartArray();
        for (String value : values.stream().sorted().toList()) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField(property, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void inReplyTo(InReplyTo answered) throws IOException {
        json.writeStringField("inReplyTo", id(answered.note()));
        if (!answered.ancestors().isEmpty()) {
            json.writeArrayFieldStart("hub:ancestors");
            for (NoteRef ancestor : answered.ancestors()) {
                json.writeString(id(ancestor));
            }
            json.writeEndArray();
        }
    }

    private void attachments(List<Attachment> attachments) throws IOException {
        if (attachments.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("attachment");
        for (Attachment attachment : attachments) {
            json.writeStartObject();
            json.writeStringField("type", "Document");
            json.writeStringField("name", attachment.name());
            json.writeStringField("mediaType", attachment.mediaType());
            json.writeStringField("url", Words.BLOB + attachment.content().value());
            json.writeNumberField("hub:size", attachment.size());
            json.writeBooleanField("hub:inline", attachment.inline());
            optional("summary", attachment.description());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void optional(String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        }
    }

    private static String id(NoteRef ref) {
        return switch (ref) {
            case NoteId note -> Words.NOTE + note.value();
            case ExternalId external -> Words.EXTERNAL + external.value();
        };
    }
}
