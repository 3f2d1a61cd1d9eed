package org.dialoguehub.twitter;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.ImageRules;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Note;
import org.dialoguehub.twitter.TwitterJson.Upload;

/**
 * Uploads the files of posts, piece by piece. Files that X still works on are remembered while the session is open; after a restart they are uploaded again,
 * which costs time, and harms nobody. Safe for use by several threads.
 */
final class TwitterUploads {
    /** One piece; X numbers at most 1,000 of them. */
    private static final int PIECE = 1 << 20;

    private static final int MOST_IMAGES = 4;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int MOST_REMEMBERED = 100;

    /** Of an animation X takes more bytes; those are not made smaller here. */
    static final ImageRules IMAGES =
            new ImageRules(Set.of("image/jpeg", "image/png", "image/webp"), Kind.IMAGE.most, ImageRules.ANY_PIXELS);

    private final TwitterAccount account;
    private final Host host;
    private final Map<String, List<String>> atWork = new LinkedHashMap<>();

    TwitterUploads(TwitterAccount account, Host host) {
        this.account = account;
        this.host = host;
    }

    /** What X takes, and how large at most in bytes (docs.x.com, "Media best practices"). */
    private enum Kind {
        IMAGE("tweet_image", 5 << 20),
        ANIMATION("tweet_gif", 15 << 20),
        VIDEO("tweet_video", 512 << 20);

        private final String category;
        private final long most;

        Kind(String category, long most) {
            this.category = category;
            this.most = most;
        }

        static Optional<Kind> of(Attachment file) {
            return switch (file.mediaType()) {
                case "image/jpeg", "image/png", "image/webp" -> Optional.of(IMAGE);
                case "image/gif" -> Optional.of(ANIMATION);
                case "video/mp4", "video/quicktime", "video/webm" -> Optional.of(VIDEO);
                default -> Optional.empty();
            };
        }
    }

    /** The files of a note that X takes, or an explanation why it does not take them together. */
    static List<Attachment> shown(Note note) throws ConnectorException {
        List<Attachment> files = note.attachments().stream().filter(file -> Kind.of(file).isPresent()).toList();
        Optional<String> misfit = misfit(files);
        if (misfit.isPresent()) {
            throw rejected(misfit.get());
        }
        return files;
    }

    /** Why X does not take these files together; empty if it does. */
    static Optional<String> misfit(List<Attachment> files) {
        for (Attachment file : files) {
            long most = Kind.of(file).orElseThrow().most;
            if (file.size() > most) {
                return Optional.of("'" + file.name() + "' has " + file.size() + " bytes; X takes at most " + most);
            }
        }
        boolean moving = files.stream().anyMatch(file -> Kind.of(file).orElseThrow() != Kind.IMAGE);
        return files.size() > (moving ? 1 : MOST_IMAGES)
                ? Optional.of("The post has " + files.size() + " images and videos; X shows 1 to " + MOST_IMAGES + " images, or one video")
                : Optional.empty();
    }

    /** The files of a note that are only named. */
    static List<Attachment> named(Note note) {
        return note.attachments().stream().filter(file -> Kind.of(file).isEmpty()).toList();
    }

    /**
     * Uploads what is not there yet.
     *
     * @param token of the post
     * @return the ids, or when to ask again
     */
    Progress upload(String token, List<Attachment> files) throws ConnectorException {
        List<String> ids = new ArrayList<>(remembered(token));
        Optional<Upload> last = Optional.empty();
        if (ids.isEmpty()) {
            for (Attachment file : files) {
                Upload upload = uploaded(file);
                ids.add(upload.id());
                last = Optional.of(upload);
            }
        } else {
            last = Optional.of(account.asking(api -> api.status(ids.getLast())));
        }
        Optional<Instant> again = wait(last, token);
        if (again.isPresent()) {
            remember(token, ids);
        } else {
            forget(token);
        }
        return new Progress(ids, again);
    }

    /** How far it has come. */
    record Progress(List<String> ids, Optional<Instant> again) {}

    private Optional<Instant> wait(Optional<Upload> upload, String token) throws ConnectorException {
        String state = upload.flatMap(Upload::state).orElse("succeeded");
        if (state.equals("failed")) {
            forget(token);
            throw rejected("X could not make anything of the video");
        }
        return state.equals("succeeded")
                ? Optional.empty()
                : Optional.of(host.clock().instant().plus(Duration.ofSeconds(
                        Math.clamp(upload.orElseThrow().checkAfter(), 1L, 600L))));
    }

    private Upload uploaded(Attachment file) throws ConnectorException {
        Kind kind = Kind.of(file).orElseThrow();
        String id = account.asking(api -> api.initialize(file.mediaType(), kind.category, file.size())).id();
        try (InputStream content = host.blobs().open(file.content())) {
            int segment = 0;
            for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
                byte[] bytes = piece;
                int number = segment++;
                account.asking(api -> {
                    api.append(id, number, bytes);
                    return number;
                });
            }
        } catch (IOException unreadable) {
            throw new ConnectorException(new Failure.Unreachable("'" + file.name() + "' cannot be read from the blob store"), unreadable);
        }
        Upload upload = account.asking(api -> api.finish(id));
        Optional<String> description = file.description().filter(text -> !text.isBlank());
        if (description.isPresent() && kind != Kind.VIDEO) {
            account.asking(api -> {
                api.describe(id, shortened(description.get()));
                return id;
            });
        }
        return upload;
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_DESCRIPTION) {
            return text;
        }
        int end = LONGEST_DESCRIPTION - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private synchronized List<String> remembered(String token) {
        return atWork.getOrDefault(token, List.of());
    }

    private synchronized void forget(String token) {
        atWork.remove(token);
    }

    private synchronized void remember(String token, List<String> ids) {
        atWork.put(token, List.copyOf(ids));
        if (atWork.size() > MOST_REMEMBERED) {
            atWork.remove(atWork.keySet().iterator().next());
        }
    }

    private static ConnectorException rejected(String reason) {
        return new ConnectorException(new Failure.Rejected(reason));
    }
}
