package org.dialoguehub.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Conversation;
import org.dialoguehub.broadcast.Conversation.Said;
import org.dialoguehub.broadcast.Conversation.State;
import org.dialoguehub.broadcast.Conversations;
import org.dialoguehub.broadcast.Numbers;
import org.dialoguehub.broadcast.RefusedException;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.model.NoteId;

/** Conversations over HTTP, in JSON. */
record ConversationApi(Broadcasts broadcasts, Conversations conversations) {
    private static final int PAGE = 50;
    private static final int MOST = 200;

    void addTo(RoutesConfig routes) {
        routes.get("/api/conversations", this::list);
        routes.get("/api/conversations/{id}", context -> shown(context, conversations.find(Callers.of(context), id(context))));
        routes.post("/api/conversations/{id}/preview", this::preview);
        routes.post("/api/conversations/{id}/answer", this::answer);
        routes.post("/api/conversations/{id}/assign", context -> shown(context, Optional.of(conversations.assign(
                Callers.of(context), id(context), Asked.read(context.body(), Set.of("to")).optionalText("to").orElse("")))));
        routes.post("/api/conversations/{id}/close",
                context -> shown(context, Optional.of(conversations.close(Callers.of(context), id(context)))));
        routes.get("/api/broadcasts/{key}/numbers", this::numbers);
    }

    private static NoteId id(Context context) {
        return new NoteId(context.pathParam("id"));
    }

    private void list(Context context) {
        Set<State> states = Optional.ofNullable(context.queryParam("state"))
                .map(words -> DraftJson.constants(State.class, "state", Arrays.asList(words.split(",", -1))))
                .orElseGet(() -> EnumSet.allOf(State.class));
        Optional<String> channel = Optional.ofNullable(context.queryParam("channel"));
        Optional<String> assignee = Optional.ofNullable(context.queryParam("assignee"));
        List<Conversation> page = conversations.list(
                Callers.of(context),
                one -> states.contains(one.state())
                        && channel.filter(name -> !name.equals(one.channel())).isEmpty()
                        && assignee.filter(name -> !name.equals(one.handling().assignee().map(who -> who.to()).orElse(""))).isEmpty(),
                WebServer.number(context, "skip", 0, 100_000),
                WebServer.number(context, "limit", PAGE, MOST));
        answer(context, Json.object(json -> {
            json.writeArrayFieldStart("conversations");
            for (Conversation conversation : page) {
                json.writeStartObject();
                head(json, conversation);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private void shown(Context context, Optional<Conversation> conversation) {
        if (conversation.isEmpty()) {
            context.status(404).contentType("text/plain; charset=utf-8").result("There is no conversation '" + id(context) + "'\n");
            return;
        }
        answer(context, Json.object(json -> {
            head(json, conversation.get());
            json.writeArrayFieldStart("notes");
            for (Said said : conversation.get().notes()) {
                json.writeStartObject();
                note(json, said);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private static void head(JsonGenerator json, Conversation conversation) throws IOException {
        json.writeStringField("id", conversation.id().value());
        json.writeStringField("channel", conversation.channel());
        json.writeStringField("person", conversation.person().name());
        json.writeStringField("state", BroadcastJson.word(conversation.state()));
        BroadcastJson.text(json, "about", conversation.about().map(NoteId::value));
        BroadcastJson.text(json, "assignee", conversation.handling().assignee().map(who -> who.to()));
        BroadcastJson.text(json, "waiting-since", conversation.waitingSince().map(Instant::toString));
        json.writeStringField("latest", conversation.latest().toString());
        json.writeStringField("words", conversation.notes().getLast().told().note().map(note -> note.body().ownWords()).orElse(""));
    }

    private static void note(JsonGenerator json, Said said) throws IOException {
        json.writeStringField("id", said.told().id().value());
        json.writeStringField("author", said.told().author().map(author -> author.name()).orElse(""));
        json.writeBooleanField("ours", said.ours());
        json.writeStringField("at", said.told().at().toString());
        json.writeStringField("state", BroadcastJson.word(said.told().state()));
        json.writeStringField("text", said.told().note().map(note -> note.body().ownWords()).orElse(""));
    }

    private void preview(Context context) throws RefusedException {
        Asked asked = Asked.read(context.body(), Set.of("text"));
        var preview = conversations.preview(Callers.of(context), id(context), asked.text("text"));
        answer(context, Json.object(json -> BroadcastJson.previews(json, List.of(preview), List.of())));
    }

    private void answer(Context context) throws RefusedException {
        Asked asked = Asked.read(context.body(), Set.of("text", "key"));
        var publicity = conversations.answer(Callers.of(context), id(context), asked.text("text"), asked.text("key"));
        context.status(202);
        answer(context, Json.object(json -> BroadcastJson.publicity(json, publicity)));
    }

    private void numbers(Context context) {
        Principal who = Callers.of(context);
        String key = context.pathParam("key");
        var publicity = broadcasts.find(who, key);
        if (publicity.isEmpty()) {
            context.status(404).contentType("text/plain; charset=utf-8").result("Nothing is out of a broadcast '" + key + "'\n");
            return;
        }
        answer(context, Json.object(json -> {
            json.writeStringField("key", key);
            json.writeArrayFieldStart("channels");
            for (Numbers numbers : conversations.numbers(who, publicity.get())) {
                json.writeStartObject();
                numbers(json, numbers);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private static void numbers(JsonGenerator json, Numbers numbers) throws IOException {
        json.writeStringField("channel", numbers.channel());
        json.writeNumberField("copies", numbers.copies());
        json.writeNumberField("answers", numbers.answers());
        json.writeNumberField("people", numbers.people());
        json.writeObjectFieldStart("reactions");
        for (Map.Entry<String, Integer> reaction : new TreeMap<>(numbers.reactions()).entrySet()) {
            json.writeNumberField(reaction.getKey(), reaction.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("shares", numbers.shares());
        json.writeNumberField("open", numbers.open());
        json.writeNumberField("answered", numbers.answered());
        if (numbers.firstResponse().isPresent()) {
            json.writeNumberField("first-response-seconds", numbers.firstResponse().get().toSeconds());
        }
        if (numbers.longestResponse().isPresent()) {
            json.writeNumberField("longest-response-seconds", numbers.longestResponse().get().toSeconds());
        }
        BroadcastJson.text(json, "checked", numbers.checked().map(Instant::toString));
    }

    private static void answer(Context context, String json) {
        context.contentType("application/json").result(json);
    }
}
