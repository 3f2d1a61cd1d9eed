package org.dialoguehub.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.bridge.BridgeSettings.Likes;
import org.dialoguehub.connector.Capability;
import org.dialoguehub.engine.Delivery.Action;
import org.dialoguehub.engine.Received;
import org.dialoguehub.engine.Rule;
import org.dialoguehub.model.Activity;
import org.dialoguehub.model.Activity.Announce;
import org.dialoguehub.model.Activity.Create;
import org.dialoguehub.model.Activity.Delete;
import org.dialoguehub.model.Activity.Like;
import org.dialoguehub.model.Activity.Undo;
import org.dialoguehub.model.Activity.Update;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Block;
import org.dialoguehub.model.InReplyTo;
import org.dialoguehub.model.Note;
import org.dialoguehub.model.NoteId;
import org.dialoguehub.model.RichText;

/**
 * One direction of a bridge. Notes and replies cross as they are; changes, deletions and likes as far as the other side can show them: what cannot be changed
 * there is followed by a correction.
 *
 * @param answersStay whether answers stay away from where what they answer is not
 */
record Crossing(String name, String from, String to, boolean answersStay, Likes likes, Words words, Brake brake) implements Rule {
    private static final int LONGEST_EXCERPT = 80;
    private static final int FARTHEST_SUBJECT = 50;

    @Override
    public List<Wanted> wants(Received received, View view) {
        if (!received.marks().isEmpty()) {
            return List.of();
        }
        if (received.activity() instanceof Create && brake.stops(received)) {
            throw new IllegalStateException(received.activity().actor().name()
                    + " says more in this thread than a person does; the bridge has stopped it");
        }
        return switch (received.activity()) {
            case Create create when answersStay && isElsewhere(create.note(), view) -> List.of();
            case Create create -> List.of(new Wanted(to, Action.CREATE, received.note(), titled(create, view)));
            case Update update when view.reaches(received.note(), to) -> List.of(changed(received, update, view));
            case Delete delete when view.reaches(received.note(), to) -> List.of(withdrawn(received, delete, view));
            case Like like when view.reaches(received.note(), to) -> liked(received, like, view);
            case Undo undo when view.reaches(received.note(), to) -> undone(received, undo, view);
            case Announce share -> List.of();
            case Update never -> List.of();
            case Delete never -> List.of();
            case Like never -> List.of();
            case Undo never -> List.of();
        };
    }

    /** Whether what a note answers has never been brought to the other side. */
    private boolean isElsewhere(Note note, View view) {
        return note.inReplyTo()
                .map(InReplyTo::note)
                .filter(answered -> !(answered instanceof NoteId id && view.reaches(id, to)))
                .isPresent();
    }

    /** An answer without a subject of its own gets that of its thread: mail clients show, and some thread, by it. */
    private static Create titled(Create create, View view) {
        if (create.note().subject().isPresent()) {
            return create;
        }
        Optional<Note> above = parent(create.note(), view);
        for (int distance = 0; above.isPresent() && distance < FARTHEST_SUBJECT; distance++) {
            Optional<String> subject = above.get().subject();
            if (subject.isPresent()) {
                String title = subject.get().regionMatches(true, 0, "Re:", 0, 3) ? subject.get() : "Re: " + subject.get();
                return new Create(create.object(), create.note().withSubject(title));
            }
            above = parent(above.get(), view);
        }
        return create;
    }

    private static Optional<Note> parent(Note note, View view) {
        return note.inReplyTo().flatMap(answered -> answered.note() instanceof NoteId id ? view.text(id) : Optional.empty());
    }

    private Wanted changed(Received received, Update update, View view) {
        if (view.capabilities(to).contains(Capability.EDIT)) {
            return new Wanted(to, Action.UPDATE, received.note(), update);
        }
        List<Block> blocks = new ArrayList<>(RichText.of(words.say("corrected")).blocks());
        blocks.addAll(update.note().body().blocks());
        Note correction = follow(update.note(), received.note(), update, new RichText(blocks));
        return new Wanted(to, Action.UPDATE, received.note(), new Create(received.note(), correction));
    }

    private Wanted withdrawn(Received received, Delete delete, View view) {
        if (view.capabilities(to).contains(Capability.DELETE)) {
            return new Wanted(to, Action.DELETE, received.note(), delete);
        }
        RichText notice = RichText.of(words.say("withdrawn"));
        return new Wanted(to, Action.DELETE, received.note(), spoken(received, delete, notice, view));
    }

    private List<Wanted> liked(Received received, Like like, View view) {
        if (view.capabilities(to).contains(Capability.REACT)) {
            return List.of(new Wanted(to, Action.LIKE, received.note(), like));
        }
        if (likes == Likes.NONE) {
            return List.of();
        }
        String excerpt = view.text(received.note()).map(Crossing::excerpt).orElse("…");
        RichText told = RichText.of(words.say("liked", like.emoji(), like.actor().name(), excerpt));
        return List.of(new Wanted(to, Action.LIKE, received.note(), spoken(received, like, told, view)));
    }

    private List<Wanted> undone(Received received, Undo undo, View view) {
        return view.capabilities(to).contains(Capability.REACT)
                ? List.of(new Wanted(to, Action.UNDO, received.note(), undo))
                : List.of();
    }

    private static Activity spoken(Received received, Activity activity, RichText words, View view) {
        Optional<Note> original = view.text(received.note());
        Note base = original.orElseGet(() -> Note.of(
                activity.actor(), words, new Audience.Organization(), activity.published()));
        return new Create(received.note(), follow(base, received.note(), activity, words));
    }

    /** A note that follows another, in its thread and under its subject. */
    private static Note follow(Note original, NoteId note, Activity activity, RichText body) {
        Actor actor = activity.actor();
        Note bare = Note.of(actor, body, original.audience(), activity.published()).answering(InReplyTo.note(note));
        return original.subject().map(bare::withSubject).orElse(bare);
    }

    private static String excerpt(Note note) {
        String words = note.body().ownWords().replace('\n', ' ');
        return words.codePointCount(0, words.length()) <= LONGEST_EXCERPT
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST_EXCERPT)) + "…";
    }
}
