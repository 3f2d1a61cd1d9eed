package org.dialoguehub.facebook;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.facebook.FacebookJson.Draft;
import org.dialoguehub.facebook.FacebookJson.Piece;
import org.dialoguehub.facebook.FacebookJson.Upload;
import org.dialoguehub.facebook.FacebookJson.Video;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.toolkit.Http;

/**
 * Videos of posts: uploaded unseen, in the pieces that Facebook asks for, worked on by Facebook, and then published. See
 * <a href="https://developers.facebook.com/docs/graph-api/video-uploads">uploading videos</a>. Where an upload stands is remembered while the session
 * is open; after a restart it begins anew, which costs time, and harms nobody. Safe for use by several threads.
 */
final class FacebookVideos {
    private static final String STATE = "video:";
    private static final Duration WORK = Duration.ofSeconds(30);
    private static final int MOST_REMEMBERED = 100;

    private final FacebookApi api;
    private final Http server;
    private final Host host;
    private final Map<String, Upload> begun = new LinkedHashMap<>();

    /**
     * Begins with nothing remembered.
     *
     * @param server where videos are uploaded
     */
    FacebookVideos(FacebookApi api, Http server, Host host) {
        this.api = api;
        this.server = server;
        this.host = host;
    }

    /** The video that was prepared, if it was one. */
    static Optional<String> of(Prepared.Ready ready) {
        return Optional.of(ready.state()).filter(it -> it.startsWith(STATE)).map(it -> it.substring(STATE.length()));
    }

    /**
     * Goes on with the upload where it stands.
     *
     * @param token of the post
     */
    Prepared prepare(String token, Attachment file, Draft draft) throws ConnectorException {
        Optional<Upload> known = remembered(token);
        try {
            Video seen = unseen(() -> known.isPresent() ? goOn(token, known.get(), file, draft) : begin(token, file, draft));
            return judged(token, seen);
        } catch (ConnectorException failed) {
            if (known.isPresent() && remembered(token).isPresent() && failed.failure() instanceof Failure.Rejected gone) {
                forget(token);
                throw new ConnectorException(new Failure.Unreachable("The upload begins anew: " + gone.reason()), failed);
            }
            throw failed;
        }
    }

    /** Makes the video seen; the post that shows it. */
    String publish(String token, String video) throws ConnectorException {
        api.ask("POST", "/{version}/{id}", video, request -> request.form(Map.of("published", "true")), FacebookApi::success);
        try {
            return shownBy(video).orElseThrow(() -> lost("it is not said to be published"));
        } catch (ConnectorException failed) {
            throw failed.failure() instanceof Failure.Uncertain ? failed : lost(failed.failure().reason());
        } finally {
            forget(token);
        }
    }

    /** The post that shows a video; none if it is not published. */
    Optional<String> shownBy(String video) throws ConnectorException {
        Video seen = seen(video);
        String post = seen.post().orElse(video);
        return Optional.of(post.contains("_") ? post : api.page() + "_" + post).filter(it -> seen.published());
    }

    void close() {
        server.close();
    }

    /** Does what nobody can see, so that a lost answer is no doubt. */
    static <T> T unseen(Step<T> step) throws ConnectorException {
        try {
            return step.take();
        } catch (ConnectorException failed) {
            throw failed.failure() instanceof Failure.Uncertain lost
                    ? new ConnectorException(new Failure.Unreachable(lost.reason()), failed)
                    : failed;
        }
    }

    @FunctionalInterface
    interface Step<T> {
        T take() throws ConnectorException;
    }

    private Video begin(String token, Attachment file, Draft draft) throws ConnectorException {
        Map<String, String> form = Map.of("upload_phase", "start", "file_size", Long.toString(file.size()));
        Upload upload = api.ask(server.meaning(api.errors()), "POST", "/{version}/{page}/videos", api.page(), request -> request.form(form),
                Upload::read);
        return send(token, remember(token, upload), file, draft);
    }

