package org.dialoguehub.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.connector.EventKey;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.engine.Parts.Part;
import org.dialoguehub.engine.Publication.Saying;
import org.dialoguehub.engine.Sender.Said;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;

/**
 * Changes and takes back what was published, within one transaction. What is not out yet goes out in its new words, or not at all; what is out is
 * changed where it is; and what a network cannot do is entered as rejected, so that it can be seen.
 */
final class Corrections {
    private final Transaction transaction;
    private final Outlets outlets;
    private final Planner planner;
    private final Tokens tokens;
    private final String rule;

    Corrections(Transaction transaction, Outlets outlets, Planner planner, Tokens tokens, String rule) {
        this.transaction = transaction;
        this.outlets = outlets;
        this.planner = planner;
        this.tokens = tokens;
        this.rule = rule;
    }

    /** The key of the event that corrects what was published under a key, for the first, second, … time, or takes it back. */
    static EventKey key(String of, int number) {
        return new EventKey(of + "~" + number);
    }

    /** All that was changed about what was published under a key so far. */
    static List<Received> of(Transaction transaction, String key) {
        List<Received> all = new ArrayList<>();
        Optional<Received> next = transaction.inbox().find(Local.CHANNEL, key(key, 0));
        while (next.isPresent()) {
            all.add(next.get());
            next = transaction.inbox().find(Local.CHANNEL, key(key, all.size()));
        }
        return all;
    }

    /** Says it in other words; nothing happens if these are its words already. */
    void correct(Said said, Publication correction, String key) {
        Entry entry = Planner.entry(transaction, said.note());
        if (entry.state() == Notes.State.DELETED) {
            throw new IllegalStateException("It has been taken back already");
        }
        String fingerprint = Fingerprint.of(correction.note());
        if (fingerprint.equals(entry.fingerprint()) && isSaidSo(said, correction)) {
            return;
        }
        Note note = correction.note().withAudience(entry.audience());
        Note inside = entry.parent().map(above -> note.answering(InReplyTo.note(above))).orElseGet(note::answeringNothing);
        Received event = received(entry, key, new Update(note.author(), entry.id(), inside, tokens.clock().instant()));
        Entry corrected = entry.saying(event.sequence(), entry.audience(), fingerprint);
        transaction.notes().replace(corrected);
        for (Saying saying : correction.sayings()) {
            Outlet outlet = outlets.named(saying.channel());
            cancel(corrected, outlet, "It was corrected before it was sent");
            List<Note> words = saying.parts().stream().map(part -> Sender.inside(part, inside)).toList();
            var update = (Update) event.activity();
            plan(event, corrected, outlet, new Parts(transaction, outlet).changed(entry.id(), update, words));
        }
    }

    /** Whether each channel gets those words already: some may have had others than the rest. */
    private boolean isSaidSo(Said said, Publication correction) {
        return correction.sayings().stream().allMatch(saying -> {
            ChannelId channel = outlets.named(saying.channel()).id();
            var last = new TreeMap<Integer, String>();
            for (Delivery delivery : transaction.ledger().of(said.note(), channel)) {
                switch (delivery.key().action()) {
                    case CREATE, UPDATE -> last.put(delivery.key().part(), delivery.fingerprint());
                    case DELETE -> last.remove(delivery.key().part());
                    case LIKE, UNDO -> {}
                }
            }
            return List.copyOf(last.values()).equals(saying.parts().stream().map(Fingerprint::of).toList());
        });
    }

    /** Takes it back everywhere, with what we said below it first; nothing happens the second time. */
    void recall(Said said, String key) {
        for (int number = said.answers().size() - 1; number >= 0; number--) {
            recall(said.answers().get(number), key + "/" + number);
        }
        Entry entry = Planner.entry(transaction, said.note());
        if (entry.state() == Notes.State.DELETED) {
            return;
        }
        Note words = Planner.text(transaction, entry.id()).orElseThrow();
        Received event = received(entry, key, new Delete(words.author(), entry.id(), tokens.clock().instant()));
        transaction.notes().replace(entry.takenBack());
        for (Outlet outlet : where(said)) {
            cancel(entry, outlet, "It was taken back before it was sent");
            var parts = new Parts(transaction, outlet);
            if (parts.isThere(entry.id())) {
                plan(event, entry, outlet, parts.deleted(entry.id(), (Delete) event.activity()));
            }
        }
    }

    private List<Outlet> where(Said said) {
        Set<ChannelId> channels = said.planned().stream().map(Delivery::channel).collect(Collectors.toSet());
        return outlets.all().stream().filter(outlet -> channels.contains(outlet.id())).toList();
    }

    private void plan(Received event, Entry entry, Outlet outlet, List<Part> parts) {
        List<Part> possible = parts.stream().map(part -> refused(part, outlet)).toList();
        planner.plan(transaction, event, rule, outlet, entry, false, possible);
    }

    private static Part refused(Part part, Outlet outlet) {
        Optional<Capability> needed = switch (part.action()) {
            case UPDATE -> Optional.of(Capability.EDIT);
            case DELETE -> Optional.of(Capability.DELETE);
            case CREATE, LIKE, UNDO -> Optional.empty();
        };
        String title = outlet.setup().connector().spec().title();
        return needed.filter(capability -> !outlet.can(capability))
                .map(capability -> new Part(part.action(), part.number(), part.activity(), Optional.of(capability == Capability.EDIT
                        ? title + " lets nobody change what was said; say below it what is right"
                        : title + " lets nobody take back what was said; say so below it")))
                .orElse(part);
    }

    /** What was never sent need not be. */
    private void cancel(Entry entry, Outlet outlet, String reason) {
        Stream<Delivery> unsent = transaction.ledger().of(entry.id(), outlet.id()).stream()
                .filter(delivery -> delivery.key().action() == Action.CREATE || delivery.key().action() == Action.UPDATE)
                .filter(delivery -> delivery.state() == State.WAITING || delivery.state() == State.PLANNED);
        unsent.forEach(delivery -> transaction.ledger()
                .replace(delivery.with(delivery.progress().to(State.CANCELLED, tokens.clock().instant(), reason))));
    }

    private Received received(Entry entry, String key, Activity activity) {
        return Local.tell(transaction, transaction.inbox().add(new Received(
                0,
                Local.CHANNEL,
                key(key, of(transaction, key).size()),
                tokens.clock().instant(),
                activity,
                entry.id(),
                entry.thread(),
                Set.of(),
                Optional.empty())));
    }
}
