package org.dialoguehub.engine;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.engine.Rule.Wanted;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;

/** Takes in what Java and Camel send. */
final class Sender {
    private final Store store;
    private final Outlets outlets;
    private final Planner planner;
    private final Tokens tokens;
    private final Staging staging;

    Sender(Store store, Outlets outlets, Planner planner, Tokens tokens, Staging staging) {
        this.store = store;
        this.outlets = outlets;
        this.planner = planner;
        this.tokens = tokens;
        this.staging = staging;
    }

    Staging staging() {
        return staging;
    }

    Delivery send(String rule, String channel, Note note, String key) {
        return send(rule, channel, new EventKey(channel + " " + key), transaction -> note);
    }

    /** Sends a new note because of another, to no more readers than that has. */
    Delivery send(Received source, String rule, String channel, Note note) {
        return send(rule, channel, new EventKey(channel + " " + rule + " " + source.sequence()), transaction -> {
            Entry answered = Planner.entry(transaction, source.note());
            return note.withAudience(note.audience().narrowedTo(answered.audience()));
        });
    }

    private Delivery send(String rule, String channel, EventKey key, Function<Transaction, Note> note) {
        Delivery planned = store.write(transaction -> {
            Optional<Received> before = transaction.inbox().find(Local.CHANNEL, key);
            Received source = before.orElseGet(() -> written(transaction, note.apply(transaction), key));
            return planner.plan(transaction, source, rule, wanted(channel, source.activity()));
        });
        outlets.named(channel).ring();
        return planned;
    }

    Delivery forward(Received source, String rule, String channel, Activity activity) {
        Delivery planned = store.write(transaction -> planner.plan(transaction, source, rule, wanted(channel, activity)));
        outlets.named(channel).ring();
        return planned;
    }

    private static Wanted wanted(String channel, Activity activity) {
        if (activity.object() instanceof NoteId note) {
            return new Wanted(channel, action(activity), note, activity);
        }
        throw new IllegalArgumentException("Inside the hub a note has the hub's own id, which " + activity.object() + " is not");
    }

    static Action action(Activity activity) {
        return switch (activity) {
            case Create create -> Action.CREATE;
            case Activity.Update update -> Action.UPDATE;
            case Activity.Delete delete -> Action.DELETE;
            case Activity.Like like -> Action.LIKE;
            case Activity.Announce share -> Action.LIKE;
            case Activity.Undo undo -> Action.UNDO;
        };
    }

    private Received written(Transaction transaction, Note note, EventKey key) {
        transaction.keep(staging);
        var threads = new Threads(Local.CHANNEL, note.audience(), transaction, tokens);
        var id = tokens.noteId();
        Optional<Entry> parent = threads.parent(id, note.inReplyTo(), Optional.empty());
        Audience readers = parent.map(above -> note.audience().narrowedTo(above.audience())).orElse(note.audience());
        Entry entry = Entry.begin(id, parent, readers);
        Note inside = parent.map(above -> note.answering(InReplyTo.note(above.id()))).orElseGet(note::answeringNothing)
                .withAudience(readers);
        Received received = transaction.inbox().add(new Received(
                0,
                Local.CHANNEL,
                key,
                tokens.clock().instant(),
                new Create(id, inside),
                id,
                entry.thread(),
                Set.of(),
                Optional.empty()));
        threads.add(entry.saying(received.sequence(), readers, Fingerprint.of(note)));
        return received;
    }
}
