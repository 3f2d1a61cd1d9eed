package org.dialoguehub.linkedin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.linkedin.LinkedInJson.Answer;
import org.dialoguehub.linkedin.LinkedInJson.Comment;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** What an organization and a member do alike: post, answer, change and take back. */
record LinkedInWriting(LinkedInApi api, LinkedInTranslator translator, LinkedInVideos videos, Host host) {
    static final int MOST_CHARACTERS = 3_000;
    static final int MOST_CHARACTERS_OF_A_COMMENT = 1_250;
    /** See "Video File Size Specifications" of the Videos API; besides, 3 seconds to 30 minutes. */
    static final long FEWEST_BYTES_OF_A_VIDEO = 75L << 10;
    static final long MOST_BYTES_OF_A_VIDEO = 500L << 20;
    private static final Duration WORK = Duration.ofSeconds(30);

    /** Uploads a video, or the pictures, and looks where in its thread an answer has to stand. */
    Prepared prepare(Post post) throws ConnectorException {
        Note note = post.note();
        text(note);
        LinkedInShown shown = LinkedInShown.of(note);
        Json state = Json.object().with("above", above(note).map(LinkedInUrn::value));
        if (shown.video().isPresent()) {
            Attachment file = fit(shown.video().get());
            Optional<LinkedInUrn> video = unseen(() -> videos.prepare(post.token(), file));
            return video.isPresent()
                    ? new Prepared.Ready(state.with("video", video.get().value()).written(), Optional.empty())
                    : new Prepared.NotYet(host.clock().instant().plus(WORK));
        }
        List<String> pictures = new ArrayList<>();
        for (Attachment picture : shown.images()) {
            pictures.add(unseen(() -> api.upload(picture, host)));
        }
        return new Prepared.Ready(state.with("pictures", String.join(" ", pictures)).written(), Optional.empty());
    }

    Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        Note note = post.note();
        Json state = Json.read(ready.state());
        String text = text(note);
        String id = note.inReplyTo().isPresent()
                ? api.answer(answer(note.inReplyTo().get(), state, text))
                : api.publish(translator.draft(note, pictures(state), video(state)));
        return new Published(new ExternalId(id), Optional.of(translator.url(id)), host.clock().instant());
    }

    /** What stands there now is replaced; what is shown below stays. */
    void edit(Activity.Update update) throws ConnectorException {
        LinkedInUrn urn = urn(update.object());
        String text = checked(update.note(), translator.text(update.note()), urn.isComment());
        api.edit(urn, urn.isComment() ? text : translator.commentary(update.note()));
    }

    void delete(Activity.Delete delete) throws ConnectorException {
        api.delete(urn(delete.object()));
    }

    /** What people are to see. */
    String text(Note note) throws ConnectorException {
        return checked(note, translator.text(note), note.inReplyTo().isPresent());
    }

    static Answer answer(InReplyTo answered, Json state, String text) {
        return state.optionalText("above").map(LinkedInUrn::new)
                .map(above -> new Answer(above.thread(), Optional.of(above.value()), text))
                .orElseGet(() -> new Answer(answered.note().value(), Optional.empty(), text));
    }

    /** The video that was prepared. */
    static Optional<String> video(Json state) {
        return state.optionalText("video");
    }

    static LinkedInUrn urn(NoteRef note) throws ConnectorException {
        try {
            return new LinkedInUrn(note.value());
        } catch (IllegalArgumentException other) {
            throw new ConnectorException(new Failure.Rejected(String.valueOf(other.getMessage())), other);
        }
    }

    private String checked(Note note, String text, boolean comment) throws ConnectorException {
        int most = comment ? MOST_CHARACTERS_OF_A_COMMENT : MOST_CHARACTERS;
        boolean empty = text.isEmpty() && (comment || LinkedInShown.of(note).isEmpty());
        if (empty || text.length() > most) {
            throw new ConnectorException(new Failure.Rejected("The text has " + text.length() + " characters; LinkedIn takes 1 to " + most
                    + (comment ? " in a comment" : " in a post")));
        }
        return text;
    }

    private static List<String> pictures(Json state) {
        return state.optionalText("pictures").filter(it -> !it.isEmpty()).map(it -> List.of(it.split(" ", -1))).orElse(List.of());
    }

    private static Attachment fit(Attachment video) throws ConnectorException {
        Optional<String> misfit = misfit(video);
        if (misfit.isPresent()) {
            throw new ConnectorException(new Failure.Rejected(misfit.get()));
        }
        return video;
    }

    /** Why LinkedIn does not take a video; empty if it does. */
    static Optional<String> misfit(Attachment video) {
        return video.size() < FEWEST_BYTES_OF_A_VIDEO || video.size() > MOST_BYTES_OF_A_VIDEO
                ? Optional.of("'" + video.name() + "' has " + video.size() + " bytes; LinkedIn takes "
                        + FEWEST_BYTES_OF_A_VIDEO + " to " + MOST_BYTES_OF_A_VIDEO + " in a video")
                : Optional.empty();
    }

    /** The hub may not know what a reply answers in turn; an organization can ask. */
    private Optional<LinkedInUrn> above(Note note) throws ConnectorException {
        Optional<LinkedInUrn> above = note.inReplyTo().flatMap(LinkedInTranslator::above);
        boolean known = note.inReplyTo().filter(it -> it.ancestors().isEmpty()).isEmpty();
        if (note.inReplyTo().isPresent()) {
            urn(note.inReplyTo().get().note());
        }
        if (above.isEmpty() || known || api.organization().isEmpty()) {
            return above;
        }
        try {
            return api.comment(above.get()).flatMap(json -> Comment.read(json).parent()).or(() -> above);
        } catch (JsonException odd) {
            return above;
        }
    }

    /** What comes of it, nobody can see: so a lost answer is no doubt. */
    private static <T> T unseen(Step<T> step) throws ConnectorException {
        try {
            return step.take();
        } catch (ConnectorException failed) {
            throw failed.failure() instanceof Failure.Uncertain lost
                    ? new ConnectorException(new Failure.Unreachable(lost.reason()), failed)
                    : failed;
        }
    }

    @FunctionalInterface
    private interface Step<T> {
        T take() throws ConnectorException;
    }
}
