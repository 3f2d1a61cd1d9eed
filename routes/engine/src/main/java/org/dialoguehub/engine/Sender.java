package org.dialoguehub.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.engine.Parts.Part;
import org.dialoguehub.engine.Publication.Saying;
import org.dialoguehub.engine.Rule.Wanted;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ExternalId;
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
    private final Runnable told;

    /** @param told rings those who want to hear what the hub itself says */
    Sender(Store store, Outlets outlets, Planner planner, Tokens tokens, Staging staging, Runnable told) {
        this.store = store;
        this.outlets = outlets;
        this.planner = planner;
        this.tokens = tokens;
        this.staging = staging;
        this.told = told;
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
            Received source = before.orElseGet(() -> told(transaction, note.apply(transaction), key));
            return planner.plan(transaction, source, rule, wanted(channel, source.activity()));
        });
        outlets.named(channel).ring();
        told.run();
        return planned;
    }

    /** Says a note and what answers it on all channels, or nothing on any. */
    Said publish(String rule, Publication publication, String key) {
        Said said = store.write(transaction -> said(transaction, rule, publication, key, publication.note().inReplyTo().isEmpty()));
        publication.sayings().forEach(saying -> outlets.named(saying.channel()).ring());
        told.run();
        return said;
    }

    /** Makes known a note that was said before the hub listened. Sends nothing. */
    NoteId adopt(Note note, String key, Map<String, ExternalId> copies) {
        return store.write(transaction -> {
            var event = new EventKey(key);
            List<Entry> known = new ArrayList<>();
            copies.forEach((channel, id) -> transaction.copies().find(outlets.named(channel).id(), List.of(id)).values()
                    .forEach(copy -> known.add(Planner.entry(transaction, copy.note()))));
            NoteId adopted = transaction.inbox().find(Local.CHANNEL, event).map(Received::note)
                    .or(() -> known.stream().filter(entry -> entry.state() != Notes.State.GHOST).map(Entry::id).findFirst())
                    .orElseGet(() -> written(transaction, note, event, known.stream().findFirst()).note());
            copies.forEach((channel, id) -> transaction.copies()
                    .add(new Copy(adopted, outlets.named(channel).id(), id, 0, Optional.empty())));
            return adopted;
        });
    }

    private Said said(Transaction transaction, String rule, Publication publication, String key, boolean toAll) {
        EventKey event = new EventKey(key);
        Received source = transaction.inbox().find(Local.CHANNEL, event)
                .orElseGet(() -> told(transaction, publication.note(), event));
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
        told.run();
    }

    /** Takes back what was published under a key. */
    void recall(String rule, String of) {
        store.write(transaction -> {
            corrections(transaction, rule).recall(published(transaction, of), of);
            return true;
        });
        outlets.all().forEach(Outlet::ring);
        told.run();
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

    private Received told(Transaction transaction, Note note, EventKey key) {
        return Local.tell(transaction, written(transaction, note, key, Optional.empty()));
    }

    private Received written(Transaction transaction, Note note, EventKey key, Optional<Entry> ghost) {
        transaction.keep(staging);
        var threads = new Threads(Local.CHANNEL, note.audience(), transaction, tokens);
        NoteId id = ghost.map(Entry::id).orElseGet(tokens::noteId);
        Optional<Entry> parent = threads.parent(id, note.inReplyTo(), ghost.map(Entry::thread));
        Audience readers = parent.map(above -> note.audience().narrowedTo(above.audience())).orElse(note.audience());
        Entry entry = ghost.map(known -> threads.attach(known, parent)).orElseGet(() -> Entry.begin(id, parent, readers));
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
        Entry said = entry.saying(received.sequence(), readers, Fingerprint.of(note));
        if (ghost.isPresent()) {
            threads.replace(said);
        } else {
            threads.add(said);
        }
        return received;
    }
}
