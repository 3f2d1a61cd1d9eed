package org.dialoguehub.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dialoguehub.connector.Event;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.connector.Published;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.engine.Delivery.Proof;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Announce;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Reversible;
import org.dialoguehub.model.Activity.Undo;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.NoteRef;

/**
 * Takes events of a channel in, within one transaction: each once, under the hub's own ids, in its thread. What is new is queued for those who subscribed.
 *
 * <p>Our own posts and actions that come back to us are known, and prove that they are out.
 */
final class Admission {
    private final ChannelId channel;
    private final Transaction transaction;
    private final Threads threads;
    private final Tokens tokens;
    private final Instant now;
    private final Set<String> subscriptions;
    private final List<Received> fresh = new ArrayList<>();
    private Map<ExternalId, Delivery> ours = Map.of();

    private Admission(ChannelId channel, Audience audience, Transaction transaction, Tokens tokens) {
        this.channel = channel;
        this.transaction = transaction;
        this.tokens = tokens;
        this.threads = new Threads(channel, audience, transaction, tokens);
        this.now = tokens.clock().instant();
        this.subscriptions = transaction.queue().subscriptions(channel);
    }

    /** Takes in what the channel does not have yet; gives what was new to the hub. */
    static List<Received> admit(
            ChannelId channel, Audience audience, List<Arrival> arrivals, Transaction transaction, Tokens tokens) {
        Set<EventKey> known = new HashSet<>(
                transaction.inbox().known(channel, arrivals.stream().map(arrival -> arrival.event().key()).toList()));
        List<Arrival> unknown = arrivals.stream().filter(arrival -> known.add(arrival.event().key())).toList();
        return new Admission(channel, audience, transaction, tokens).all(unknown);
    }

    private List<Received> all(List<Arrival> arrivals) {
        List<Event> events = arrivals.stream().map(Arrival::event).toList();
        threads.prefetch(events.stream().flatMap(Admission::references).toList());
        ours = expected(events);
        threads.prefetch(ours.values().stream().<NoteRef>map(Delivery::note).toList());
        arrivals.forEach(arrival -> one(arrival.event(), arrival.fingerprint()));
        return fresh;
    }

    private static Stream<NoteRef> references(Event event) {
        Stream<NoteRef> answered = Planner.note(event.activity()).flatMap(Note::inReplyTo).stream()
                .flatMap(parent -> Stream.concat(Stream.of(parent.note()), parent.ancestors().stream()));
        return Stream.concat(Stream.of(event.activity().object()), answered);
    }

    private Map<ExternalId, Delivery> expected(List<Event> events) {
        List<ExternalId> created = events.stream()
                .filter(event -> event.activity() instanceof Create)
                .flatMap(event -> event.activity().object() instanceof ExternalId id ? Stream.of(id) : Stream.empty())
                .toList();
        Map<ExternalId, Delivery> found = new LinkedHashMap<>();
        for (Delivery delivery : transaction.ledger().expecting(channel, created)) {
            delivery.progress().ready().flatMap(ready -> ready.expected()).ifPresent(id -> found.put(id, delivery));
        }
        return found;
    }

    private void one(Event event, String fingerprint) {
        switch (event.activity()) {
            case Create create -> created(event, create, fingerprint);
            case Update update -> changed(event, update, fingerprint);
            case Delete delete -> deleted(event, delete);
            case Like like -> reacted(event, like, new Like(like.actor(), subject(like).id(), like.emoji(), like.published()));
            case Announce share -> reacted(event, share, new Announce(share.actor(), subject(share).id(), share.published()));
            case Undo undo -> reacted(event, undo, new Undo(undo.actor(), inside(undo.undone()), undo.published()));
        }
    }

    private void created(Event event, Create create, String fingerprint) {
        if (create.object() instanceof ExternalId id && ours.containsKey(id)) {
            cameBack(event, create, ours.get(id));
            return;
        }
        Optional<Entry> known = threads.find(create.object());
        Optional<Delivery> own = known.isPresent() ? Optional.empty() : inDoubt(fingerprint);
        if (own.isPresent()) {
            cameBack(event, create, own.get());
        } else if (known.isEmpty()) {
            written(event, create, Optional.empty(), fingerprint);
        } else if (known.get().state() == Notes.State.GHOST) {
            written(event, create, known, fingerprint);
        } else if (known.get().fingerprint().equals(fingerprint) || isOnItsWay(known.get())) {
            keep(event, known.get(), rewritten(create, known.get()), false);
        } else {
            // Two different notes under one id: both are kept, answers go to the first.
            written(event, create, Optional.empty(), fingerprint);
        }
    }

    /** The delivery of ours that a new note on the channel may be, of those whose id was not known before. */
    private Optional<Delivery> inDoubt(String fingerprint) {
        return transaction.ledger().inDoubt(channel, fingerprint).stream()
                .filter(delivery -> delivery.progress().ready().flatMap(ready -> ready.expected()).isEmpty())
                .findFirst();
    }

    /** Whether we posted this note here ourselves: then a copy with another text is ours, as a list or network rewrote it. */
    private boolean isOnItsWay(Entry entry) {
        return !transaction.ledger().of(entry.id(), channel).isEmpty();
    }

    private void cameBack(Event event, Create create, Delivery delivery) {
        if (delivery.state() != State.DELIVERED && create.object() instanceof ExternalId id) {
            var published = new Published(id, create.note().url(), create.published());
            transaction.ledger().replace(delivery.with(delivery.progress().out(Optional.of(published), Proof.ECHO, now)));
            threads.name(Copies.Copy.of(delivery, published));
        }
        Entry entry = threads.findOrGhost(delivery.note());
        keep(event, entry, rewritten(create, entry), false);
    }

