package org.dialoguehub.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dialoguehub.archive.Archive;
import org.dialoguehub.archive.Facets;
import org.dialoguehub.archive.Living;
import org.dialoguehub.archive.Message;
import org.dialoguehub.archive.QueryException;
import org.dialoguehub.archive.SearchRequest;
import org.dialoguehub.archive.SearchRequest.Order;
import org.dialoguehub.archive.SearchRequest.Unit;
import org.dialoguehub.archive.SearchResult;
import org.dialoguehub.broadcast.Markdown;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.model.Actor;

/**
 * The archive over HTTP, in JSON.
 *
 * @param house in whose name answers are given
 */
public record ArchiveApi(Archive archive, Living living, Actor house) {
    private static final int PAGE = 20;

    /** Adds its routes; who calls is asked before. */
    public void addTo(RoutesConfig routes) {
        routes.get("/api/archive/search", this::search);
        routes.get("/api/archive/messages/{number}", this::message);
        routes.get("/api/archive/messages/{number}/raw", this::raw);
        routes.get("/api/archive/messages/{number}/files/{place}", this::file);
        routes.get("/api/archive/messages/{number}/thread", this::thread);
        routes.post("/api/archive/messages/{number}/answer", this::answer);
        routes.post("/api/archive/messages/{number}/merge", this::merge);
        routes.post("/api/archive/messages/{number}/split", this::split);
        routes.post("/api/archive/undo", this::undo);
        routes.exception(QueryException.class, (wrong, context) -> context.status(400).contentType("text/plain; charset=utf-8")
                .result(wrong.getMessage() + "\n"));
    }

