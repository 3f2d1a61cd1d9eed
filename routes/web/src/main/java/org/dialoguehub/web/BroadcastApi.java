package org.dialoguehub.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.adaptation.Change;
import org.dialoguehub.adaptation.Overflow;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Preview;
import org.dialoguehub.broadcast.RefusedException;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.BlobId;

/** Broadcasts over HTTP, in JSON. What is refused is told as text, one problem a line. */
record BroadcastApi(Broadcasts broadcasts) {
    private static final Principal OPERATOR = new Principal.Administrator("operator");
    private static final Set<String> DRAFT =
            Set.of("key", "subject", "text", "channels", "different", "first-comment", "files", "language");
    private static final Set<String> DIFFERENT = Set.of("text", "overflow");
    private static final Set<String> FILE = Set.of("name", "type", "content", "description");

    void addTo(RoutesConfig routes) {
        routes.post("/api/files", this::file);
        routes.post("/api/broadcasts/preview", this::preview);
        routes.post("/api/broadcasts", this::publish);
        routes.get("/api/broadcasts/{key}", this::receipts);
        routes.exception(RefusedException.class, (refused, context) -> context.status(422).contentType("text/plain; charset=utf-8")
                .result(String.join("\n", refused.problems()) + "\n"));
    }

    /** Takes the bytes of a file, to be named by a draft soon after. */
    private void file(Context context) throws IOException {
        Blobs.Stored stored = broadcasts.blobs().put(context.req().getInputStream());
        context.status(201);
        answer(context, Json.object(json -> {
            json.writeStringField("content", stored.id().value());
            json.writeNumberField("size", stored.size());
        }));
    }

    private void preview(Context context) throws RefusedException {
        List<Preview> previews = broadcasts.preview(OPERATOR, draft(Asked.read(context.body(), DRAFT)));
        answer(context, Json.object(json -> {
            json.writeArrayFieldStart("channels");
            for (Preview preview : previews) {
                preview(json, preview);
            }
            json.writeEndArray();
        }));
    }

    private void publish(Context context) throws RefusedException {
        Asked asked = Asked.read(context.body(), DRAFT);
        String key = asked.text("key");
        Publicity publicity = broadcasts.publish(OPERATOR, draft(asked), key);
        context.status(202);
        answer(context, publicity(key, publicity));
    }

    private void receipts(Context context) {
        String key = context.pathParam("key");
        Optional<Publicity> publicity = broadcasts.find(OPERATOR, key);
        if (publicity.isEmpty()) {
            context.status(404).contentType("text/plain; charset=utf-8").result("There is no broadcast '" + key + "'\n");
            return;
        }
        answer(context, publicity(key, publicity.get()));
    }

    private static void answer(Context context, String json) {
        context.contentType("application/json").result(json);
    }

    private Draft draft(Asked asked) {
        Map<String, Draft.Wording> different = new LinkedHashMap<>();
        asked.each("different", DIFFERENT).forEach((channel, words) -> different.put(
                channel, new Draft.Wording(words.optionalText("text"), words.optionalText("overflow").map(BroadcastApi::overflow))));
        return new Draft(
                broadcasts.house(),
                asked.optionalText("subject"),
                asked.optionalText("text").orElse(""),
                asked.texts("channels"),
                different,
                asked.optionalText("first-comment"),
                asked.list("files", FILE).stream().map(this::attachment).toList(),
                new Audience.Everyone(),
                asked.optionalText("language").map(Locale::forLanguageTag));
    }

    private Attachment attachment(Asked file) {
        var content = new BlobId(file.text("content"));
        return new Attachment(file.text("name"), file.text("type"), size(content), file.optionalText("description"), content, false);
    }

    /** Bytes that are not there could never be sent. */
    private long size(BlobId content) {
        try (InputStream bytes = broadcasts.blobs().open(content)) {
            return bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException missing) {
            throw new IllegalArgumentException("There is no file with the content " + content.value() + "; send it to /api/files first",
                    missing);
        }
    }

    private static Overflow overflow(String word) {
        return Stream.of(Overflow.values()).filter(value -> value.name().equalsIgnoreCase(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'overflow' is '" + word + "'; it can be split, shorten or refuse"));
    }

    private static void preview(JsonGenerator json, Preview preview) throws IOException {
        json.writeStartObject();
        json.writeStringField("channel", preview.channel());
        json.writeStringField("network", preview.network());
        parts(json, "parts", preview.parts());
        parts(json, "comments", preview.comments());
        json.writeArrayFieldStart("changes");
        for (Change change : preview.changes()) {
            json.writeStartObject();
            json.writeStringField("kind", change.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeStringField("detail", change.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("problems");
        for (String problem : preview.problems()) {
            json.writeString(problem);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void parts(JsonGenerator json, String field, List<Preview.Part> parts) throws IOException {
        json.writeArrayFieldStart(field);
        for (Preview.Part part : parts) {
            json.writeStartObject();
            json.writeStringField("text", part.text());
            json.writeNumberField("length", part.length());
            if (part.limit() < Long.MAX_VALUE) {
                json.writeNumberField("limit", part.limit());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String publicity(String key, Publicity publicity) {
        return Json.object(json -> {
            json.writeStringField("key", key);
            json.writeStringField("note", publicity.note().value());
            receipts(json, "receipts", publicity.receipts());
            receipts(json, "comments", publicity.answers().stream().flatMap(answer -> answer.receipts().stream()).toList());
        });
    }

    private static void receipts(JsonGenerator json, String field, List<Receipt> receipts) throws IOException {
        json.writeArrayFieldStart(field);
        for (Receipt receipt : receipts) {
            json.writeStartObject();
            json.writeNumberField("delivery", receipt.delivery());
            json.writeStringField("channel", receipt.channel());
            json.writeStringField("state", receipt.state().name().toLowerCase(Locale.ROOT));
            text(json, "id", receipt.id().map(id -> id.value()));
            text(json, "url", receipt.url().map(Object::toString));
            text(json, "at", receipt.at().map(Object::toString));
            text(json, "settled-by", receipt.proof().map(proof -> proof.name().toLowerCase(Locale.ROOT)));
            json.writeStringField("text-sha256", receipt.fingerprint());
            json.writeNumberField("attempts", receipt.attempts());
            text(json, "reason", Optional.of(receipt.reason()).filter(reason -> !reason.isEmpty()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }
}
