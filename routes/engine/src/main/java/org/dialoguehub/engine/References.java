package org.dialoguehub.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dialoguehub.adaptation.Adaptation;
import org.dialoguehub.adaptation.Adapted;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.engine.Delivery.Action;
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
import org.dialoguehub.model.Block;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.NoteRef;
import org.dialoguehub.model.RichText;

/** Writes what is to be done in the ids of one channel, within one transaction. */
final class References {
    private static final int MOST_ANCESTORS = 20;
    private static final int LONGEST_STUB = 200;

    private final Outlet outlet;
    private final Transaction transaction;
    private final Instant now;
    private final Timing timing;

    References(Outlet outlet, Transaction transaction, Instant now, Timing timing) {
        this.outlet = outlet;
        this.transaction = transaction;
        this.now = now;
        this.timing = timing;
    }

    /** What came of it. */
    sealed interface Resolved {
        record There(Activity activity, Set<String> hops) implements Resolved {}

        /** Something that it refers to is not on the channel yet. */
        record Wait(Instant until, String reason) implements Resolved {}

        /** It refers to something that will never be on the channel. */
        record Never(String reason) implements Resolved {}
    }

    Resolved resolve(Delivery delivery) {
        return switch (delivery.activity()) {
            case Create create when delivery.key().part() > 0 -> behind(delivery, create);
            case Create create when isTurnedAway(create.note()) ->
                new Resolved.Never("What it answers never got out on '" + outlet.name() + "', and alone it would be a post to everyone");
            case Create create -> note(delivery, create.note())
                    .map(note -> there(delivery, create, note))
                    .orElseGet(() -> waiting(delivery));
            case Update update -> on(delivery, id -> new Update(update.actor(), id, update.note().answeringNothing(), update.published()));
            case Delete delete -> on(delivery, id -> new Delete(delete.actor(), id, delete.published()));
            case Like like -> on(delivery, id -> reversible(like, id));
            case Announce share -> on(delivery, id -> reversible(share, id));
            case Undo undo -> on(delivery, id -> new Undo(undo.actor(), reversible(undo.undone(), id), undo.published()));
        };
    }

    /** Whether a note answers one that never got out on a public network, so that it would stand there as a post of its own. */
    private boolean isTurnedAway(Note note) {
        return outlet.setup().audience() instanceof Audience.Everyone && note.inReplyTo().filter(answered -> {
            List<Entry> line = line(answered.note());
            return !line.isEmpty() && line.stream().noneMatch(entry -> copy(entry.id()).isPresent()) && neverGotOut(line.getFirst());
        }).isPresent();
    }

    private boolean neverGotOut(Entry entry) {
        List<Delivery> said = transaction.ledger().of(entry.id(), outlet.id()).stream()
                .filter(delivery -> delivery.key().action() == Action.CREATE).toList();
        return !said.isEmpty()
                && said.stream().noneMatch(delivery -> delivery.state().open() || delivery.state() == Delivery.State.DELIVERED);
    }

    private static Reversible reversible(Reversible activity, ExternalId id) {
        return switch (activity) {
            case Like like -> new Like(like.actor(), id, like.emoji(), like.published());
            case Announce share -> new Announce(share.actor(), id, share.published());
        };
    }

    private Resolved there(Delivery delivery, Create create, Note note) {
        return new Resolved.There(new Create(create.object(), note), transaction.inbox().hops(delivery.key().source()));
    }

    /** A later part, as an answer to the one before. */
    private Resolved behind(Delivery delivery, Create create) {
        List<Delivery> before = transaction.ledger().of(delivery.note(), outlet.id()).stream()
                .filter(other -> isBefore(other, delivery))
                .sorted(Comparator.comparingInt((Delivery other) -> other.key().part()).thenComparingLong(Delivery::id).reversed())
                .toList();
        List<NoteRef> line = new ArrayList<>();
        before.forEach(other -> other.progress().published().ifPresent(published -> line.add(published.id())));
        if (!before.isEmpty() && before.getFirst().progress().published().isPresent()) {
            create.note().inReplyTo().stream().flatMap(answered -> line(answered.note()).stream())
                    .forEach(entry -> copy(entry.id()).ifPresent(line::add));
            return there(delivery, create, answering(create.note(), line));
        }
        return !before.isEmpty() && before.getFirst().state().open()
                ? new Resolved.Wait(now.plus(timing.request()), "It waits for the part before it to be on '" + outlet.name() + "'")
                : new Resolved.Never("The part before it is not on '" + outlet.name() + "'");
    }

    private static boolean isBefore(Delivery other, Delivery delivery) {
        return other.activity() instanceof Create
                && other.key().action() == delivery.key().action()
                && other.key().part() < delivery.key().part()
                && other.id() < delivery.id();
    }

