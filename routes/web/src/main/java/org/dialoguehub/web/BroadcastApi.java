package org.dialoguehub.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.broadcast.Broadcast;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Plan;
import org.dialoguehub.broadcast.RefusedException;
import org.dialoguehub.broadcast.Schedule;
import org.dialoguehub.broadcast.Stage;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Publicity;

/** Broadcasts over HTTP, in JSON. What is refused is told as text, one problem a line. */
record BroadcastApi(Broadcasts broadcasts, DraftJson drafts) {
    private static final int PAGE = 50;
    private static final int MOST = 200;
    private static final int TIMES = 5;

    BroadcastApi(Broadcasts broadcasts) {
        this(broadcasts, new DraftJson(broadcasts));
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/files", this::file);
        routes.post("/api/broadcasts/preview", this::preview);
        routes.post("/api/broadcasts", this::add);
        routes.get("/api/broadcasts", this::list);
        routes.get("/api/broadcasts/{key}", this::show);
        routes.put("/api/broadcasts/{key}", this::change);
        routes.post("/api/broadcasts/{key}/propose",
                context -> step(context, (who, key, asked) -> broadcasts.propose(who, key, version(key, asked))));
        routes.post("/api/broadcasts/{key}/approve",
                context -> step(context, (who, key, asked) -> broadcasts.approve(who, key, version(key, asked))));
        routes.post("/api/broadcasts/{key}/repeat",
                context -> step(context, (who, key, asked) -> broadcasts.repeat(who, key, version(key, asked))));
        routes.post("/api/broadcasts/{key}/reject", context -> step(context,
                (who, key, asked) -> broadcasts.reject(who, key, version(key, asked), asked.optionalText("reason").orElse(""))));
        routes.post("/api/broadcasts/{key}/cancel", context -> step(context,
                (who, key, asked) -> broadcasts.cancel(who, key, version(key, asked), asked.optionalText("reason").orElse(""))));
        routes.post("/api/broadcasts/{key}/correct", this::correct);
        routes.post("/api/broadcasts/{key}/follow", this::follow);
        routes.post("/api/broadcasts/{key}/recall", this::recall);
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
        Asked asked = Asked.read(context.body(), DraftJson.planned("key", "draft"));
        Plan plan = drafts.plan(asked);
        var previews = broadcasts.preview(Callers.of(context), drafts.draft(asked), plan);
        var times = plan.schedule() instanceof Schedule.Now ? List.<Schedule.Occurrence>of() : broadcasts.times(plan.schedule(), TIMES);
        answer(context, Json.object(json -> BroadcastJson.previews(json, previews, times)));
    }

    /** Says it, at once or at its time; or keeps it as a draft. */
    private void add(Context context) throws RefusedException {
        Asked asked = Asked.read(context.body(), DraftJson.planned("key", "draft"));
        Principal who = Callers.of(context);
        String key = asked.text("key");
        Draft draft = drafts.draft(asked);
        Plan plan = drafts.plan(asked);
        context.status(202);
        if (asked.truth("draft")) {
            broadcasts.save(who, key, 0, draft, plan);
        } else if (plan.equals(Plan.NOW)) {
            broadcasts.publish(who, draft, key);
        } else {
            Optional<Broadcast> before = broadcasts.broadcast(who, key);
            boolean same = before.filter(there -> there.draft().equals(draft) && there.plan().equals(plan)).isPresent();
            Broadcast saved = same ? before.orElseThrow() : broadcasts.save(who, key, 0, draft, plan);
            if (saved.stage() == Stage.DRAFT) {
                broadcasts.approve(who, key, saved.version());
            }
        }
        shown(context, who, key);
    }

    private void list(Context context) {
        Principal who = Callers.of(context);
        Set<Stage> stages = Optional.ofNullable(context.queryParam("stage"))
                .map(words -> DraftJson.constants(Stage.class, "stage", Arrays.asList(words.split(",", -1))))
                .orElseGet(() -> EnumSet.allOf(Stage.class));
        List<Broadcast> page = broadcasts.list(who, stages, WebServer.number(context, "skip", 0, 1_000_000),
                WebServer.number(context, "limit", PAGE, MOST));
        answer(context, Json.object(json -> {
            json.writeArrayFieldStart("broadcasts");
            for (Broadcast broadcast : page) {
                json.writeStartObject();
                BroadcastJson.head(json, broadcast, broadcasts.runs(who, broadcast.key()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private void show(Context context) {
        shown(context, Callers.of(context), context.pathParam("key"));
    }

    private void shown(Context context, Principal who, String key) {
        Optional<Broadcast> broadcast = broadcasts.broadcast(who, key);
        Optional<Publicity> publicity = broadcasts.find(who, key);
        if (broadcast.isEmpty() && publicity.isEmpty()) {
            context.status(404).contentType("text/plain; charset=utf-8").result("There is no broadcast '" + key + "'\n");
            return;
        }
        answer(context, Json.object(json -> {
            if (broadcast.isPresent()) {
                BroadcastJson.whole(json, broadcast.get(), broadcasts.runs(who, key));
            } else {
                json.writeStringField("key", key);
            }
            if (publicity.isPresent()) {
                BroadcastJson.publicity(json, publicity.get());
            }
        }));
    }

    private void change(Context context) {
        Asked asked = Asked.read(context.body(), DraftJson.planned("version"));
        Principal who = Callers.of(context);
        String key = context.pathParam("key");
        broadcasts.save(who, key, version(key, asked), drafts.draft(asked), drafts.plan(asked));
        shown(context, who, key);
    }

    private static long version(String key, Asked asked) {
        return asked.optionalNumber("version").orElseThrow(() -> new IllegalArgumentException(
                "'version' is missing: that of '" + key + "' that you have seen"));
    }

    private void step(Context context, Doing doing) throws RefusedException {
        Asked asked = Asked.read(context.body(), Set.of("version", "reason"));
        Principal who = Callers.of(context);
        String key = context.pathParam("key");
        doing.step(who, key, asked);
        shown(context, who, key);
    }

    @FunctionalInterface
    private interface Doing {
        Broadcast step(Principal who, String key, Asked asked) throws RefusedException;
    }

    private void correct(Context context) throws RefusedException {
        Principal who = Callers.of(context);
        String key = context.pathParam("key");
        broadcasts.correct(who, key, everywhere(who, key, drafts.draft(Asked.read(context.body(), DraftJson.DRAFT))));
        context.status(202);
        shown(context, who, key);
    }

    /** Without channels, all on which it was said are meant. */
    private Draft everywhere(Principal who, String key, Draft draft) {
        return draft.channels().isEmpty()
                ? draft.to(broadcasts.find(who, key).stream().flatMap(said -> said.receipts().stream()).map(receipt -> receipt.channel())
                        .distinct().toList())
                : draft;
    }

    private void follow(Context context) throws RefusedException {
        Asked asked = Asked.read(context.body(), DraftJson.planned("key"));
        Principal who = Callers.of(context);
        String key = asked.text("key");
        String of = context.pathParam("key");
        broadcasts.follow(who, of, everywhere(who, of, drafts.draft(asked)), key);
        context.status(202);
        shown(context, who, key);
    }

    private void recall(Context context) {
        Principal who = Callers.of(context);
        String key = context.pathParam("key");
        broadcasts.recall(who, key);
        context.status(202);
        shown(context, who, key);
    }

    private static void answer(Context context, String json) {
        context.contentType("application/json").result(json);
    }
}
