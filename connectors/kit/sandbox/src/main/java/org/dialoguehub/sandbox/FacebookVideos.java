package org.dialoguehub.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Videos of the simulated Page, by Meta's pages on video uploads and their error codes: an upload in pieces that Facebook chooses, work on it for a
 * while, and a post once it is published. Unfinished uploads are forgotten after a day. Safe for use by several threads.
 */
public final class FacebookVideos {
    static final String VIDEO = "video";

    /** How long the work on a video takes. */
    public static final Duration WORK = Duration.ofMinutes(1);

    /** How many bytes it asks for at once. */
    public static final int PIECE = 1 << 20;

    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final long FIRST_ID = 960_000_000_000_000L;
    private static final long LEAST = 1L << 10;
    private static final long MOST = 10L << 30;

    /**
     * A video.
     *
     * @param size as announced
     * @param finished when the last piece was there, and the client said so
     * @param post that shows it
     */
    public record Film(String id, String session, long size, Instant begun, Map<String, String> said, Optional<Instant> finished,
            Optional<String> post) {
        public Film {
            said = Map.copyOf(said);
        }
    }

    private final SandboxClock clock;
    private final Posts posts;
    private final Map<String, Film> films = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> contents = new HashMap<>();

    FacebookVideos(SandboxClock clock, Posts posts) {
        this.clock = clock;
        this.posts = posts;
    }

    /** The video that a post shows. */
    public synchronized Optional<Film> of(String post) {
        return films.values().stream().filter(film -> film.post().equals(Optional.of(post))).findFirst();
    }

    /** The bytes that have come of a video. */
    public synchronized byte[] content(String id) {
        return contents.getOrDefault(id, new ByteArrayOutputStream()).toByteArray();
    }

    synchronized boolean knows(String id) {
        return films.containsKey(id);
    }

    /** One step of an upload. */
    synchronized void upload(Context context) {
        Map<String, String> asked = FacebookSimulation.parameters(context);
        FacebookSimulation.send(context, switch (asked.getOrDefault("upload_phase", "")) {
            case "start" -> start(asked);
            case "transfer" -> transfer(asked, context.uploadedFile("video_file_chunk"));
            case "finish" -> finish(asked);
            default -> throw FacebookError.of(100, "Param upload_phase must be one of {START, TRANSFER, FINISH, CANCEL}").refusal();
        });
    }

    private ObjectNode start(Map<String, String> asked) {
        long size = number(asked, "file_size");
        if (size < LEAST) {
            throw wrong(1363022, "The video you tried to upload is too small. The minimum size for a video is 1 KB.", Optional.empty());
        }
        if (size > MOST) {
            throw wrong(1363023, "The video you tried to upload is too large.", Optional.empty());
        }
        String id = Long.toString(FIRST_ID + films.size());
        var film = new Film(id, "session-" + id, size, clock.instant(), Map.of(), Optional.empty(), Optional.empty());
        films.put(id, film);
        contents.put(id, new ByteArrayOutputStream());
        return wanted(film).put("upload_session_id", film.session()).put("video_id", id);
    }

    private ObjectNode transfer(Map<String, String> asked, @org.jspecify.annotations.Nullable UploadedFile chunk) {
        Film film = open(asked);
        ByteArrayOutputStream content = contents.getOrDefault(film.id(), new ByteArrayOutputStream());
        if (chunk == null) {
            throw wrong(1363020, "No Video Selected", Optional.empty());
        }
        if (number(asked, "start_offset") != content.size()) {
            throw wrong(1363037, "There was a problem uploading your video. Please try uploading it again.", Optional.of(wanted(film)));
        }
        byte[] bytes = bytes(chunk);
        if (bytes.length != Math.min(PIECE, film.size() - content.size())) {
            throw wrong(1363033, "There was a problem uploading your video. Please try uploading it again.", Optional.empty());
        }
        content.writeBytes(bytes);
        return wanted(film);
    }