    private Video goOn(String token, Upload upload, Attachment file, Draft draft) throws ConnectorException {
        Optional<Video> seen = upload.next().isNothing() ? Optional.of(seen(upload.video())) : Optional.empty();
        return seen.isPresent() && !seen.get().status().equals("uploading") ? seen.get() : send(token, upload, file, draft);
    }

    private Video send(String token, Upload upload, Attachment file, Draft draft) throws ConnectorException {
        Upload sent = upload;
        while (!sent.next().isNothing()) {
            sent = remember(token, sent.with(transferred(sent, file)));
        }
        finish(sent, draft);
        return seen(sent.video());
    }

    /** Sends the piece that is wanted; which one is wanted now. */
    private Piece transferred(Upload upload, Attachment file) throws ConnectorException {
        Piece piece = upload.next();
        if (piece.start() < 0 || piece.end() > file.size()) {
            throw new ConnectorException(new Failure.Rejected("Facebook wants bytes " + piece.start() + " to " + piece.end() + " of '"
                    + file.name() + "', which has " + file.size()));
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("upload_phase", "transfer");
        form.put("upload_session_id", upload.session());
        form.put("start_offset", Long.toString(piece.start()));
        List<Piece> instead = new ArrayList<>();
        Http mindful = server.meaning(refusal -> {
            refusal.body().flatMap(Piece::instead).ifPresent(instead::add);
            return api.errors().of(refusal);
        });
        try {
            return api.ask(mindful, "POST", "/{version}/{page}/videos", api.page(), request -> request.file(form, "video_file_chunk",
                    file.name(), "application/octet-stream", piece.end() - piece.start(), () -> from(piece.start(), file)), Piece::read);
        } catch (ConnectorException failed) {
            if (instead.isEmpty() || instead.getFirst().equals(piece)) {
                throw failed;
            }
            return instead.getFirst();
        }
    }

    private InputStream from(long start, Attachment file) throws java.io.IOException {
        InputStream content = host.blobs().open(file.content());
        content.skipNBytes(start);
        return content;
    }

    /** From here on Facebook works on it, for itself. */
    private void finish(Upload upload, Draft draft) throws ConnectorException {
        Map<String, String> form = new LinkedHashMap<>(draft.video());
        form.put("upload_phase", "finish");
        form.put("upload_session_id", upload.session());
        form.put("published", "false");
        api.ask(server.meaning(api.errors()), "POST", "/{version}/{page}/videos", api.page(), request -> request.form(form),
                FacebookApi::success);
    }

    private Prepared judged(String token, Video seen) throws ConnectorException {
        return switch (seen.status()) {
            case "ready" -> new Prepared.Ready(STATE + seen.id(), Optional.empty());
            case "error", "upload_failed", "expired" -> throw unusable(token, seen);
            default -> new Prepared.NotYet(host.clock().instant().plus(WORK));
        };
    }

    private ConnectorException unusable(String token, Video seen) {
        forget(token);
        return new ConnectorException(
                new Failure.Rejected("Facebook could not make anything of the video: its status is '" + seen.status() + "'"));
    }

    private Video seen(String video) throws ConnectorException {
        return api.ask("GET", "/{version}/{id}", video, request -> request.query("fields", "id,status,published,post_id"), Video::read);
    }

    private static ConnectorException lost(String why) {
        return new ConnectorException(new Failure.Uncertain("The video may be out, but not under which name: " + why));
    }

    private synchronized Optional<Upload> remembered(String token) {
        return Optional.ofNullable(begun.get(token));
    }

    private synchronized Upload remember(String token, Upload upload) {
        begun.put(token, upload);
        if (begun.size() > MOST_REMEMBERED) {
            begun.remove(begun.keySet().iterator().next());
        }
        return upload;
    }

    private synchronized void forget(String token) {
        begun.remove(token);
    }
}
