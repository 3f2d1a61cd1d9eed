package org.dialoguehub.feed;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.feed.Change.Origin;
import org.dialoguehub.feed.FeedStore.Added;
import org.dialoguehub.feed.FeedStore.Outcome;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteRef;

/** Writes to the feed, whoever wrote it: checks what is written, not who may write. Rings when something has changed. */
final class Writer {
    private final FeedStore store;
    private final InstantSource clock;
    private final Bells bells;

    Writer(FeedStore store, InstantSource clock, Bells bells) {
        this.store = store;
        this.clock = clock;
        this.bells = bells;
    }

    /** The beginning of a thread. */
    Added begin(ExternalId id, Group group, Note note, Origin origin) throws FeedException {
        Note fit = Wording.note(note.answeringNothing().withAudience(group.audience()));
        return add(new NewNote(id, group.id(), id, 0, now(), fit), origin);
    }

    /** An answer to a note of the same group; to one that was taken back too, since what people say in a thread must not be lost. */
    Added answer(ExternalId id, FeedNote parent, Group group, Note note, Origin origin) throws FeedException {
        Note fit = Wording.note(note.answering(inReplyTo(parent)).withAudience(group.audience()));
        return add(new NewNote(id, group.id(), parent.thread(), parent.depth() + 1, now(), fit), origin);
    }

    Outcome update(Activity.Update update, FeedNote before, Origin origin) throws FeedException {
        Note said = before.note();
        Note next = update.note();
        Note changed = Wording.note(new Note(
                said.author(),
                next.subject(),
                next.body(),
                said.inReplyTo(),
                next.attachments(),
                said.audience(),
                said.published(),
                next.language(),
                said.url()));
        if (changed.equals(said)) {
            return Outcome.UNCHANGED;
        }
        var fit = new Activity.Update(Wording.actor(update.actor()), before.id(), changed, Wording.time(update.published()));
        return rung(before.group(), store.update(fit, before.version(), origin));
    }

    Outcome delete(Activity.Delete delete, GroupId group, Origin origin) {
        var fit = new Activity.Delete(Wording.actor(delete.actor()), delete.object(), Wording.time(delete.published()));
        return rung(group, store.delete(fit, origin));
    }

    Outcome like(Activity.Like like, GroupId group, Origin origin) {
        return rung(group, store.like(like, origin));
    }

    Outcome unlike(Activity.Undo undo, GroupId group, Origin origin) {
        return rung(group, store.unlike(undo, origin));
    }

    /** The time now, as fine as it is kept. */
    Instant now() {
        return Wording.time(clock.instant());
    }

    private Added add(NewNote note, Origin origin) {
        Added added = store.add(note, origin);
        if (added.fresh()) {
            bells.ring(note.group());
        }
        return added;
    }

    private Outcome rung(GroupId group, Outcome outcome) {
        if (outcome == Outcome.DONE) {
            bells.ring(group);
        }
        return outcome;
    }

    private static InReplyTo inReplyTo(FeedNote parent) {
        Optional<InReplyTo> above = parent.note().inReplyTo();
        List<NoteRef> ancestors = new ArrayList<>();
        above.ifPresent(answered -> {
            ancestors.add(answered.note());
            ancestors.addAll(answered.ancestors());
        });
        return new InReplyTo(parent.id(), ancestors);
    }
}
