package org.dialoguehub.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Hook;
import org.dialoguehub.connector.HookAnswer;
import org.dialoguehub.connector.HookRequest;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.facebook.MessengerJson.Draft;
import org.dialoguehub.facebook.MessengerJson.Message;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/**
 * The private conversations of one Page.
 *
 * @param humanAgent whether people of the Page may answer for seven days
 */
record MessengerSession(MessengerApi api, MessengerStream stream, FacebookTellings tellings, boolean humanAgent, Host host)
        implements
            Session,
            Receiver,
            Hook,
            Publisher,
            Finder {
    static final int MOST_CHARACTERS = 2_000;

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration WINDOW_OF_PEOPLE = Duration.ofDays(7);

    @Override
    public String check() throws ConnectorException {
        return "Reads and answers the messages of the Page " + api.graph().name().replaceAll("\\s+", " ") + " (" + api.page() + ")";
    }

    @Override
    public Batch receive(Cursor after, int limit) throws ConnectorException {
        return stream.receive(after, limit, host.clock().instant());
    }

    @Override
    public HookAnswer hear(HookRequest request, Blobs blobs) throws ConnectorException {
        return tellings.hear(request, blobs, host.clock().instant());
    }

    /** Finds out whom it is for, whether they may be answered now, and uploads the file. */
    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        Note note = post.note();
        requireFit(note);
        InReplyTo answered = note.inReplyTo().orElseThrow(() -> rejected("Messenger lets a Page answer those who have written to it;"
                + " this note answers nobody"));
        String person = person(answered);
        boolean late = requireWindow(person);
        Optional<Attachment> file = MessengerTranslator.file(note);
        Json state = Json.object().with("person", person).with("late", late);
        if (file.isPresent()) {
            Attachment sent = file.get();
            state = state.with("file", FacebookVideos.unseen(() -> api.upload(sent, MessengerTranslator.kind(sent), host.blobs())));
        }
        return new Prepared.Ready(state.written(), Optional.empty());
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        Note note = post.note();
        Json state = Json.read(ready.state());
        Optional<String> answered = note.inReplyTo().map(it -> it.note().value()).filter(it -> MessengerTranslator.person(it).isEmpty());
        var draft = new Draft(state.text("person"), answered, MessengerTranslator.text(note), state.optionalText("file"),
                MessengerTranslator.file(note).map(MessengerTranslator::kind).orElse(""), state.yes("late"));
        return published(api.send(draft), host.clock().instant());
    }

    /** Looks through what the Page has said to that person since then. */
    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException {
        Instant since = armed.minus(CLOCKS_DIFFER);
        String sought = FacebookTranslator.normal(MessengerTranslator.text(post.note()));
        List<Candidate> candidates = new ArrayList<>();
        for (Json conversation : api.conversation(Json.read(ready.state()).text("person")).data()) {
            for (MessengerStream.Found found : stream.messages(conversation, since)) {
                message(found.json()).filter(it -> it.from().id().equals(api.page()) && !it.at().isBefore(since))
                        .ifPresent(it -> candidates.add(new Candidate(published(it.id(), it.at()), false, it.text())));
            }
        }
        candidates.sort(Comparator.comparing(candidate -> !FacebookTranslator.normal(candidate.text()).equals(sought)));
        return new Sighting.Seen(candidates);
    }

    @Override
    public void close() {
        api.graph().close();
    }

    private static void requireFit(Note note) throws ConnectorException {
        String text = MessengerTranslator.text(note);
        int length = text.codePointCount(0, text.length());
        Optional<Attachment> file = MessengerTranslator.file(note);
        if (length > MOST_CHARACTERS || (length == 0 && file.isEmpty())) {
            throw rejected("The text has " + length + " characters; Messenger takes 1 to " + MOST_CHARACTERS);
        }
        if (file.isPresent() && file.get().size() > FacebookFiles.MOST_BYTES) {
            throw rejected("'" + file.get().name() + "' has " + file.get().size() + " bytes; Messenger takes " + FacebookFiles.MOST_BYTES);
        }
    }

    /** With whom the conversation is: it stands in the name of the conversation, or in the message that is answered. */
    private String person(InReplyTo answered) throws ConnectorException {
        Optional<String> named = Stream.concat(Stream.of(answered.note()), answered.ancestors().stream()).map(NoteRef::value)
                .flatMap(it -> MessengerTranslator.person(it).stream()).findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        try {
            return Message.read(api.message(answered.note().value())).person(api.page()).orElseThrow();
        } catch (JsonException | IllegalArgumentException | java.util.NoSuchElementException odd) {
            throw new ConnectorException(new Failure.Rejected("Facebook does not say who is in the conversation"), odd);
        }
    }

    /** Whether it is late, but may yet be said. Of somebody who has not written, but pressed a button, nothing can be seen: Facebook decides. */
    private boolean requireWindow(String person) throws ConnectorException {
        Optional<Instant> latest = latest(person);
        Duration ago = latest.map(it -> Duration.between(it, host.clock().instant())).orElse(Duration.ZERO);
        Duration window = humanAgent ? WINDOW_OF_PEOPLE : WINDOW;
        if (ago.compareTo(window) > 0) {
            throw rejected("Messenger lets a Page answer within " + (humanAgent ? "7 days" : "24 hours")
                    + " of what a person has written, and that was at " + latest.orElseThrow() + "; answer again when they write again");
        }
        return ago.compareTo(WINDOW) > 0;
    }

    private Optional<Instant> latest(String person) throws ConnectorException {
        return api.conversation(person).data().stream()
                .flatMap(it -> it.optionalObject("messages").map(all -> all.list("data")).orElse(List.of()).stream())
                .flatMap(it -> message(it).stream())
                .filter(it -> it.from().id().equals(person))
                .map(Message::at)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Message> message(Json json) {
        try {
            return Optional.of(Message.read(json));
        } catch (JsonException | IllegalArgumentException odd) {
            return Optional.empty();
        }
    }

    /** Only those who are in it can see a conversation, so there is no address to show. */
    private static Published published(String id, Instant at) {
        return new Published(new ExternalId(id), Optional.empty(), at);
    }

    private static ConnectorException rejected(String reason) {
        return new ConnectorException(new Failure.Rejected(reason));
    }
}
