package org.dialoguehub.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dialoguehub.adaptation.Adaptation;
import org.dialoguehub.adaptation.Adapted;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.engine.Delivery.Action;
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

/** Takes apart what is wanted into what one channel can do in one request each. */
final class Parts {
    private final Transaction transaction;
    private final Outlet outlet;
    private final Adaptation adaptation;

    Parts(Transaction transaction, Outlet outlet) {
        this.transaction = transaction;
        this.outlet = outlet;
        this.adaptation = Adaptation.to(outlet.setup().connector().spec().text());
    }

    /**
     * One request.
     *
     * @param refusal why it can never be made
     */
    record Part(Action action, int number, Activity activity, Optional<String> refusal) {
        Part(Action action, int number, Activity activity) {
            this(action, number, activity, Optional.empty());
        }
    }

    /** In the order to make them; one at least. */
    List<Part> of(Wanted wanted) {
        return switch (wanted.activity()) {
            case Create create -> created(wanted.action(), create);
            case Update update -> updated(wanted.note(), update);
            case Delete delete -> deleted(wanted.note(), delete);
            case Like like -> List.of(new Part(wanted.action(), 0, like));
            case Announce share -> List.of(new Part(wanted.action(), 0, share));
            case Undo undo -> List.of(new Part(wanted.action(), 0, undo));
        };
    }

    private List<Part> created(Action action, Create create) {
        Adapted adapted = adaptation.of(create.note());
        return IntStream.range(0, adapted.parts().size())
                .mapToObj(number -> new Part(action, number, new Create(create.object(), adapted.parts().get(number)), adapted.refusal()))
                .toList();
    }

    private List<Part> updated(NoteId note, Update update) {
        Adapted adapted = adaptation.of(update.note());
        return changed(update, adapted.parts(), Math.max(there(note), 1)).stream()
                .map(part -> part.action() == Action.UPDATE
                        ? new Part(part.action(), part.number(), part.activity(), adapted.refusal())
                        : part)
                .toList();
    }

    /**
     * Changes the parts that are there; more are added behind, and those no longer needed are taken back.
     *
     * @param words the parts as they are to be, to the letter
     */
    List<Part> changed(NoteId note, Update update, List<Note> words) {
        return changed(update, words, there(note));
    }

    private static List<Part> changed(Update update, List<Note> words, int there) {
        List<Part> parts = new ArrayList<>();
        for (int number = 0; number < words.size(); number++) {
            parts.add(number < there
                    ? new Part(Action.UPDATE, number,
                            new Update(update.actor(), update.object(), words.get(number), update.published()))
                    : new Part(Action.CREATE, number, new Create(update.object(), words.get(number))));
        }
        for (int number = there - 1; number >= words.size(); number--) {
            parts.add(new Part(Action.DELETE, number, new Delete(update.actor(), update.object(), update.published())));
        }
        return parts;
    }

    /** The last part first, so that none answers what is gone. */
    List<Part> deleted(NoteId note, Delete delete) {
        int there = Math.max(there(note), 1);
        return IntStream.range(0, there).mapToObj(back -> new Part(Action.DELETE, there - 1 - back, delete)).toList();
    }

    /** Whether anything of the note is on the channel, or on its way to it. */
    boolean isThere(NoteId note) {
        return there(note) > 0;
    }

    /** How many parts of the note are on the channel or on their way to it. */
    private int there(NoteId note) {
        int delivered = transaction.copies().on(outlet.id(), List.of(note)).getOrDefault(note, List.of()).stream()
                .mapToInt(Copy::part).filter(part -> part < Copy.FOLLOWING).max().orElse(-1);
        int coming = transaction.ledger().of(note, outlet.id()).stream()
                .filter(delivery -> delivery.key().action() == Action.CREATE && delivery.state().open())
                .mapToInt(delivery -> delivery.key().part()).max().orElse(-1);
        return Math.max(delivered, coming) + 1;
    }
}
