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

    /** Changes the parts that are there; more are added behind, and those no longer needed are taken back. */
    private List<Part> updated(NoteId note, Update update) {
        Adapted adapted = adaptation.of(update.note());
        int there = there(note);
        List<Part> parts = new ArrayList<>();
        for (int number = 0; number < adapted.parts().size(); number++) {
            Note words = adapted.parts().get(number);
            parts.add(number < there
                    ? new Part(Action.UPDATE, number, new Update(update.actor(), update.object(), words, update.published()),
                            adapted.refusal())
                    : new Part(Action.CREATE, number, new Create(update.object(), words)));
        }
        for (int number = there - 1; number >= adapted.parts().size(); number--) {
            parts.add(new Part(Action.DELETE, number, new Delete(update.actor(), update.object(), update.published())));
        }
        return parts;
    }

    /** The last part first, so that none answers what is gone. */
    private List<Part> deleted(NoteId note, Delete delete) {
        int there = there(note);
        return IntStream.range(0, there).mapToObj(back -> new Part(Action.DELETE, there - 1 - back, delete)).toList();
    }

    /** How many parts of the note are on the channel or on their way to it; 1 at least. */
    private int there(NoteId note) {
        if (!adaptation.splits()) {
            return 1;
        }
        int delivered = transaction.copies().on(outlet.id(), List.of(note)).getOrDefault(note, List.of()).stream()
                .mapToInt(Copy::part).filter(part -> part < Copy.FOLLOWING).max().orElse(-1);
        int coming = transaction.ledger().of(note, outlet.id()).stream()
                .filter(delivery -> delivery.key().action() == Action.CREATE && delivery.state().open())
                .mapToInt(delivery -> delivery.key().part()).max().orElse(-1);
        return Math.max(Math.max(delivered, coming), 0) + 1;
    }
}
