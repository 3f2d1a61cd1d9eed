package org.dialoguehub.archive;

import java.util.List;

/**
 * How what was found is spread, the most first; years with the latest first.
 *
 * @param people by address
 * @param complete whether all that was found was counted; if not, only the first {@value #MOST} were
 */
public record Facets(List<Count> people, List<Count> groups, List<Count> years, boolean complete) {
    /** How many mails are counted at most. */
    public static final int MOST = 1_000_000;

    /** How many people are told of. */
    static final int PEOPLE = 20;

    public Facets {
        people = List.copyOf(people);
        groups = List.copyOf(groups);
        years = List.copyOf(years);
    }

    /** How many mails there are of somebody, in a group, or of a year. */
    public record Count(String of, int mails) {}
}
