package org.dialoguehub.template;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.connector.Batch;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Cursor;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Host;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Reactor;
import org.dialoguehub.connector.Receiver;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.RichText;
import org.dialoguehub.template.NoticeboardJson.Draft;
import org.dialoguehub.template.NoticeboardJson.Notice;
import org.dialoguehub.template.NoticeboardJson.Page;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.JsonException;

/** One account on one board. */
record NoticeboardSession(NoticeboardApi api, NoticeboardTranslator translator, Host host, int pageSize)
        implements
            Session,
            Receiver,
            Publisher,
            Finder,
            Editor,
            Deleter,
            Reactor {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    @Override
    public String check() throws ConnectorException {
        return "Signed in as " + api.account();
    }

    @Override
    public Batch receive(Cursor after, int limit) throws ConnectorException {
        Page page = api.events(Optional.of(after.value()).filter(it -> !it.isEmpty()), Math.min(limit, pageSize));
        List<Event> events = new ArrayList<>();
        for (Json told : page.events()) {
            events.add(event(told));
        }
        return new Batch(events, new Cursor(page.next()), page.more());
    }

    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        draft(post.note());
        return new Prepared.Ready("", Optional.empty());
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        return published(api.publish(draft(post.note()), post.token()));
    }

    /** Looks through what the account has put up since then. The board reads forwards only, so this begins at the beginning. */
    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException {
        String account = api.account();
        String sought = draft(post.note()).text();
        List<Candidate> candidates = new ArrayList<>();
        for (Json told : everything()) {
            ours(told, account, armed.minus(CLOCKS_DIFFER))
                    .ifPresent(notice -> candidates.add(new Candidate(published(notice), false, notice.text())));
        }
        candidates.sort(Comparator.comparing(candidate -> !candidate.text().equals(sought)));
        return new Sighting.Seen(candidates);
    }

    @Override
    public void edit(Activity.Update update) throws ConnectorException {
        api.edit(update.object().value(), new Draft(draft(update.note()).text(), Optional.empty()));
    }

    @Override
    public void delete(Activity.Delete delete) throws ConnectorException {
        api.delete(delete.object().value());
    }

    @Override
    public void like(Activity.Like like) throws ConnectorException {
        api.like(like.object().value(), like.emoji());
    }

    @Override
    public void unlike(Activity.Like like) throws ConnectorException {
        api.unlike(like.object().value(), like.emoji());
    }

    @Override
    public void close() {
        api.http().close();
    }

    private Draft draft(Note note) throws ConnectorException {
        Draft draft = translator.draft(note);
        int length = draft.text().codePointCount(0, draft.text().length());
        if (length == 0 || length > NoticeboardConnector.MOST_CHARACTERS) {
            throw new ConnectorException(new Failure.Rejected(
                    "The notice has " + length + " characters; a notice board takes 1 to " + NoticeboardConnector.MOST_CHARACTERS));
        }
        return draft;
    }

    private List<Json> everything() throws ConnectorException {
        Page page = api.events(Optional.empty(), pageSize);
        List<Json> events = new ArrayList<>(page.events());
        while (page.more()) {
            page = api.events(Optional.of(page.next()), pageSize);
            events.addAll(page.events());
        }
        return events;
    }

    private static Optional<Notice> ours(Json told, String account, Instant since) {
        try {
            var event = NoticeboardJson.Event.read(told);
            return event.notice().filter(
                    notice -> event.kind().equals("created") && notice.author().equals(account) && !notice.createdAt().isBefore(since));
        } catch (JsonException odd) {
            return Optional.empty(); // not made by us: we read what we write
        }
    }

    private static Published published(Notice notice) {
        return new Published(new ExternalId(notice.id()), Optional.empty(), notice.createdAt());
    }

    private Event event(Json told) throws ConnectorException {
        try {
            var event = NoticeboardJson.Event.read(told);
            return new Event(new EventKey("event-" + event.sequence()), translator.activity(event));
        } catch (JsonException | IllegalArgumentException odd) {
            return unreadable(told);
        }
    }

    /** What the hub cannot make sense of: its raw form, under a note that says so. */
    private Event unreadable(Json told) throws ConnectorException {
        try {
            Blobs.Stored raw = host.blobs().put(new ByteArrayInputStream(told.written().getBytes(StandardCharsets.UTF_8)));
            var id = new ExternalId("unreadable-" + raw.id());
            var text = RichText.of("The notice board told of something that this hub cannot read.");
            var note = Note.of(translator.actor("unknown"), text, host.audience(), host.clock().instant());
            return new Event(new EventKey(id.value()), new Activity.Create(id, note), Set.of(), Optional.of(raw.id()));
        } catch (IOException full) {
            throw new ConnectorException(new Failure.Unreachable("What the board told could not be stored"), full);
        }
    }
}
