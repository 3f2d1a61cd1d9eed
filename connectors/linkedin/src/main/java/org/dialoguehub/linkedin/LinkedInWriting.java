package org.dialoguehub.linkedin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.linkedin.LinkedInJson.Answer;
import org.dialoguehub.linkedin.LinkedInJson.Comment;
import org.dialoguehub.linkedin.LinkedInJson.Picture;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** What an organization and a member do alike: post, answer, change and take back. */
record LinkedInWriting(LinkedInApi api, LinkedInTranslator translator, Host host) {
    static final int MOST_CHARACTERS = 3_000;
    static final int MOST_CHARACTERS_OF_A_COMMENT = 1_250;

    /** Uploads the pictures, and looks where in its thread an answer has to stand. */
    Prepared prepare(Post post) throws ConnectorException {
        Note note = post.note();
        text(note);
        List<String> pictures = new ArrayList<>();
        for (Attachment picture : LinkedInTranslator.pictures(note)) {
            pictures.add(uploaded(picture));
        }
        Json state = Json.object().with("pictures", String.join(" ", pictures)).with("above", above(note).map(LinkedInUrn::value));
        return new Prepared.Ready(state.written(), Optional.empty());
    }

    Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        Note note = post.note();
        Json state = Json.read(ready.state());
        String text = text(note);
        String id = note.inReplyTo().isPresent()
                ? api.answer(answer(note.inReplyTo().get(), state, text))
                : api.publish(translator.draft(note, pictures(note, state)));
        return new Published(new ExternalId(id), Optional.of(translator.url(id)), host.clock().instant());
    }

    /** What stands there now is replaced; card and pictures stay. */
    void edit(Activity.Update update) throws ConnectorException {
        LinkedInUrn urn = urn(update.object());
        api.edit(urn,
                checked(update.note(), translator.text(update.note(), LinkedInTranslator.pictures(update.note()).size()), urn.isComment()));
    }

    void delete(Activity.Delete delete) throws ConnectorException {
        api.delete(urn(delete.object()));
    }

    /** What people are to see. */
    String text(Note note) throws ConnectorException {
        return checked(note, translator.text(note, LinkedInTranslator.pictures(note).size()), note.inReplyTo().isPresent());
    }

    static Answer answer(InReplyTo answered, Json state, String text) {
        return state.optionalText("above").map(LinkedInUrn::new)
                .map(above -> new Answer(above.thread(), Optional.of(above.value()), text))
                .orElseGet(() -> new Answer(answered.note().value(), Optional.empty(), text));
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
        boolean empty = text.isEmpty() && (comment || LinkedInTranslator.pictures(note).isEmpty());
        if (empty || text.length() > most) {
            throw new ConnectorException(new Failure.Rejected("The text has " + text.length() + " characters; LinkedIn takes 1 to " + most
                    + (comment ? " in a comment" : " in a post")));
        }
        return text;
    }

    private static List<Picture> pictures(Note note, Json state) {
        List<Attachment> shown = LinkedInTranslator.pictures(note);
        List<String> urns = List.of(state.text("pictures").split(" ", -1));
        return IntStream.range(0, shown.size()).mapToObj(each -> LinkedInTranslator.picture(shown.get(each), urns.get(each))).toList();
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
    private String uploaded(Attachment picture) throws ConnectorException {
        try {
            return api.upload(picture, host);
        } catch (ConnectorException failed) {
            throw failed.failure() instanceof Failure.Uncertain lost
                    ? new ConnectorException(new Failure.Unreachable(lost.reason()), failed)
                    : failed;
        }
    }
}