    private Resolved on(Delivery delivery, Function<ExternalId, Activity> write) {
        Optional<ExternalId> copy = copy(delivery.note(), delivery.key().part());
        if (copy.isPresent()) {
            return new Resolved.There(write.apply(copy.get()), Set.of());
        }
        boolean coming = transaction.ledger().of(delivery.note(), outlet.id()).stream()
                .anyMatch(other -> other.id() < delivery.id() && other.state().open() && other.key().action() == Action.CREATE
                        && other.key().part() == delivery.key().part());
        return coming
                ? new Resolved.Wait(now.plus(timing.request()), "It waits for the note to be on '" + outlet.name() + "'")
                : new Resolved.Never("The note is not on '" + outlet.name() + "'");
    }

    /** The note as the channel can refer; empty if it should wait for its parent. */
    private Optional<Note> note(Delivery delivery, Note note) {
        if (note.inReplyTo().isEmpty()) {
            return Optional.of(note);
        }
        List<Entry> line = line(note.inReplyTo().get().note());
        List<NoteRef> copies = new ArrayList<>();
        line.forEach(entry -> copy(entry.id()).ifPresent(copies::add));
        boolean parentIsThere = !line.isEmpty() && copy(line.getFirst().id()).isPresent();
        if (parentIsThere) {
            return Optional.of(answering(note, copies));
        }
        if (now.isBefore(delivery.planned().plus(timing.parent())) && mayCome(line)) {
            return Optional.empty();
        }
        Note stubbed = line.isEmpty() ? note : fitting(quoting(note, line.getFirst()), note);
        return Optional.of(copies.isEmpty() ? stubbed.answeringNothing() : answering(stubbed, copies));
    }

    private Resolved waiting(Delivery delivery) {
        Instant over = delivery.planned().plus(timing.parent());
        Instant soon = now.plus(timing.parent().dividedBy(20));
        return new Resolved.Wait(
                soon.isBefore(over) ? soon : over, "It waits for the note it answers to be on '" + outlet.name() + "'");
    }

    private static Note answering(Note note, List<NoteRef> copies) {
        return note.answering(new InReplyTo(copies.getFirst(), copies.subList(1, copies.size())));
    }

    /** Whether the parent is a ghost that may still come, or on its way to the channel. */
    private boolean mayCome(List<Entry> line) {
        if (line.isEmpty()) {
            return true;
        }
        Entry parent = line.getFirst();
        return parent.state() == Notes.State.GHOST
                || transaction.ledger().of(parent.id(), outlet.id()).stream()
                        .anyMatch(other -> other.state().open());
    }

    /** The note answered and its ancestors, nearest first. */
    private List<Entry> line(NoteRef answered) {
        List<Entry> line = new ArrayList<>();
        Optional<NoteId> next = answered instanceof NoteId id ? Optional.of(id) : Optional.empty();
        while (next.isPresent() && line.size() < MOST_ANCESTORS) {
            NoteId id = next.get();
            Entry entry = transaction.notes().find(List.of(id)).get(id);
            if (entry == null || line.contains(entry)) {
                break;
            }
            line.add(entry);
            next = entry.parent();
        }
        return line;
    }

    private Optional<ExternalId> copy(NoteId note) {
        return copies(note).stream().map(Copy::id).findFirst();
    }

    private Optional<ExternalId> copy(NoteId note, int part) {
        return copies(note).stream().filter(copy -> copy.part() == part).map(Copy::id).findFirst();
    }

    private List<Copy> copies(NoteId note) {
        return transaction.copies().on(outlet.id(), List.of(note)).getOrDefault(note, List.of());
    }

    /** The note with its quotation if the channel takes that in one piece, else without. */
    private Note fitting(Note quoting, Note note) {
        Adapted adapted = Adaptation.to(outlet.setup().connector().spec().text()).of(quoting);
        return adapted.parts().size() == 1 && adapted.refusal().isEmpty() ? adapted.parts().getFirst() : note;
    }

    /** The note behind a short quotation of what it answers, since that is not on the channel. */
    private Note quoting(Note note, Entry parent) {
        boolean mayBeShown = Gate.lets(parent.audience(), outlet.id(), outlet.setup().audience(), transaction.grants());
        Optional<Note> answered = mayBeShown && parent.state() == Notes.State.LIVE
                ? Planner.text(transaction, parent.id())
                : Optional.empty();
        if (answered.isEmpty()) {
            return note;
        }
        String words = answered.get().body().ownWords().replace('\n', ' ');
        String stub = answered.get().author().name() + ": " + shortened(words);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Quote(RichText.of(stub).blocks()));
        blocks.addAll(note.body().blocks());
        return note.withBody(new RichText(blocks));
    }

    private static String shortened(String words) {
        if (words.length() <= LONGEST_STUB) {
            return words;
        }
        int end = words.lastIndexOf(' ', LONGEST_STUB);
        int whole = end > LONGEST_STUB / 2 ? end : words.offsetByCodePoints(0, words.codePointCount(0, LONGEST_STUB - 1));
        return words.substring(0, whole) + "…";
    }
}
