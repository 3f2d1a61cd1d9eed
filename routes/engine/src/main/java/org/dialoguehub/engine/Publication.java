package org.dialoguehub.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dialoguehub.model.Note;

/**
 * A note to be said on several channels, on each in its own words.
 *
 * @param note what is said, for those who may read it; answers on any channel join it
 * @param sayings how it is said on each channel, each channel once
 * @param answers what is to follow in the thread, in order: a first comment, for instance
 */
public record Publication(Note note, List<Saying> sayings, List<Publication> answers) {
    public Publication {
        sayings = List.copyOf(sayings);
        answers = List.copyOf(answers);
        Set<String> channels = new HashSet<>();
        for (Saying saying : sayings) {
            if (!channels.add(saying.channel())) {
                throw new IllegalArgumentException("'" + saying.channel() + "' is named twice");
            }
        }
    }

    /**
     * How a note is said on one channel.
     *
     * @param parts what is sent, to the letter, in order; each after the first answers the one before
     */
    public record Saying(String channel, List<Note> parts) {
        public Saying {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("Nothing is said on '" + channel + "'");
            }
        }
    }
}
