package org.dialoguehub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dialoguehub.sandbox.XPosts.User;

/** Files uploaded to X in pieces: initialize, append, finalize; videos are worked on for a while. Safe for use by several threads. */
public final class XMedia {
    private static final Duration WORK = Duration.ofSeconds(10);
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final int CHECK_AFTER = 5;

    /**
     * A file.
     *
     * @param alt its text for those who cannot see it
     * @param finished when the upload was finalized
     */
    public record Upload(String id, String owner, String type, long size, Body content, String alt, Optional<Instant> finished) {
        String key() {
            return (isVideo() ? "13_" : "3_") + id;
        }

        boolean isVideo() {
            return type.startsWith("video/") || type.equals("image/gif");
        }
    }

    private final SandboxClock clock;
    private final XJson json = new XJson();
    private final Map<String, Upload> uploads = new HashMap<>();
    private final Map<String, Map<Integer, byte[]>> segments = new HashMap<>();

    XMedia(SandboxClock clock) {
        this.clock = clock;
    }

    synchronized Optional<Upload> find(String id) {
        return Optional.ofNullable(uploads.get(id));
    }

    synchronized void initialize(Context context, User user) {
        JsonNode asked = known(json.body(context), Set.of("media_type", "total_bytes", "media_category", "shared", "additional_owners"));
        String id = Long.toString(1_900_000_000_000_000_001L + uploads.size());
        uploads.put(id, new Upload(id, user.name(), asked.path("media_type").asText(), asked.path("total_bytes").asLong(), Body.empty(), "",
                Optional.empty()));
        segments.put(id, new TreeMap<>());
        answer(context, json.object().put("id", id).put("media_key", "3_" + id).put("expires_after_secs", LIFETIME.toSeconds()));
    }

    synchronized void append(Context context, User user) {
        String id = own(context.pathParam("id"), user).id();
        boolean form = Optional.ofNullable(context.contentType()).orElse("").startsWith("multipart/");
        JsonNode asked = form ? json.object() : known(json.body(context), Set.of("media", "segment_index"));
        String index = form ? Optional.ofNullable(context.formParam("segment_index")).orElse("") : asked.path("segment_index").asText();
        if (!index.matches("\\d{1,3}")) {
            throw XJson.invalid("`segment_index` must be 0 to 999").refusal();
        }
        segments.getOrDefault(id, new TreeMap<>()).put(Integer.valueOf(index),
                form ? file(context) : decoded(asked.path("media").asText()));
        answer(context, json.object().put("expires_at", clock.instant().plus(LIFETIME).getEpochSecond()));
    }

    synchronized void finish(Context context, User user) {
        Upload upload = own(context.pathParam("id"), user);
        var bytes = new ByteArrayOutputStream();
        Map<Integer, byte[]> parts = segments.getOrDefault(upload.id(), Map.of());
        parts.values().forEach(bytes::writeBytes);
        if (bytes.size() != upload.size() || bytes.size() == 0) {
            throw XJson.invalid("Segments do not add up to provided total file size.").refusal();
        }
        var done = new Upload(upload.id(), upload.owner(), upload.type(), upload.size(), Body.of(bytes.toByteArray()), upload.alt(),
                Optional.of(clock.instant()));
        uploads.put(upload.id(), done);
        answer(context, told(done));
    }

    synchronized void status(Context context, User user) {
        var asked = XQuery.of(context, Set.of("media_id", "command"));
        answer(context, told(own(asked.text("media_id").orElse(""), user)));
    }

    synchronized void describe(Context context, User user) {
        JsonNode asked = known(json.body(context), Set.of("id", "metadata"));
        Upload upload = own(asked.path("id").asText(), user);
        String alt = asked.path("metadata").path("alt_text").path("text").asText();
        if (alt.isEmpty() || alt.length() > 1_000) {
            throw XJson.invalid("$.metadata.alt_text.text: must be at most 1000 characters long").refusal();
        }
        uploads.put(upload.id(),
                new Upload(upload.id(), upload.owner(), upload.type(), upload.size(), upload.content(), alt, upload.finished()));
        answer(context, json.object().put("id", upload.id()));
    }

    /** Refuses files that cannot be shown yet, or to others. */
    synchronized void require(List<String> ids, User user) {
        for (String id : ids) {
            boolean good = find(id).filter(it -> it.owner().equals(user.name()) && isReady(it)).isPresent();
            if (!good) {
                throw XJson.invalid("Your media IDs are invalid.").refusal();
            }
        }
    }

    private boolean isReady(Upload upload) {
        Instant now = clock.instant();
        return upload.finished()
                .filter(at -> now.isBefore(at.plus(LIFETIME)) && (!upload.isVideo() || !now.isBefore(at.plus(WORK))))
                .isPresent();
    }

    private Upload own(String id, User user) {
        return find(id).filter(upload -> upload.owner().equals(user.name()))
                .orElseThrow(() -> XJson.problem(404, "There is no such media").refusal());
    }

    private ObjectNode told(Upload upload) {
        ObjectNode told = json.object().put("id", upload.id()).put("media_key", upload.key())
                .put("size", upload.size()).put("expires_after_secs", LIFETIME.toSeconds());
        if (upload.isVideo()) {
            ObjectNode work = told.putObject("processing_info").put("state", isReady(upload) ? "succeeded" : "in_progress");
            work.put("progress_percent", isReady(upload) ? 100 : 50);
            if (!isReady(upload)) {
                work.put("check_after_secs", CHECK_AFTER);
            }
        }
        return told;
    }

    private void answer(Context context, ObjectNode data) {
        ObjectNode answer = json.object();
        answer.set("data", data);
        json.send(context, 200, answer);
    }

    private static JsonNode known(JsonNode body, Set<String> known) {
        for (var field : body.properties()) {
            if (!known.contains(field.getKey())) {
                throw XJson.invalid("$." + field.getKey() + ": is not defined in the schema").refusal();
            }
        }
        return body;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException wrong) {
            throw XJson.invalid("`media` is not base64").refusal();
        }
    }

    private static byte[] file(Context context) {
        var file = context.uploadedFile("media");
        if (file == null) {
            throw XJson.invalid("`media` is missing").refusal();
        }
        try (var content = file.content()) {
            return content.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
