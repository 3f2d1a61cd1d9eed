package org.dialoguehub.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.engine.Parts.Part;
import org.dialoguehub.engine.Publication.Saying;
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

    /** Says a note and what answers it on all channels, or nothing on any. */
    Said publish(String rule, Publication publication, String key) {
        Said said = store.write(transaction -> said(transaction, rule, publication, key, publication.note().inReplyTo().isEmpty()));
        publication.sayings().forEach(saying -> outlets.named(saying.channel()).ring());
        return said;
    }

    private Said said(Transaction transaction, String rule, Publication publication, String key, boolean toAll) {
        EventKey event = new EventKey(key);
        Received source = transaction.inbox().find(Local.CHANNEL, event)
                .orElseGet(() -> written(transaction, publication.note(), event));
        Entry entry = Planner.entry(transaction, source.note());
        List<Delivery> planned = new ArrayList<>();
        for (Saying saying : publication.sayings()) {
            Outlet outlet = outlets.named(saying.channel());
            planned.addAll(planner.plan(transaction, source, rule, outlet, entry, toAll, parts(saying, source)));
        }
        List<Said> answers = new ArrayList<>();
        for (Publication answer : publication.answers()) {
            Note below = answer.note().answering(InReplyTo.note(source.note()));
            answers.add(
                    said(transaction, rule, new Publication(below, answer.sayings(), answer.answers()), key + "/" + answers.size(), toAll));
        }
        return new Said(source.note(), planned, answers, List.of());
    }

    /** Says what was published under a key in other words. */
    void correct(String rule, String of, Publication correction) {
        store.write(transaction -> {
            transaction.keep(staging);
            corrections(transaction, rule).correct(published(transaction, of), correction, of);
            return true;
        });
        outlets.all().forEach(Outlet::ring);
    }

    /** Takes back what was published under a key. */
    void recall(String rule, String of) {
        store.write(transaction -> {
            corrections(transaction, rule).recall(published(transaction, of), of);
            return true;
        });
        outlets.all().forEach(Outlet::ring);
    }

    private Corrections corrections(Transaction transaction, String rule) {
        return new Corrections(transaction, outlets, planner, tokens, rule);
    }

    private static Said published(Transaction transaction, String key) {
        return said(transaction, key).orElseThrow(() -> new IllegalArgumentException("Nothing was published under that key"));
    }

    /** What was said under that key. */
    static Optional<Said> said(Transaction transaction, String key) {
        return transaction.inbox().find(Local.CHANNEL, new EventKey(key)).map(source -> {
            List<Delivery> planned = transaction.ledger().because(source.sequence());
            List<Said> answers = new ArrayList<>();
            Optional<Said> next = said(transaction, key + "/0");
            while (next.isPresent()) {
                answers.add(next.get());
                next = said(transaction, key + "/" + answers.size());
            }
            List<Change> changes = Corrections.of(transaction, key).stream()
                    .map(event -> new Change(event, transaction.ledger().because(event.sequence())))
                    .toList();
            return new Said(source.note(), planned, answers, changes);
        });
    }

    /** A note with its deliveries. */
    record Said(NoteId note, List<Delivery> planned, List<Said> answers, List<Change> changes) {}

    /** A correction, or a recall. */
    record Change(Received event, List<Delivery> planned) {}

    private static List<Part> parts(Saying saying, Received source) {
        Note whole = Planner.note(source.activity()).orElseThrow();
        return IntStream.range(0, saying.parts().size())
                .mapToObj(number -> new Part(Action.CREATE, number, new Create(source.note(), inside(saying.parts().get(number), whole))))
                .toList();
    }

    /** What is said on one channel is for the same readers, and answers the same. */
    static Note inside(Note part, Note whole) {
        Note bare = part.withAudience(whole.audience());
        return whole.inReplyTo().map(bare::answering).orElseGet(bare::answeringNothing);
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
