package org.dialoguehub.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dialoguehub.engine.Copies.Copy;
import org.dialoguehub.engine.Notes.Entry;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.model.ExternalId;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.NoteRef;

/**
 * Finds the note and the thread that references mean, within one transaction. A note that is spoken of but was never seen becomes a ghost, which keeps its
 * place; two threads that turn out to be one are joined. After Jamie Zawinski's <a href="https://www.jwz.org/doc/threading.html">algorithm</a>, made to work
 * in any order of arrival, and without ever looking at subjects.
 */
final class Threads {
    private final ChannelId channel;
    private final Audience audience;
    private final Transaction transaction;
    private final Tokens tokens;
    private final Map<ExternalId, NoteId> copies = new HashMap<>();
    private final Map<NoteId, Entry> entries = new HashMap<>();
    private final Set<NoteRef> looked = new HashSet<>();

    Threads(ChannelId channel, Audience audience, Transaction transaction, Tokens tokens) {
        this.channel = channel;
        this.audience = audience;
        this.transaction = transaction;
        this.tokens = tokens;
    }

    /** Looks up many references at once, which is cheaper than one by one. */
    void prefetch(List<NoteRef> references) {
        List<ExternalId> external = new ArrayList<>();
        Set<NoteId> ids = new HashSet<>();
        for (NoteRef reference : references) {
            if (looked.add(reference)) {
                switch (reference) {
                    case NoteId id -> ids.add(id);
                    case ExternalId id -> external.add(id);
                }
            }
        }
        transaction.copies().find(channel, external).forEach((id, copy) -> {
            copies.put(id, copy.note());
            ids.add(copy.note());
        });
        ids.removeAll(entries.keySet());
        entries.putAll(transaction.notes().find(ids));
    }

    /** The note that a reference means, if it was ever spoken of. */
    Optional<Entry> find(NoteRef reference) {
        prefetch(List.of(reference));
        Optional<NoteId> id = switch (reference) {
            case NoteId note -> Optional.of(note);
            case ExternalId external -> Optional.ofNullable(copies.get(external));
        };
        return id.map(entries::get);
    }

    /** The note that a reference means; a ghost if it was never spoken of before. */
    Entry findOrGhost(NoteRef reference) {
        return find(reference).orElseGet(() -> ghost(reference, Optional.empty(), Optional.empty()));
    }

    /**
     * The note answered. What is not known yet of its ancestors comes to be as ghosts: itself, and the root.
     *
     * @param thread the thread that the answer is in already, if it was spoken of before; new ghosts come into it, so that a thread that arrives newest
     *     first need not be moved with each note
     */
    Optional<Entry> parent(NoteRef child, Optional<InReplyTo> inReplyTo, Optional<NoteId> thread) {
        if (inReplyTo.isEmpty() || inReplyTo.get().note().equals(child)) {
            return Optional.empty();
        }
        InReplyTo answered = inReplyTo.get();
        Optional<Entry> known = find(answered.note());
        if (known.isPresent()) {
            return known;
        }
        List<NoteRef> older = answered.ancestors().stream()
                .filter(ancestor -> !ancestor.equals(child) && !ancestor.equals(answered.note()))
                .toList();
        prefetch(older);
        Optional<Entry> ancestor = older.stream().flatMap(reference -> find(reference).stream()).findFirst();
        Optional<Entry> above =
                ancestor.or(() -> older.isEmpty() ? Optional.empty() : Optional.of(ghost(older.getLast(), Optional.empty(), thread)));
        return Optional.of(ghost(answered.note(), above, thread));
    }

    /** Adds a note that was not spoken of before. */
    void add(Entry entry) {
        transaction.notes().add(entry);
        entries.put(entry.id(), entry);
    }

    /** Gives a ghost its parent, now that it is known; joins their threads. */
    Entry attach(Entry ghost, Optional<Entry> parent) {
        if (parent.isEmpty() || descends(parent.get(), ghost.id())) {
            return ghost;
        }
        NoteId from = ghost.thread();
        NoteId into = parent.get().thread();
        if (!from.equals(into)) {
            join(from, into);
        }
        return ghost.below(parent.get());
    }

    void replace(Entry entry) {
        transaction.notes().replace(entry);
        entries.put(entry.id(), entry);
    }

    /** Remembers that a note has this id on the channel; false if the id means another note already. */
    boolean name(NoteId note, ExternalId id) {
        return name(new Copy(note, channel, id, 0, Optional.empty()));
    }

    /** Remembers a copy; false if its id means another note already. */
    boolean name(Copy copy) {
        boolean added = transaction.copies().add(copy);
        if (added) {
            copies.put(copy.id(), copy.note());
            looked.add(copy.id());
        }
        return added;
    }

    /** Whether a note is, or answers at whatever distance, another: headers may claim circles. */
    private boolean descends(Entry entry, NoteId from) {
        Optional<Entry> above = Optional.of(entry);
        Set<NoteId> seen = new HashSet<>();
        while (above.isPresent() && seen.add(above.get().id())) {
            if (above.get().id().equals(from)) {
                return true;
            }
            above = above.get().parent().flatMap(this::find);
        }
        return false;
    }

    private Entry ghost(NoteRef reference, Optional<Entry> parent, Optional<NoteId> known) {
        Audience readers = parent.map(above -> audience.narrowedTo(above.audience())).orElse(audience);
        NoteId id = reference instanceof NoteId ours ? ours : tokens.noteId();
        NoteId thread = parent.map(Entry::thread).or(() -> known).orElse(id);
        Entry ghost = Entry.begin(id, parent, readers).in(thread);
        add(ghost);
        if (reference instanceof ExternalId external) {
            name(id, external);
        }
        return ghost;
    }

    private void join(NoteId thread, NoteId into) {
        transaction.notes().join(thread, into);
        entries.replaceAll((id, entry) -> entry.thread().equals(thread)
                ? entry.in(into)
                : entry);
    }
}
