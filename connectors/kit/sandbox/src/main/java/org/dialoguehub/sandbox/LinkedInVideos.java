package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Videos, by the Videos API: cut into parts of 4 MiB, each known by its ETag afterwards, put together in the order of these, and worked on for a while.
 * Safe for use by several threads.
 */
public final class LinkedInVideos {
    /** How long the work on a video takes. */
    public static final Duration WORK = Duration.ofMinutes(1);

    /** How many bytes a part has, unless it is the last. */
    public static final int PART = 4 << 20;

    private static final Duration UPLOAD = Duration.ofDays(1);
    private static final long LEAST = 75L << 10;
    private static final long MOST = 500L << 20;

    /**
     * A video.
     *
     * @param tags the ETag of each part that has come, by its number
     * @param finished when the parts were put together
     */
    private record Film(String owner, long size, Instant begun, Map<Integer, String> tags, Map<Integer, byte[]> parts,
            Optional<Instant> finished) {
        int count() {
            return (int) ((size + PART - 1) / PART);
        }

        byte[] content() {
            var whole = new ByteArrayOutputStream();
            for (int each = 0; each < count(); each++) {
                whole.writeBytes(parts.getOrDefault(each, new byte[0]));
            }
            return whole.toByteArray();
        }
    }

    private final LinkedInAccess access;
    private final Map<String, Film> films = new HashMap<>();

    LinkedInVideos(LinkedInAccess access) {
        this.access = access;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/rest/videos", context -> {
            switch (Optional.ofNullable(context.queryParam("action")).orElse("")) {
                case "initializeUpload" -> begin(context);
                case "finalizeUpload" -> end(context);
                default -> throw LinkedInError.invalid("There is no such action").refusal();
            }
        });
        routes.get("/rest/videos/{urn}", this::read);
        routes.put("/dms-videos/{video}/{part}", this::take);
    }

    /** The bytes of a video. */
    public synchronized byte[] content(String urn) {
        return found(urn).content();
    }

    /** Whether it is somebody's, and can be posted. */
    synchronized boolean isReady(String urn, String owner) {
        Film film = films.get(urn);
        return film != null && film.owner.equals(owner) && status(film).equals("AVAILABLE");
    }

    private synchronized void begin(Context context) {
        LinkedInBody asked = LinkedInBody.of(context).only("initializeUploadRequest").object("initializeUploadRequest")
                .only("owner", "fileSizeBytes", "uploadCaptions", "uploadThumbnail", "purpose");
        String owner = asked.text("owner");
        access.mayActAs(context, owner, "partnerApiVideos.ACTION-initializeUpload");
        long size = asked.node().path("fileSizeBytes").asLong();
        if (size < LEAST || size > MOST) {
            throw asked.invalid("fileSizeBytes", size + " is not between " + LEAST + " and " + MOST);
        }
        String id = "C4E05AQ" + Integer.toString(films.size() + 1_000, 36);
        var film = new Film(owner, size, access.now(), new HashMap<>(), new HashMap<>(), Optional.empty());
        films.put("urn:li:video:" + id, film);
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        ArrayNode parts = value.putObject("value").put("uploadUrlsExpireAt", access.now().plus(UPLOAD).toEpochMilli())
                .put("video", "urn:li:video:" + id).put("uploadToken", "").putArray("uploadInstructions");
        for (int part = 0; part < film.count(); part++) {
            long first = (long) part * PART;
            parts.addObject().put("uploadUrl", "http://" + context.host() + "/dms-videos/" + id + "/" + part + "?ut=1a2b%3D")
                    .put("firstByte", first).put("lastByte", Math.min(size, first + PART) - 1);
        }
        LinkedInBody.send(context, 200, value);
    }

    /** The address itself lets in, and nothing else; a part may come again, and is known by another tag then. */
    private synchronized void take(Context context) {
        byte[] bytes = context.bodyAsBytes(); // all of them first: who answers while others still speak may not be heard
        Film film = films.get("urn:li:video:" + context.pathParam("video"));
        int part = Integer.parseInt(context.pathParam("part"));
        boolean open = film != null && film.finished.isEmpty() && part < film.count() && access.now().isBefore(film.begun.plus(UPLOAD));
        if (film == null || !open || !"1a2b=".equals(context.queryParam("ut"))) {
            throw new LinkedInError(403, 0, "FORBIDDEN", "Not the address that was given, or not any more").refusal();
        }
        if (bytes.length != Math.min(PART, film.size - (long) part * PART)) {
            throw LinkedInError.invalid("The part has " + bytes.length + " bytes").refusal();
        }
        String tag = "/ambry-video/signedId/" + Integer.toHexString(Arrays.hashCode(bytes)) + "-" + part + "-" + film.tags.size();
        film.parts.put(part, bytes);
        film.tags.put(part, tag);
        context.status(200).header("ETag", tag);
    }

    private synchronized void end(Context context) {
        LinkedInBody asked = LinkedInBody.of(context).only("finalizeUploadRequest").object("finalizeUploadRequest")
                .only("video", "uploadToken", "uploadedPartIds");
        Film film = found(asked.text("video"));
        access.mayActAs(context, film.owner, "partnerApiVideos.ACTION-finalizeUpload");
        List<String> told = new ArrayList<>();
        asked.list("uploadedPartIds").forEach(each -> told.add(each.node().asText()));
        List<String> tags = new ArrayList<>();
        for (int part = 0; part < film.count(); part++) {
            tags.add(film.tags.getOrDefault(part, "missing"));
        }
        if (!asked.text("uploadToken").isEmpty() || !told.equals(tags) || film.finished.isPresent()) {
            throw asked.invalid("uploadedPartIds", "are not the parts of an upload that is open, in their order");
        }
        films.put(asked.text("video"), new Film(film.owner, film.size, film.begun, film.tags, film.parts, Optional.of(access.now())));
        context.status(200);
    }

    private synchronized void read(Context context) {
        String urn = context.pathParam("urn");
        Film film = found(urn);
        access.mayActAs(context, film.owner, "partnerApiVideos.GET");
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", urn).put("owner", film.owner).put("status", status(film));
        if (status(film).equals("PROCESSING_FAILED")) {
            json.put("processingFailureReason", "Input file format is not supported");
        }
        LinkedInBody.send(context, 200, json);
    }

    /** A video that is none is found out by the work on it: each MP4 has {@code ftyp} after four bytes. */
    private String status(Film film) {
        if (film.finished.isEmpty()) {
            return "WAITING_UPLOAD";
        }
        if (access.now().isBefore(film.finished.get().plus(WORK))) {
            return "PROCESSING";
        }
        return new String(film.content(), 4, 4, ISO_8859_1).equals("ftyp") ? "AVAILABLE" : "PROCESSING_FAILED";
    }

    private Film found(String urn) {
        return Optional.ofNullable(films.get(urn)).orElseThrow(() -> LinkedInError.gone(urn).refusal());
    }
}
