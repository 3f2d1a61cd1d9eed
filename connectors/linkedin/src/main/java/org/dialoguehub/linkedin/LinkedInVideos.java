package org.dialoguehub.linkedin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.linkedin.LinkedInJson.Part;
import org.dialoguehub.linkedin.LinkedInJson.Video;
import org.dialoguehub.linkedin.LinkedInJson.VideoUpload;
import org.dialoguehub.model.Attachment;

/**
 * Videos of posts: uploaded unseen, in the parts that LinkedIn cuts them into, and worked on by LinkedIn. Where an upload stands is remembered while the
 * session is open; after a restart it begins anew, which costs time and calls, and harms nobody. Safe for use by several threads.
 *
 * @see <a href="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/videos-api">Videos API</a>
 */
final class LinkedInVideos {
    private static final String WAITS = "WAITING_UPLOAD";
    private static final int MOST_REMEMBERED = 100;

    private final LinkedInApi api;
    private final Host host;
    private final Map<String, Sent> begun = new LinkedHashMap<>();

    LinkedInVideos(LinkedInApi api, Host host) {
        this.api = api;
        this.host = host;
    }

    /** What has been sent, and by what its parts are known. */
    private record Sent(VideoUpload upload, List<String> tags) {
        Sent {
            tags = List.copyOf(tags);
        }

        boolean isWhole() {
            return tags.size() == upload.parts().size();
        }
    }

    /**
     * Goes on with the upload where it stands.
     *
     * @param token of the post
     * @return the name of the video, once LinkedIn is done with it
     */
    Optional<LinkedInUrn> prepare(String token, Attachment file) throws ConnectorException {
        Optional<Sent> known = remembered(token);
        Video seen;
        try {
            seen = known.isPresent() ? goOn(token, known.get(), file) : send(token, remember(token, begin(file)), file);
        } catch (ConnectorException failed) {
            if (known.isPresent() && failed.failure() instanceof Failure.Rejected gone) {
                forget(token);
                throw new ConnectorException(new Failure.Unreachable("The upload begins anew: " + gone.reason()), failed);
            }
            throw failed;
        }
        if (seen.status().equals("PROCESSING_FAILED")) {
            forget(token);
            throw new ConnectorException(new Failure.Rejected("LinkedIn could not make anything of '" + file.name() + "'"
                    + seen.why().map(why -> ": " + why).orElse("")));
        }
        return Optional.of(seen).filter(it -> it.status().equals("AVAILABLE")).map(Video::id);
    }

    private Sent begin(Attachment file) throws ConnectorException {
        VideoUpload upload = api.beginVideo(file.size());
        long next = 0;
        for (Part part : upload.parts()) {
            if (part.first() != next || part.last() < next) {
                throw cutWrong(file);
            }
            next = part.last() + 1;
        }
        if (next != file.size()) {
            throw cutWrong(file);
        }
        return new Sent(upload, List.of());
    }

    private Video goOn(String token, Sent sent, Attachment file) throws ConnectorException {
        Optional<Video> seen = sent.isWhole() ? Optional.of(api.video(sent.upload.video())) : Optional.empty();
        return seen.isPresent() && !seen.get().status().equals(WAITS) ? seen.get() : send(token, sent, file);
    }

    private Video send(String token, Sent begun, Attachment file) throws ConnectorException {
        Sent sent = begun;
        while (!sent.isWhole()) {
            List<String> tags = new ArrayList<>(sent.tags);
            tags.add(api.sendPart(sent.upload.parts().get(tags.size()), file, host));
            sent = remember(token, new Sent(sent.upload, tags));
        }
        api.endVideo(sent.upload, sent.tags);
        return api.video(sent.upload.video());
    }

    private static ConnectorException cutWrong(Attachment file) {
        return new ConnectorException(
                new Failure.Rejected("The parts that LinkedIn wants of '" + file.name() + "' are not the whole of it"));
    }

    private synchronized Optional<Sent> remembered(String token) {
        return Optional.ofNullable(begun.get(token));
    }

    private synchronized Sent remember(String token, Sent sent) {
        begun.put(token, sent);
        if (begun.size() > MOST_REMEMBERED) {
            begun.remove(begun.keySet().iterator().next());
        }
        return sent;
    }

    private synchronized void forget(String token) {
        begun.remove(token);
    }
}
