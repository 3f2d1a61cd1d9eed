package org.dialoguehub.archive;

/**
 * What is searched for.
 *
 * @param query as people type it
 * @param limit how many to show, 1 to {@value #MOST}
 * @param cursor from {@link SearchResult#next()} to go on there; empty for the beginning
 * @param order of what is found
 * @param unit what is shown of it
 */
public record SearchRequest(String query, int limit, String cursor, Order order, Unit unit) {
    /** The most on one page. */
    public static final int MOST = 100;

    /** Which comes first. */
    public enum Order {
        /** What fits best. */
        BEST,
        /** What was said last. */
        NEWEST
    }

    /** What is shown. */
    public enum Unit {
        /** Each mail. */
        MESSAGES,
        /** Each thread once, by the mail in it that comes first. */
        THREADS
    }

    public SearchRequest {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("'limit' is " + limit + "; 1 to " + MOST + " are allowed");
        }
    }

    /** The first twenty mails. */
    public static SearchRequest of(String query) {
        return new SearchRequest(query, 20, "", Order.BEST, Unit.MESSAGES);
    }
}
