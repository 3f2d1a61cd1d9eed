package org.dialoguehub.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
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
import org.dialoguehub.connector.Reactor;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.facebook.FacebookJson.Draft;
import org.dialoguehub.facebook.FacebookJson.Listing;
import org.dialoguehub.facebook.FacebookJson.Person;
import org.dialoguehub.facebook.FacebookJson.Said;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** One Page. */
record FacebookSession(
        FacebookApi api, FacebookTranslator translator, FacebookStream stream, FacebookTellings tellings, FacebookVideos videos, Host host)
        implements
            Session,
            Receiver,
            Hook,
            Publisher,
            Finder,
            Editor,
            Deleter,
            Reactor {
    static final int MOST_CHARACTERS = 63_206;
    static final int MOST_CHARACTERS_OF_A_COMMENT = 8_000;

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    @Override
    public String check() throws ConnectorException {
        return "Speaks as the Page " + api.name().replaceAll("\\s+", " ") + " (" + api.page() + ")";
    }

    @Override
    public Batch receive(Cursor after, int limit) throws ConnectorException {
        return stream.receive(after, limit, host.clock().instant());
    }

    @Override
    public HookAnswer hear(HookRequest request, Blobs blobs) throws ConnectorException {
        return tellings.hear(request, blobs, host.clock().instant());
    }

    /** Uploads a video, or the pictures; those of an earlier preparation are forgotten by Facebook after a day. */
    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        Draft draft = draft(post.note());
        List<Attachment> shown = FacebookTranslator.shown(post.note());
        for (Attachment each : shown) {
            requireFit(each);
        }
        if (shown.stream().anyMatch(FacebookTranslator::isVideo)) {
            return videos.prepare(post.token(), shown.getFirst(), draft);
        }
        List<String> photos = new ArrayList<>();
        for (Attachment picture : shown) {
            photos.add(FacebookVideos.unseen(() -> api.upload(picture, host.blobs())));
        }
        return new Prepared.Ready(String.join(" ", photos), Optional.empty());
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        Optional<String> video = FacebookVideos.of(ready);
        String id = video.isPresent() ? videos.publish(post.token(), video.get()) : publish(post.note(), ready);
        return published(id, host.clock().instant());
    }

    private String publish(Note note, Prepared.Ready ready) throws ConnectorException {
        List<String> photos = ready.state().isEmpty() ? List.of() : List.of(ready.state().split(" ", -1));
        Optional<String> on = parent(note);
        return on.isPresent() ? api.answer(on.get(), draft(note), photos) : api.publish(draft(note), photos);
    }

    /** Looks at the video, or through what the Page has posted since then, or answered in that thread. */
    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException {
        Optional<String> video = FacebookVideos.of(ready);
        if (video.isPresent()) {
            String text = post.note().body().ownWords();
            return new Sighting.Seen(videos.shownBy(video.get()).stream()
                    .map(id -> new Candidate(published(id, host.clock().instant()), true, text)).toList());
        }
        Instant since = armed.minus(CLOCKS_DIFFER);
        Optional<String> on = parent(post.note());
        String sought = FacebookTranslator.normal(draft(post.note()).message());
        List<Candidate> candidates = new ArrayList<>();
        for (Json told : on.isPresent() ? answers(on.get(), since) : posts(since)) {
            ours(told, since).ifPresent(candidates::add);
        }
        candidates.sort(Comparator.comparing(candidate -> !FacebookTranslator.normal(candidate.text()).equals(sought)));
        return new Sighting.Seen(candidates);
    }

    @Override
    public void edit(Activity.Update update) throws ConnectorException {
        api.edit(update.object().value(), draft(update.note()).message());
    }

    @Override
    public void delete(Activity.Delete delete) throws ConnectorException {
        api.delete(delete.object().value());
    }

    /** Whatever the emoji: a Page can only like. */
    @Override
    public void like(Activity.Like like) throws ConnectorException {
        api.like(like.object().value());
    }

    @Override
    public void unlike(Activity.Like like) throws ConnectorException {
        api.unlike(like.object().value());
    }

    @Override
    public void close() {
        videos.close();
        api.close();
    }

    private Draft draft(Note note) throws ConnectorException {
        Draft draft = translator.draft(note);
        int length = draft.message().codePointCount(0, draft.message().length());
        int most = note.inReplyTo().isPresent() ? MOST_CHARACTERS_OF_A_COMMENT : MOST_CHARACTERS;
        if (length > most || (length == 0 && FacebookTranslator.shown(note).isEmpty())) {
            throw new ConnectorException(new Failure.Rejected("The text has " + length + " characters; Facebook takes 1 to " + most
                    + (most == MOST_CHARACTERS ? " in a post" : " in a comment")));
        }
        return draft;
    }

    private static void requireFit(Attachment file) throws ConnectorException {
        Optional<String> misfit = FacebookTranslator.misfit(file);
        if (misfit.isPresent()) {
            throw new ConnectorException(new Failure.Rejected(misfit.get()));
        }
    }

    private static Optional<String> parent(Note note) {
        return note.inReplyTo().map(it -> it.note().value());
    }

    private Published published(String id, Instant at) {
        return new Published(new ExternalId(id), Optional.of(translator.url(id)), at);
    }

    private List<Json> posts(Instant since) throws ConnectorException {
        Listing page = api.posts(since, Optional.empty());
        List<Json> posts = new ArrayList<>(page.data());
        while (page.after().isPresent()) {
            page = api.posts(since, page.after());
            posts.addAll(page.data());
        }
        return posts;
    }

    /** An answer to a reply stands beside it, below the same comment. */
    private List<Json> answers(String on, Instant since) throws ConnectorException {
        String above = on.startsWith(api.page() + "_") ? on : above(on);
        Listing page = api.comments(above, since, Optional.empty());
        List<Json> answers = new ArrayList<>(page.data());
        while (page.after().isPresent()) {
            page = api.comments(above, since, page.after());
            answers.addAll(page.data());
        }
        return answers;
    }

    /** The comment above a reply. What is none, but a post of somebody else that tags the Page, cannot be asked for it. */
    private String above(String on) throws ConnectorException {
        try {
            return api.parent(on).orElse(on);
        } catch (ConnectorException failed) {
            if (failed.failure() instanceof Failure.Rejected) {
                return on;
            }
            throw failed;
        }
    }

    private Optional<Candidate> ours(Json told, Instant since) {
        try {
            Said said = Said.post(told);
            boolean ours = said.from().map(Person::id).equals(Optional.of(api.page())) && !said.at().isBefore(since);
            return ours ? Optional.of(new Candidate(published(said.id(), said.at()), false, said.text())) : Optional.empty();
        } catch (JsonException | IllegalArgumentException odd) {
            return Optional.empty(); // not made by us: we read what we write
        }
    }
}
