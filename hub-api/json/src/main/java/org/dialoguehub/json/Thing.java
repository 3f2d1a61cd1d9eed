package org.dialoguehub.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;
import org.jspecify.annotations.Nullable;

/** An activity or note as it stood in the JSON. Its members come in any order, so that what it is shows only at its end. */
final class Thing {
    private final JsonSource json;
    private final PartReader parts;

    private String type = "";
    private String mediaType = "text/html"; // the vocabulary's own default
    private Optional<String> name = Optional.empty();
    private Optional<URI> url = Optional.empty();
    private Optional<Locale> language = Optional.empty();
    private List<NoteRef> ancestors = List.of();
    private List<Attachment> attachments = List.of();
    private @Nullable NoteRef id;
    private @Nullable Actor actor;
    private @Nullable Instant published;
    private @Nullable Thing object;
    private @Nullable String content;
    private @Nullable List<Block> body;
    private @Nullable NoteRef inReplyTo;
    private @Nullable Audience audience;

    private Thing(JsonSource json) {
        this.json = json;
        this.parts = new PartReader(json);
    }

    static Thing read(JsonSource json) throws IOException {
        var thing = new Thing(json);
        for (@Nullable String member = json.enter("an activity"); member != null; member = json.next()) {
            thing.member(member);
        }
        return thing;
    }

    private void member(String member) throws IOException {
        switch (member) {
            case "type" -> type = json.text(member);
            case "id" -> id = json.text(member, PartReader::ref);
            case "actor", "attributedTo" -> actor = parts.actor(member);
            case "published" -> published = json.text(member, Instant::parse);
            case "object" -> object = object(member);
            case "name" -> name = Optional.of(json.text(member));
            case "url" -> url = Optional.of(json.text(member, URI::create));
            case "mediaType" -> mediaType = json.text(member);
            case "content" -> content = json.text(member);
            case "inReplyTo" -> inReplyTo = json.text(member, PartReader::ref);
            case "audience" -> audience = parts.audience(member);
            case "attachment" -> attachments = json.list(member, parts::attachment);
            case "hub:language" -> language = Optional.of(json.text(member, Locale::forLanguageTag));
            case "hub:ancestors" -> ancestors = json.list(member, () -> json.text(member, PartReader::ref));
            case "hub:body" -> body = new TreeReader(json).blocks(member);
            default -> json.skip();
        }
    }

    /** The object of an activity: told in full, or by its id alone. */
    private Thing object(String member) throws IOException {
        if (!json.is(JsonToken.VALUE_STRING)) {
            return read(json);
        }
        var named = new Thing(json);
        named.id = json.text(member, PartReader::ref);
        return named;
    }

    Activity activity() {
        return switch (type) {
            case "Create" -> new Activity.Create(object().id(), object().note(this));
            case "Update" -> new Activity.Update(actor(), object().id(), object().note(this), published());
            case "Delete" -> new Activity.Delete(actor(), object().id(), published());
            case "Undo" -> new Activity.Undo(actor(), object().reversible(), published());
            default -> reversible();
        };
    }

    private Activity.Reversible reversible() {
        return switch (type) {
            case "Like" -> new Activity.Like(actor(), object().id(), content == null ? Activity.Like.THUMBS_UP : content, published());
            case "Announce" -> new Activity.Announce(actor(), object().id(), published());
            default ->
                throw new IllegalArgumentException(
                        "'type' is '" + type + "'; Create, Update, Delete, Like, Announce or Undo of the latter two is needed");
        };
    }

    /** The note that this is. What it does not say of itself, its activity says. */
    private Note note(Thing activity) {
        if (!type.equals("Note")) {
            throw new IllegalArgumentException("'type' of the object is '" + type + "'; Note is needed");
        }
        return new Note(
                actor == null ? activity.actor() : actor,
                name,
                body(),
                Optional.ofNullable(inReplyTo).map(note -> new InReplyTo(note, ancestors)),
                attachments,
                json.required("audience", audience),
                published == null ? activity.published() : published,
                language,
                url);
    }

    private RichText body() {
        if (body != null) {
            return new RichText(body);
        }
        if (content == null) {
            return RichText.empty();
        }
        if (!mediaType.equals(Words.PLAIN)) {
            throw new IllegalArgumentException("'mediaType' is '" + mediaType + "'; without a tree in 'hub:body', text/plain is needed");
        }
        return RichText.of(content);
    }

    private NoteRef id() {
        return json.required("id", id);
    }

    private Actor actor() {
        return json.required("actor", actor);
    }

    private Instant published() {
        return json.required("published", published);
    }

    private Thing object() {
        return json.required("object", object);
    }
}
