package org.dialoguehub.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mail of the archive, to be read.
 *
 * @param number lasting
 * @param messageId without brackets; empty if it came without one
 * @param to names and addresses of those it went to
 * @param groups those that the reader may read
 * @param text all of it, in order: what its writer wrote, and between that what stands there of others
 * @param living the hub's own id of it, if it was said in the hub
 */
public record Message(long number, String messageId, String subject, String name, String address, Optional<Instant> sent, List<String> to,
        Set<String> groups, Set<String> tags, List<Passage> text, List<File> files, Set<Mark> marks, Optional<String> living) {
    public Message {
        to = List.copyOf(to);
        groups = Set.copyOf(groups);
        tags = Set.copyOf(tags);
        text = List.copyOf(text);
        files = List.copyOf(files);
        marks = Set.copyOf(marks);
    }

    /**
     * Lines of the text.
     *
     * @param kind {@code own} for what its writer wrote, else why it is folded: {@code quote}, {@code forward}, {@code attribution}, {@code header},
     *     {@code signature}, {@code client} or {@code footer}
     */
    public record Passage(String kind, String text) {
        /** Whether its writer wrote it. */
        public boolean own() {
            return kind.equals("own");
        }
    }

    /**
     * A file that hangs on it.
     *
     * @param size in bytes
     */
    public record File(String name, String mediaType, long size) {}

    /** What is odd about it. */
    public enum Mark {
        /** Another mail has the same Message-ID. */
        REUSED_ID,
        /** Its place in the thread is a guess. */
        GUESSED_PLACE,
        /** It has no date that can be. */
        NO_DATE
    }

    /** What its writer wrote. */
    public String ownWords() {
        var words = new StringBuilder();
        text.stream().filter(Passage::own).forEach(passage -> words.append(passage.text()).append('\n'));
        return words.toString().strip();
    }
}
