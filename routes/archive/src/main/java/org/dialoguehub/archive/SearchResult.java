package org.dialoguehub.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A page of what was found.
 *
 * @param next cursor of the next page, if there is one
 * @param total how many mails were found; from {@value #COUNTED} on it is a lower bound
 */
public record SearchResult(List<Hit> hits, Optional<String> next, long total) {
    /** From how many on {@link #total} is a lower bound. */
    public static final int COUNTED = 1_000;

    public SearchResult {
        hits = List.copyOf(hits);
    }

    /**
     * A mail that was found.
     *
     * @param number of the mail, lasting
     * @param thread of the mail now; changes when threads are merged
     * @param sent absent if the mail has no date that can be
     * @param groups those that the searcher may read
     * @param excerpt of its own words
     */
    public record Hit(long number, long thread, String subject, String name, String address, Optional<Instant> sent, Set<String> groups,
            List<Piece> excerpt) {
        public Hit {
            groups = Set.copyOf(groups);
            excerpt = List.copyOf(excerpt);
        }
    }

    /** Some text, and whether it is what was searched for. */
    public record Piece(String text, boolean found) {}
}
