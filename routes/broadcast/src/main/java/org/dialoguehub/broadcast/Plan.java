package org.dialoguehub.broadcast;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * When a broadcast goes out, and what it belongs to.
 *
 * @param campaign what it is part of, such as {@code gala-2026}
 * @param tags what it is about, for those who look for it
 */
public record Plan(Schedule schedule, Optional<String> campaign, Set<String> tags) {
    private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    /** At once, as part of nothing. */
    public static final Plan NOW = new Plan(new Schedule.Now(), Optional.empty(), Set.of());

    public Plan {
        tags = Set.copyOf(tags);
        campaign.ifPresent(name -> check("The campaign", name));
        tags.forEach(tag -> check("A tag", tag));
    }

    private static void check(String what, String label) {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException(
                    what + " is '" + label + "'; it has 1 to 100 letters, digits, blanks, dots, hyphens and underscores");
        }
    }
}
