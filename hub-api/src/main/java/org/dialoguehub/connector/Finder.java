package org.dialoguehub.connector;

import java.time.Instant;
import java.util.List;

/** Can look whether a post is out. */
public interface Finder {
    /**
     * Looks for a post whose fate is not known. Changes nothing; may be repeated.
     *
     * @param armed before this time the request had not been sent, by the hub's clock; look a little earlier, since clocks differ
     */
    Sighting find(Post post, Prepared.Ready ready, Instant armed) throws ConnectorException;

    /** What a look gave. */
    sealed interface Sighting {
        /**
         * The place could be seen.
         *
         * @param candidates posts that may be the one, best first; empty if it is not there
         */
        record Seen(List<Candidate> candidates) implements Sighting {
            public Seen {
                candidates = List.copyOf(candidates);
            }
        }

        /**
         * There is no place to look; a person must decide.
         *
         * @param where what a person can do to see for themselves
         */
        record Blind(String where) implements Sighting {}

        /**
         * There is no place to look, and whoever set the channel up has said what to do then.
         *
         * @param why one sentence for the operator
         */
        record Decided(Verdict verdict, String why) implements Sighting {}
    }

    /** What to do about a post of which nobody knows whether it is out. */
    enum Verdict {
        /** Send it again: rather twice than never. */
        REPEAT,
        /** Leave it at that: rather never than twice. */
        DROP
    }

    /**
     * A post that may be the one sought.
     *
     * @param certain whether it bears our own key, so that the text need not be compared
     * @param text its text as plain text
     */
    record Candidate(Published published, boolean certain, String text) {}
}
