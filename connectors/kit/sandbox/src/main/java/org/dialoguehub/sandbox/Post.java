package org.dialoguehub.sandbox;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * A post of a simulated network, as it was at one moment.
 *
 * @param details whatever else the network knows about it, by a name of its own
 * @param likes the accounts that liked it, by emoji, oldest first
 */
public record Post(
        String id,
        String account,
        String text,
        Optional<String> inReplyTo,
        Map<String, String> details,
        Instant createdAt,
        Optional<Instant> editedAt,
        boolean deleted,
        SequencedMap<String, SequencedSet<String>> likes) {

    /** What somebody asks the network to publish. */
    public record Draft(String account, String text, Optional<String> inReplyTo, Map<String, String> details) {
        public Draft {
            details = Map.copyOf(details);
        }

        /** A post that answers none. */
        public static Draft of(String account, String text) {
            return new Draft(account, text, Optional.empty(), Map.of());
        }

        /** The same as an answer to a post. */
        public Draft answering(String id) {
            return new Draft(account, text, Optional.of(id), details);
        }
    }

    public Post {
        details = Map.copyOf(details);
        var copy = new LinkedHashMap<String, SequencedSet<String>>();
        likes.forEach((emoji, accounts) -> copy.put(emoji, Collections.unmodifiableSequencedSet(new LinkedHashSet<>(accounts))));
        likes = Collections.unmodifiableSequencedMap(copy);
    }

    static Post from(String id, Draft draft, Instant at) {
        return new Post(id, draft.account, draft.text, draft.inReplyTo, draft.details, at, Optional.empty(), false, new LinkedHashMap<>());
    }

    Post edited(String newText, Instant at) {
        return new Post(id, account, newText, inReplyTo, details, createdAt, Optional.of(at), deleted, likes);
    }

    Post asDeleted() {
        return new Post(id, account, text, inReplyTo, details, createdAt, editedAt, true, likes);
    }

    Post liked(String emoji, String by, boolean liked) {
        var changed = new LinkedHashMap<>(likes);
        var accounts = new LinkedHashSet<>(likes.getOrDefault(emoji, new LinkedHashSet<>()));
        if (liked) {
            accounts.add(by);
        } else {
            accounts.remove(by);
        }
        changed.put(emoji, accounts);
        if (accounts.isEmpty()) {
            changed.remove(emoji);
        }
        return new Post(id, account, text, inReplyTo, details, createdAt, editedAt, deleted, changed);
    }
}
