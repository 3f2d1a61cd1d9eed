package org.dialoguehub.feed;

import java.util.regex.Pattern;

/** The lasting identity of a group; outlives a change of its name. At most 64 of {@code a-z 0-9}, in parts joined by single dashes. */
public record GroupId(String value) {
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public GroupId {
        if (value.length() > 64 || !KEBAB_CASE.matcher(value).matches()) {
            throw new IllegalArgumentException("a group id has 1 to 64 of a-z and 0-9, in parts joined by single dashes");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
