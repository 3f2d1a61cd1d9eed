package org.dialoguehub.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.stream.Collectors;
import org.dialoguehub.engine.Doors;
import org.dialoguehub.engine.Keys;
import org.dialoguehub.engine.Right;

/** Keys for colleagues and programs, over HTTP. */
record KeyApi(Doors doors) {
    private static final Set<String> FIELDS = Set.of("name", "may", "expires");

    void addTo(RoutesConfig routes) {
        routes.get("/api/keys", this::list);
        routes.post("/api/keys", this::add);
        routes.delete("/api/keys/{name}", this::remove);
    }

    private void list(Context context) {
        var keys = doors.keys(Callers.of(context));
        context.contentType("application/json").result(Json.object(json -> {
            json.writeArrayFieldStart("keys");
            for (Keys.Key key : keys) {
                json.writeStartObject();
                json.writeStringField("name", key.name());
                json.writeArrayFieldStart("may");
                for (Right right : key.rights().stream().sorted().toList()) {
                    json.writeString(right.word());
                }
                json.writeEndArray();
                json.writeStringField("created", key.created().toString());
                BroadcastJson.text(json, "expires", key.expires().map(Instant::toString));
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private void add(Context context) {
        Asked asked = Asked.read(context.body(), FIELDS);
        String name = asked.text("name");
        Set<Right> rights = asked.texts("may").stream().map(Right::read).collect(Collectors.toSet());
        String secret = doors.add(Callers.of(context), name, rights, asked.optionalText("expires").map(KeyApi::time));
        context.status(201).contentType("application/json").result(Json.object(json -> {
            json.writeStringField("name", name);
            json.writeStringField("key", secret);
        }));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("'expires' is '" + text + "'; a time such as 2027-01-01T00:00:00Z is needed", wrong);
        }
    }

    private void remove(Context context) {
        String name = context.pathParam("name");
        if (!doors.remove(Callers.of(context), name)) {
            context.status(404).contentType("text/plain; charset=utf-8").result("There is no key of '" + name + "'\n");
            return;
        }
        context.status(204);
    }
}