    private void search(Context context) throws QueryException {
        Principal who = Callers.of(context);
        var request = new SearchRequest(
                Optional.ofNullable(context.queryParam("q")).orElse(""), WebServer.number(context, "limit", PAGE, SearchRequest.MOST),
                Optional.ofNullable(context.queryParam("cursor")).orElse(""),
                one(Order.values(), "order", context), one(Unit.values(), "unit", context));
        SearchResult found = archive.find(who, request);
        Optional<Facets> facets = "true".equals(context.queryParam("facets"))
                ? Optional.of(archive.facets(who, request.query()))
                : Optional.empty();
        answer(context, Json.object(json -> {
            json.writeNumberField("total", found.total());
            json.writeBooleanField("exact", found.total() < SearchResult.COUNTED);
            BroadcastJson.text(json, "next", found.next());
            json.writeArrayFieldStart("hits");
            for (SearchResult.Hit hit : found.hits()) {
                json.writeStartObject();
                hit(json, hit);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (facets.isPresent()) {
                facets(json, facets.get());
            }
        }));
    }

    private static <T extends Enum<T>> T one(T[] values, String name, Context context) {
        String word = Optional.ofNullable(context.queryParam(name)).orElseGet(() -> values[0].name());
        return Stream.of(values).filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is '" + word + "'; it can be "
                        + String.join(", ", Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList())));
    }

    private static void hit(JsonGenerator json, SearchResult.Hit hit) throws IOException {
        json.writeNumberField("number", hit.number());
        json.writeStringField("subject", hit.subject());
        writer(json, hit.name(), hit.address(), hit.sent());
        texts(json, "groups", hit.groups());
        json.writeArrayFieldStart("excerpt");
        for (SearchResult.Piece piece : hit.excerpt()) {
            json.writeStartObject();
            json.writeStringField("text", piece.text());
            json.writeBooleanField("found", piece.found());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void facets(JsonGenerator json, Facets facets) throws IOException {
        json.writeObjectFieldStart("facets");
        counts(json, "people", facets.people());
        counts(json, "groups", facets.groups());
        counts(json, "years", facets.years());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, List<Facets.Count> counts) throws IOException {
        json.writeArrayFieldStart(name);
        for (Facets.Count count : counts) {
            json.writeStartObject();
            json.writeStringField("of", count.of());
            json.writeNumberField("mails", count.mails());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writer(JsonGenerator json, String name, String address, Optional<Instant> sent) throws IOException {
        json.writeStringField("name", name);
        json.writeStringField("address", address);
        BroadcastJson.text(json, "sent", sent.map(Instant::toString));
    }

    private static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : new TreeSet<>(texts)) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void message(Context context) {
        Optional<Message> message = archive.message(Callers.of(context), number(context));
        if (message.isEmpty()) {
            missing(context);
            return;
        }
        answer(context, Json.object(json -> message(json, message.get())));
    }

    private static void message(JsonGenerator json, Message message) throws IOException {
        json.writeNumberField("number", message.number());
        json.writeStringField("message-id", message.messageId());
        json.writeStringField("subject", message.subject());
        writer(json, message.name(), message.address(), message.sent());
        texts(json, "to", message.to());
        texts(json, "groups", message.groups());
        texts(json, "tags", message.tags());
        json.writeArrayFieldStart("text");
        for (Message.Passage passage : message.text()) {
            json.writeStartObject();
            json.writeStringField("kind", passage.kind());
            json.writeStringField("text", passage.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        for (Message.File file : message.files()) {
            json.writeStartObject();
            json.writeStringField("name", file.name());
            json.writeStringField("type", file.mediaType());
            json.writeNumberField("size", file.size());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "marks", message.marks().stream().map(mark -> mark.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList());
        BroadcastJson.text(json, "note", message.living());
    }

    private void raw(Context context) {
        archive.mail(Callers.of(context), number(context))
                .ifPresentOrElse(bytes -> attached(context, bytes, number(context) + ".eml", "message/rfc822"), () -> missing(context));
    }

    private void file(Context context) {
        Principal who = Callers.of(context);
        long place = WebServer.number(context.pathParam("place"));
        Optional<Message> message = archive.message(who, number(context));
        Optional<byte[]> bytes = place < 0 || place > 10_000 ? Optional.empty() : archive.file(who, number(context), (int) place);
        if (message.isEmpty() || bytes.isEmpty()) {
            missing(context);
            return;
        }
        // Never as what it says it is: a browser would run it.
        attached(context, bytes.get(), message.get().files().get((int) place).name(), "application/octet-stream");
    }

    private static void attached(Context context, byte[] bytes, String name, String type) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        context.header("Content-Disposition", "attachment; filename=\"" + plain + "\"").contentType(type).result(bytes);
    }

    private void thread(Context context) {
        List<Archive.Entry> thread = archive.thread(Callers.of(context), number(context));
        if (thread.isEmpty()) {
            missing(context);
            return;
        }
        answer(context, Json.object(json -> {
            json.writeArrayFieldStart("messages");
            for (Archive.Entry entry : thread) {
                json.writeStartObject();
                if (entry.number().isPresent()) {
                    json.writeNumberField("number", entry.number().get());
                }
                if (entry.above() >= 0) {
                    json.writeNumberField("answers", entry.above());
                }
                json.writeStringField("subject", entry.subject());
                writer(json, entry.name(), entry.address(), entry.sent());
                json.writeBooleanField("guessed", entry.guessed());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private void answer(Context context) {
        Asked asked = Asked.read(context.body(), Set.of("text", "to", "key"));
        var publicity = living.answer(Callers.of(context), number(context), house, Markdown.read(asked.text("text")), asked.texts("to"),
                asked.text("key"));
        context.status(202);
        answer(context, Json.object(json -> BroadcastJson.publicity(json, publicity)));
    }

    private void merge(Context context) {
        long below = Asked.read(context.body(), Set.of("below")).optionalNumber("below")
                .orElseThrow(() -> new IllegalArgumentException("'below' is missing: the number of the mail that it answers"));
        done(context, archive.merge(Callers.of(context), number(context), below), "They are in one thread already");
    }

    private void split(Context context) {
        done(context, archive.split(Callers.of(context), number(context)), "It begins a thread already");
    }

    private void undo(Context context) {
        done(context, archive.undo(Callers.of(context)).isPresent(), "Nothing was merged or split that could be undone");
    }

    private static void done(Context context, boolean done, String why) {
        if (!done) {
            throw new IllegalStateException(why);
        }
        context.status(204);
    }

    private static long number(Context context) {
        return WebServer.number(context.pathParam("number"));
    }

    private static void missing(Context context) {
        context.status(404).contentType("text/plain; charset=utf-8").result("There is no mail '" + context.pathParam("number") + "'\n");
    }

    private static void answer(Context context, String json) {
        context.contentType("application/json").result(json);
    }
}