    private ObjectNode finish(Map<String, String> asked) {
        Film film = open(asked);
        if (content(film.id()).length != film.size()) {
            throw wrong(1363037, "There was a problem uploading your video. Please try uploading it again.", Optional.of(wanted(film)));
        }
        var said = new HashMap<String, String>();
        for (String name : List.of("title", "description")) {
            Optional.ofNullable(asked.get(name)).ifPresent(text -> said.put(name, text));
        }
        films.put(film.id(), new Film(film.id(), film.session(), film.size(), film.begun(), said, Optional.of(clock.instant()),
                Optional.empty()));
        if (!asked.getOrDefault("published", "true").equals("false")) {
            show(film.id());
        }
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }

    /** Changes a video: it is published, once, and not before it is ready. */
    synchronized void change(Context context) {
        Film film = found(context.pathParam("id"));
        if (FacebookSimulation.parameters(context).getOrDefault("published", "").equals("true") && film.post().isEmpty()) {
            if (!status(film).equals("ready")) {
                throw FacebookError.of(100, "The video is not ready to be published").refusal();
            }
            show(film.id());
        }
        FacebookSimulation.done(context);
    }

    synchronized ObjectNode node(String id, List<FacebookFields> wanted) {
        Film film = found(id);
        return FacebookNodes.written(wanted, List.of("id", "description"), "Video", (node, field) -> {
            switch (field.name()) {
                case "id" -> node.put("id", id);
                case "published" -> node.put("published", film.post().isPresent());
                case "status" -> node.putObject("status").put("video_status", status(film));
                case "permalink_url" -> node.put("permalink_url", "/" + FacebookAccess.PAGE + "/videos/" + id + "/");
                case "post_id" -> film.post().ifPresent(post -> node.put("post_id", post.substring(post.indexOf('_') + 1)));
                case "title", "description" ->
                    Optional.ofNullable(film.said().get(field.name())).ifPresent(text -> node.put(field.name(), text));
                default -> {
                    return List.of("length", "source", "created_time", "updated_time").contains(field.name());
                }
            }
            return true;
        });
    }

    private void show(String id) {
        Film film = found(id);
        var draft = new Post.Draft(FacebookAccess.PAGE, film.said().getOrDefault("description", ""), Optional.empty(), Map.of(VIDEO, id));
        films.put(id, new Film(id, film.session(), film.size(), film.begun(), film.said(), film.finished(),
                Optional.of(posts.create(draft).id())));
    }

    /** A video that is none is found out by the work on it: each MP4 and each QuickTime has {@code ftyp} after four bytes. */
    private String status(Film film) {
        if (film.finished().isEmpty()) {
            return "uploading";
        }
        if (clock.instant().isBefore(film.finished().get().plus(WORK))) {
            return "processing";
        }
        return new String(content(film.id()), 4, 4, ISO_8859_1).equals("ftyp") ? "ready" : "error";
    }

    private Film open(Map<String, String> asked) {
        return films.values().stream()
                .filter(film -> film.session().equals(asked.get("upload_session_id")) && film.finished().isEmpty()
                        && clock.instant().isBefore(film.begun().plus(LIFETIME)))
                .findFirst()
                .orElseThrow(() -> FacebookError.of(100, "Invalid upload_session_id").refusal());
    }

    private Film found(String id) {
        return Optional.ofNullable(films.get(id)).orElseThrow(() -> FacebookError.gone(id).refusal());
    }

    private ObjectNode wanted(Film film) {
        long start = content(film.id()).length;
        return JsonNodeFactory.instance.objectNode().put("start_offset", Long.toString(start))
                .put("end_offset", Long.toString(Math.min(film.size(), start + PIECE)));
    }

    private static Refusal wrong(int subcode, String message, Optional<ObjectNode> data) {
        return new FacebookError(400, 6000, OptionalInt.of(subcode), message, false).answer(data).refusal();
    }

    private static long number(Map<String, String> asked, String name) {
        String text = asked.getOrDefault(name, "");
        if (!text.matches("[0-9]{1,12}")) {
            throw FacebookError.of(100, "Param " + name + " must be a number").refusal();
        }
        return Long.parseLong(text);
    }

    private static byte[] bytes(UploadedFile chunk) {
        try (InputStream content = chunk.content()) {
            return content.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
