package org.dialoguehub.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;
import org.dialoguehub.model.Circle;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.NoteRef;
import org.jspecify.annotations.Nullable;

/** Reads the parts of activities and notes: who, for whom, with what. */
record PartReader(JsonSource json) {
    static NoteRef ref(String id) {
        if (id.startsWith(Words.NOTE)) {
            return new NoteId(id.substring(Words.NOTE.length()));
        }
        if (id.startsWith(Words.EXTERNAL)) {
            return new ExternalId(id.substring(Words.EXTERNAL.length()));
        }
        throw new IllegalArgumentException("the id '" + id + "' begins neither with note: nor with external:");
    }

    /** An actor, told in full or by the account alone. */
    Actor actor(String what) throws IOException {
        if (json.is(JsonToken.VALUE_STRING)) {
            return Actor.of(json.text(what), "");
        }
        @Nullable String id = null;
        String name = "";
        Optional<URI> url = Optional.empty();
        for (@Nullable String member = json.enter(what); member != null; member = json.next()) {
            switch (member) {
                case "id" -> id = json.text(member);
                case "name" -> name = json.text(member);
                case "url" -> url = Optional.of(json.text(member, URI::create));
                default -> json.skip();
            }
        }
        return new Actor(new AccountId(json.required("id", id)), name, url);
    }

    Audience audience(String what) throws IOException {
        if (json.is(JsonToken.VALUE_STRING)) {
            return json.text(what, PartReader::wide);
        }
        var circles = new HashSet<Circle>();
        var accounts = new HashSet<AccountId>();
        json.list(what, () -> reader(circles, accounts));
        if (!circles.isEmpty() && !accounts.isEmpty()) {
            throw new IllegalArgumentException("An audience is of groups or of persons, not of both");
        }
        return accounts.isEmpty() ? new Audience.Circles(circles) : new Audience.Persons(accounts);
    }

    private static Audience wide(String word) {
        return switch (word) {
            case Words.PUBLIC -> new Audience.Everyone();
            case Words.ORGANIZATION -> new Audience.Organization();
            default -> throw new IllegalArgumentException(
                    "'" + word + "'; " + Words.PUBLIC + ", " + Words.ORGANIZATION + " or a list is needed");
        };
    }

    private boolean reader(Set<Circle> circles, Set<AccountId> accounts) throws IOException {
        String type = "";
        String name = "";
        String id = "";
        for (@Nullable String member = json.enter("a reader"); member != null; member = json.next()) {
            switch (member) {
                case "type" -> type = json.text(member);
                case "name" -> name = json.text(member);
                case "id" -> id = json.text(member);
                default -> json.skip();
            }
        }
        return switch (type) {
            case "Group" -> circles.add(new Circle(name));
            case "Person" -> accounts.add(new AccountId(id));
            default -> throw json.unknown("A reader");
        };
    }

    Attachment attachment() throws IOException {
        String name = "";
        String mediaType = "application/octet-stream";
        Optional<String> description = Optional.empty();
        @Nullable BlobId content = null;
        long size = 0;
        boolean inline = false;
        for (@Nullable String member = json.enter("an attachment"); member != null; member = json.next()) {
            switch (member) {
                case "name" -> name = json.text(member);
                case "mediaType" -> mediaType = json.text(member);
                case "url" -> content = json.text(member, PartReader::blob);
                case "summary" -> description = Optional.of(json.text(member));
                case "hub:size" -> size = json.number(member, number -> number);
                case "hub:inline" -> inline = json.truth(member);
                default -> json.skip();
            }
        }
        return new Attachment(name, mediaType, size, description, json.required("url", content), inline);
    }

    private static BlobId blob(String url) {
        if (!url.startsWith(Words.BLOB)) {
            throw new IllegalArgumentException("'" + url + "' does not begin with " + Words.BLOB);
        }
        return new BlobId(url.substring(Words.BLOB.length()));
    }
}
