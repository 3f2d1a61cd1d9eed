package org.dialoguehub.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.engine.Delivery.Progress;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.engine.Parts.Part;
import org.dialoguehub.engine.Rule.Wanted;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Announce;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Undo;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;

/** Enters into the ledger what is wanted, if the gate lets it. The same want again changes nothing. */
final class Planner {
    private final Outlets outlets;
    private final Tokens tokens;

    Planner(Outlets outlets, Tokens tokens) {
        this.outlets = outlets;
        this.tokens = tokens;
    }

    /** Plans what is wanted because of an event; gives the first of the deliveries it takes. What cannot be is entered as rejected, so that it can be seen. */
    Delivery plan(Transaction transaction, Received source, String rule, Wanted wanted) {
        Outlet outlet = outlets.named(wanted.channel());
        Entry entry = entry(transaction, wanted.note());
        return plan(transaction, source, rule, outlet, entry, entry.parent().isEmpty(), new Parts(transaction, outlet).of(wanted))
                .getFirst();
    }

    /**
     * Plans what a channel is to be asked because of an event.
     *
     * @param toAll whether it says something new, to nobody in particular
     */
    List<Delivery> plan(
            Transaction transaction, Received source, String rule, Outlet outlet, Entry entry, boolean toAll, List<Part> parts) {
        boolean passes = Gate.lets(entry.audience(), outlet.id(), outlet.setup().audience(), transaction.grants());
        Optional<String> forbidden = passes ? Optional.empty() : Optional.of(refusal(outlet.name()));
        return parts.stream()
                .map(part -> transaction.ledger().plan(delivery(outlet, source, rule, entry, toAll, part, forbidden.or(part::refusal))))
                .toList();
    }

    private Delivery delivery(
            Outlet outlet, Received source, String rule, Entry entry, boolean toAll, Part part, Optional<String> refusal) {
        Instant now = tokens.clock().instant();
        Progress begin = Progress.begin(now);
        return new Delivery(
                0,
                new Delivery.Key(source.sequence(), rule, outlet.id(), part.action(), part.number()),
                entry.id(),
                entry.thread(),
                part.activity(),
                tokens.token(),
                fingerprint(part.activity(), source, entry),
                now,
                now.plus(outlet.setup().deadline()),
                Turn.of(toAll && part.action() == Delivery.Action.CREATE, part.number()),
                refusal.map(reason -> begin.to(State.REJECTED, now, reason)).orElse(begin),
                0);
    }

    static String refusal(String channel) {
        return "The readers of '" + channel + "' are not among those the note is meant for, and no administrator granted it";
    }

    /** What a rule may know, within a transaction. */
    Rule.View view(Transaction transaction) {
        return new Rule.View() {
            @Override
            public Set<Capability> capabilities(String channel) {
                return outlets.named(channel).setup().connector().spec().capabilities();
            }

            @Override
            public boolean reaches(NoteId note, String channel) {
                var id = outlets.named(channel).id();
                return !transaction.copies().on(id, List.of(note)).isEmpty()
                        || transaction.ledger().of(note, id).stream()
                                .anyMatch(delivery -> delivery.state().open());
            }

            @Override
            public Optional<Note> text(NoteId note) {
                return Planner.text(transaction, note);
            }
        };
    }

    /** The present text of a note; empty for a ghost. */
    static Optional<Note> text(Transaction transaction, NoteId note) {
        Entry entry = transaction.notes().find(List.of(note)).get(note);
        if (entry == null || entry.content().isEmpty()) {
            return Optional.empty();
        }
        long content = entry.content().getAsLong();
        return Optional.ofNullable(transaction.inbox().find(List.of(content)).get(content))
                .flatMap(received -> note(received.activity()));
    }

    static Optional<Note> note(Activity activity) {
        return switch (activity) {
            case Create create -> Optional.of(create.note());
            case Update update -> Optional.of(update.note());
            case Delete delete -> Optional.empty();
            case Like like -> Optional.empty();
            case Announce share -> Optional.empty();
            case Undo undo -> Optional.empty();
        };
    }

    private static String fingerprint(Activity activity, Received source, Entry entry) {
        boolean known = entry.content().equals(OptionalLong.of(source.sequence()))
                && note(activity).map(Note::body).equals(note(source.activity()).map(Note::body));
        return known ? entry.fingerprint() : Fingerprint.of(activity);
    }

    static Entry entry(Transaction transaction, NoteId note) {
        Entry entry = transaction.notes().find(List.of(note)).get(note);
        if (entry == null) {
            throw new IllegalArgumentException("There is no note " + note);
        }
        return entry;
    }
}