    private void written(Event event, Create create, Optional<Entry> ghost, String fingerprint) {
        Optional<Entry> parent = threads.parent(create.object(), create.note().inReplyTo(), ghost.map(Entry::thread));
        Audience readers = parent.map(above -> create.note().audience().narrowedTo(above.audience()))
                .orElse(create.note().audience());
        Entry place = ghost.map(known -> threads.attach(known, parent))
                .orElseGet(() -> Entry.begin(tokens.noteId(), parent, readers));
        Received received = keep(event, place, new Create(place.id(), inside(create.note(), place, readers)), true);
        Entry entry = place.saying(received.sequence(), readers, fingerprint);
        if (ghost.isPresent()) {
            threads.replace(entry);
            return;
        }
        threads.add(entry);
        if (create.object() instanceof ExternalId id) {
            threads.name(entry.id(), id);
        }
    }

    private void changed(Event event, Update update, String fingerprint) {
        Entry entry = subject(update);
        Note note = inside(update.note(), entry, update.note().audience().narrowedTo(entry.audience()));
        boolean says = !fingerprint.equals(entry.fingerprint()) && entry.state() != Notes.State.DELETED
                && isAllOf(entry, update.object()) && !isOurText(entry, fingerprint);
        Received received = keep(event, entry, new Update(update.actor(), entry.id(), note, update.published()), says);
        if (says) {
            threads.replace(entry.saying(received.sequence(), entry.audience(), fingerprint));
        }
    }

    private void deleted(Event event, Delete delete) {
        Entry entry = subject(delete);
        boolean says = entry.state() != Notes.State.DELETED && isBeginningOf(entry, delete.object());
        keep(event, entry, new Delete(delete.actor(), entry.id(), delete.published()), says);
        if (says) {
            threads.replace(entry.takenBack());
        }
    }

    /** Whether we wrote that text there last: an edit of ours that comes back. */
    private boolean isOurText(Entry entry, String fingerprint) {
        Map<Integer, String> last = new HashMap<>();
        for (Delivery delivery : transaction.ledger().of(entry.id(), channel)) {
            if (delivery.activity() instanceof Create || delivery.activity() instanceof Update) {
                last.put(Copy.partOf(delivery), delivery.fingerprint());
            }
        }
        return last.containsValue(fingerprint);
    }

    /** Whether that is the note's only copy on the channel, and no part of it or correction to it. */
    private boolean isAllOf(Entry entry, NoteRef reference) {
        return isBeginningOf(entry, reference)
                && transaction.copies().on(channel, List.of(entry.id())).getOrDefault(entry.id(), List.of()).stream()
                        .noneMatch(copy -> copy.part() > 0 && copy.part() < Copy.FOLLOWING);
    }

    /** Whether the note stands or falls with that: later parts and corrections can go without it. */
    private boolean isBeginningOf(Entry entry, NoteRef reference) {
        return !(reference instanceof ExternalId id)
                || transaction.copies().find(channel, List.of(id)).values().stream()
                        .allMatch(copy -> copy.note().equals(entry.id()) && copy.part() == 0);
    }

    private void reacted(Event event, Activity outside, Activity inside) {
        Entry entry = subject(outside);
        boolean ourDoing = transaction.ledger().of(entry.id(), channel).stream()
                .filter(delivery -> delivery.state() != State.PLANNED && delivery.state() != State.WAITING)
                .anyMatch(delivery -> same(delivery.activity(), inside));
        keep(event, entry, inside, !ourDoing);
    }

    private static boolean same(Activity done, Activity told) {
        return switch (done) {
            case Like mine -> told instanceof Like theirs
                    && mine.actor().account().equals(theirs.actor().account())
                    && mine.emoji().equals(theirs.emoji());
            case Announce mine -> told instanceof Announce theirs
                    && mine.actor().account().equals(theirs.actor().account());
            case Undo mine -> told instanceof Undo theirs && same(mine.undone(), theirs.undone());
            case Create mine -> false;
            case Update mine -> false;
            case Delete mine -> false;
        };
    }

    private Entry subject(Activity activity) {
        return threads.findOrGhost(activity.object());
    }

    private Reversible inside(Reversible undone) {
        NoteId note = subject(undone).id();
        return switch (undone) {
            case Like like -> new Like(like.actor(), note, like.emoji(), like.published());
            case Announce share -> new Announce(share.actor(), note, share.published());
        };
    }

    private static Activity rewritten(Create create, Entry entry) {
        return new Create(entry.id(), inside(create.note(), entry, entry.audience()));
    }

    private static Note inside(Note note, Entry entry, Audience readers) {
        Note bare = note.withAudience(readers);
        return entry.parent()
                .map(parent -> bare.answering(InReplyTo.note(parent)))
                .orElseGet(bare::answeringNothing);
    }

    private Received keep(Event event, Entry entry, Activity inside, boolean queued) {
        var received = transaction
                .inbox()
                .add(new Received(
                        0, channel, event.key(), now, inside, entry.id(), entry.thread(), event.marks(), event.raw(), event.hops()));
        if (queued) {
            fresh.add(received);
            subscriptions.forEach(name -> transaction.queue().put(name, received.sequence(), entry.thread()));
        }
        return received;
    }
}
