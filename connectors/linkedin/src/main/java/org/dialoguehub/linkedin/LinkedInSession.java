package org.dialoguehub.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Reactor;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.linkedin.LinkedInJson.Answer;
import org.dialoguehub.linkedin.LinkedInJson.Comment;
import org.dialoguehub.linkedin.LinkedInJson.Said;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** One organization. */
record LinkedInSession(LinkedInApi api, LinkedInTranslator translator, LinkedInWriting writing, LinkedInStream stream,
        LinkedInTellings tellings)
        implements
            Session,
            Receiver,
            Hook,
            Publisher,
            Finder,
            Editor,
            Deleter,
            Reactor {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    @Override
    public String check() throws ConnectorException {
        return "Speaks as the Page " + api.name().replaceAll("\\s+", " ") + " (" + api.author() + ")";
    }

    @Override
    public Batch receive(Cursor after, int limit) throws ConnectorException {
        return stream.receive(after, limit, writing.host().clock().instant());
    }

    @Override
    public HookAnswer hear(HookRequest request, Blobs blobs) {
        return tellings.hear(request, writing.host().clock().instant());
    }

    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        return writing.prepare(post);
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        return writing.publish(post, ready);
    }

    /** Looks through what the organization has posted since then, or answered in that thread. */
    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException {
        Instant since = armed.minus(CLOCKS_DIFFER);
        String sought = writing.text(post.note());
        List<Candidate> candidates = new ArrayList<>();
        if (post.note().inReplyTo().isPresent()) {
            InReplyTo answered = post.note().inReplyTo().get();
            Answer answer = LinkedInWriting.answer(answered, Json.read(ready.state()), sought);
            try {
                api.comments(answer.place()).forEach(told -> ours(told, this::comment, since).ifPresent(candidates::add));
            } catch (ConnectorException failed) {
                if (failed.failure() instanceof Failure.Rejected) { // below posts of members nobody may look
                    return new Sighting.Blind("Look for the answer at " + translator.url(answered.note().value()));
                }
                throw failed;
            }
        } else {
            Optional<String> video = LinkedInWriting.video(Json.read(ready.state()));
            String seen = LittleText.read(translator.commentary(post.note()));
            posts(since).forEach(told -> ours(told, it -> said(it, video), since)
                    // a mention is shown by name alone: that is no difference
                    .map(it -> it.text().equals(seen) ? new Candidate(it.published(), it.certain(), sought) : it)
                    .ifPresent(candidates::add));
        }
        candidates.sort(Comparator.comparing((Candidate it) -> !it.certain()).thenComparing(it -> !it.text().equals(sought)));
        return new Sighting.Seen(candidates);
    }

    @Override
    public void edit(Activity.Update update) throws ConnectorException {
        writing.edit(update);
    }

    @Override
    public void delete(Activity.Delete delete) throws ConnectorException {
        writing.delete(delete);
    }

    @Override
    public void like(Activity.Like like) throws ConnectorException {
        api.react(LinkedInWriting.urn(like.object()), LinkedInTranslator.reaction(like.emoji()));
    }

    @Override
    public void unlike(Activity.Like like) throws ConnectorException {
        api.unreact(LinkedInWriting.urn(like.object()));
    }

    @Override
    public void close() {
        api.http().close();
    }

    private List<Json> posts(Instant since) throws ConnectorException {
        List<Json> all = new ArrayList<>();
        List<Json> page = api.posts(0);
        while (!page.isEmpty() && !all.containsAll(page)) {
            all.addAll(page);
            page = isBefore(page.getLast(), since) ? List.of() : api.posts(all.size());
        }
        return all;
    }

    private static boolean isBefore(Json post, Instant since) {
        try {
            return Said.said(post).isBefore(since);
        } catch (JsonException odd) {
            return false;
        }
    }

    private Optional<Candidate> ours(Json told, Function<Json, Optional<Candidate>> reading, Instant since) {
        try {
            return reading.apply(told).filter(candidate -> !candidate.published().at().isBefore(since));
        } catch (JsonException | IllegalArgumentException odd) {
            return Optional.empty(); // not made by us: we read what we write
        }
    }

    /** @param video of the post that is sought, by which it is known for certain */
    private Optional<Candidate> said(Json told, Optional<String> video) {
        Said said = Said.read(told);
        boolean certain = video.isPresent() && said.media().equals(video);
        return candidate(said.id(), said.author(), LittleText.read(said.commentary()), said.at(), certain);
    }

    private Optional<Candidate> comment(Json told) {
        Comment comment = Comment.read(told);
        return candidate(comment.urn(), comment.actor(), comment.text(), comment.at(), false);
    }

    private Optional<Candidate> candidate(LinkedInUrn id, LinkedInUrn author, String text, Instant at, boolean certain) {
        boolean ours = api.organization().filter(author.value()::equals).isPresent();
        var published = new Published(new ExternalId(id.value()), Optional.of(translator.url(id.value())), at);
        return ours ? Optional.of(new Candidate(published, certain, text)) : Optional.empty();
    }
}
