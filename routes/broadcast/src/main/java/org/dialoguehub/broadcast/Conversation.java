package org.dialoguehub.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.engine.Dialogue.Told;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.NoteId;

/**
 * What one person and the organization say to each other on one channel: below a broadcast, each person who answers it has a conversation of their own,
 * with all who join in below their words. Strangers who answer the same broadcast never share one.
 *
 * @param id the note it began with
 * @param about the note that the person answered first; empty if they began by themselves
 * @param person who began it
 * @param notes of both sides and of those who joined in, in the order in which they came
 */
public record Conversation(
        NoteId id, Optional<NoteId> about, String channel, Actor person, List<Said> notes, Casebook.Handling handling) {
    public Conversation {
        notes = List.copyOf(notes);
    }

    /** A note, and whether the organization said it. */
    public record Said(Told told, boolean ours) {}

    /** Where a conversation stands. */
    public enum State {
        /** Somebody waits for an answer. */
        OPEN,
        /** The organization spoke last. */
        ANSWERED,
        /** Somebody said that nothing is left to be said. */
        CLOSED
    }

    public State state() {
        if (handling.closed().filter(closing -> isTheLastOfTheirs(closing.last())).isPresent()) {
            return State.CLOSED;
        }
        return notes.getLast().ours() ? State.ANSWERED : State.OPEN;
    }

    /** Whether they said nothing after that note. */
    private boolean isTheLastOfTheirs(NoteId note) {
        for (Said said : notes.reversed()) {
            if (said.told().id().equals(note)) {
                return true;
            }
            if (!said.ours()) {
                return false;
            }
        }
        return false;
    }

    /** When the last word came. */
    public Instant latest() {
        return notes.getLast().told().at();
    }

    /** Since when somebody waits for an answer. */
    public Optional<Instant> waitingSince() {
        if (state() != State.OPEN) {
            return Optional.empty();
        }
        Instant since = latest();
        for (Said said : notes.reversed()) {
            if (said.ours()) {
                break;
            }
            since = said.told().at();
        }
        return Optional.of(since);
    }

    /** How long the person waited for the first answer; empty if there is none yet. */
    public Optional<Duration> firstResponse() {
        Instant asked = notes.getFirst().told().at();
        return notes.stream().filter(Said::ours).map(said -> said.told().at()).filter(at -> !at.isBefore(asked)).findFirst()
                .map(at -> Duration.between(asked, at));
    }
}
