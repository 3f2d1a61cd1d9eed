package org.dialoguehub.web;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dialoguehub.adaptation.Change;
import org.dialoguehub.broadcast.Broadcast;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Preview;
import org.dialoguehub.broadcast.Run;
import org.dialoguehub.broadcast.Schedule.Occurrence;
import org.dialoguehub.broadcast.Schedules;
import org.dialoguehub.broadcast.Step;
import org.dialoguehub.engine.Publicity;
import org.dialoguehub.engine.Receipt;
import org.dialoguehub.model.Attachment;

/** Broadcasts as JSON. Each method writes the fields of an object that is open. */
final class BroadcastJson {
    private BroadcastJson() {}

    static void previews(JsonGenerator json, List<Preview> previews, List<Occurrence> times) throws IOException {
        json.writeArrayFieldStart("channels");
        for (Preview preview : previews) {
            json.writeStartObject();
            preview(json, preview);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("times");
        for (Occurrence time : times) {
            json.writeStartObject();
            json.writeStringField("local", time.local().toString());
            json.writeStringField("zone", time.zone().getId());
            json.writeStringField("at", time.instant().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void preview(JsonGenerator json, Preview preview) throws IOException {
        json.writeStringField("channel", preview.channel());
        json.writeStringField("network", preview.network());
        parts(json, "parts", preview.parts());
        parts(json, "comments", preview.comments());
        files(json, preview.files());
        texts(json, "named", preview.named());
        text(json, "card", preview.card().map(Object::toString));
        if (preview.cost().isPresent()) {
            json.writeObjectFieldStart("cost");
            cost(json, preview.cost().get());
            json.writeEndObject();
        }
        texts(json, "waits", preview.waits());
        json.writeArrayFieldStart("changes");
        for (Change change : preview.changes()) {
            json.writeStartObject();
            json.writeStringField("kind", word(change.kind()));
            json.writeStringField("detail", change.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "problems", preview.problems());
    }

    private static void files(JsonGenerator json, List<Preview.File> files) throws IOException {
        json.writeArrayFieldStart("files");
        for (Preview.File file : files) {
            json.writeStartObject();
            file(json, file.file());
            text(json, "pixels", file.size());
            text(json, "change", file.change());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void cost(JsonGenerator json, Preview.Cost cost) throws IOException {
        json.writeNumberField("price", cost.price().amount());
        json.writeNumberField("spent", cost.spent().amount());
        if (cost.limit().isPresent()) {
            json.writeNumberField("limit", cost.limit().get().amount());
        }
        json.writeStringField("currency", cost.price().currency().getCurrencyCode());
        json.writeBooleanField("within", cost.isWithin());
    }

    private static void file(JsonGenerator json, Attachment file) throws IOException {
        json.writeStringField("name", file.name());
        json.writeStringField("type", file.mediaType());
        json.writeStringField("content", file.content().value());
        json.writeNumberField("size", file.size());
        text(json, "description", file.description());
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

    /** A line of the list. */
    static void head(JsonGenerator json, Broadcast broadcast, List<Run> runs) throws IOException {
        json.writeStringField("key", broadcast.key());
        json.writeNumberField("version", broadcast.version());
        json.writeStringField("stage", word(broadcast.stage()));
        text(json, "subject", broadcast.draft().subject());
        texts(json, "channels", broadcast.draft().channels());
        json.writeStringField("schedule", Schedules.text(broadcast.plan().schedule()));
        text(json, "campaign", broadcast.plan().campaign());
        texts(json, "tags", new TreeSet<>(broadcast.plan().tags()));
        json.writeStringField("changed", broadcast.changed().toString());
        json.writeStringField("by", broadcast.history().getLast().who());
        text(json, "next", broadcast.next().or(() -> runs.stream().filter(run -> run.state() == Run.State.DUE).map(Run::next)
                .min(Instant::compareTo)).map(Object::toString));
        text(json, "reason", runs.stream().map(Run::reason).filter(reason -> !reason.isEmpty()).findFirst());
    }

    /** All of a broadcast. */
    static void whole(JsonGenerator json, Broadcast broadcast, List<Run> runs) throws IOException {
        head(json, broadcast, runs);
        draft(json, broadcast.draft());
        json.writeArrayFieldStart("history");
        for (Step step : broadcast.history()) {
            json.writeStartObject();
            json.writeStringField("at", step.at().toString());
            json.writeStringField("who", step.who());
            json.writeStringField("what", word(step.deed()));
            json.writeStringField("text-sha256", step.fingerprint());
            text(json, "remark", DraftJson.some(step.remark()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("runs");
        for (Run run : runs) {
            json.writeStartObject();
            json.writeStringField("key", Broadcasts.key(broadcast, run));
            json.writeStringField("at", run.at().toString());
            json.writeStringField("state", word(run.state()));
            text(json, "next", Optional.of(run).filter(one -> one.state() == Run.State.DUE).map(one -> one.next().toString()));
            text(json, "reason", DraftJson.some(run.reason()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void draft(JsonGenerator json, Draft draft) throws IOException {
        json.writeStringField("text", draft.text());
        text(json, "first-comment", draft.firstComment());
        text(json, "language", draft.language().map(Locale::toLanguageTag));
        json.writeObjectFieldStart("different");
        for (var different : new TreeMap<>(draft.overrides()).entrySet()) {
            json.writeObjectFieldStart(different.getKey());
            text(json, "text", different.getValue().text());
            text(json, "overflow", different.getValue().overflow().map(BroadcastJson::word));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("files");
        for (Attachment file : draft.attachments()) {
            json.writeStartObject();
            file(json, file);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What became of what was said. */
    static void publicity(JsonGenerator json, Publicity publicity) throws IOException {
        json.writeStringField("note", publicity.note().value());
        receipts(json, "receipts", publicity.receipts());
        receipts(json, "comments", publicity.answers().stream().flatMap(answer -> answer.receipts().stream()).toList());
        json.writeArrayFieldStart("corrections");
        for (Publicity.Change change : publicity.changes()) {
            json.writeStartObject();
            json.writeStringField("what", word(change.kind()));
            json.writeStringField("at", change.at().toString());
            receipts(json, "receipts", change.receipts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void receipts(JsonGenerator json, String field, List<Receipt> receipts) throws IOException {
        json.writeArrayFieldStart(field);
        for (Receipt receipt : receipts) {
            json.writeStartObject();
            json.writeNumberField("delivery", receipt.delivery());
            json.writeStringField("channel", receipt.channel());
            json.writeStringField("state", word(receipt.state()));
            text(json, "id", receipt.id().map(id -> id.value()));
            text(json, "url", receipt.url().map(Object::toString));
            text(json, "at", receipt.at().map(Object::toString));
            text(json, "settled-by", receipt.proof().map(BroadcastJson::word));
            json.writeStringField("text-sha256", receipt.fingerprint());
            json.writeNumberField("attempts", receipt.attempts());
            text(json, "reason", DraftJson.some(receipt.reason()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void text(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }

    private static void texts(JsonGenerator json, String field, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
