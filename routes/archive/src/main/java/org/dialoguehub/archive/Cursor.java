package org.dialoguehub.archive;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.search.FieldDoc;
import org.dialoguehub.archive.SearchRequest.Order;
import org.jspecify.annotations.Nullable;

/** A place behind a hit, as text: its score or time, and its number. Holds whatever comes to the archive or changes in the index. */
final class Cursor {
    private static final Pattern FORM = Pattern.compile("([bn])(-?\\d{1,19})_(\\d{1,19})");

    private Cursor() {}

    static String write(FieldDoc hit) {
        Object first = Objects.requireNonNull(hit.fields[0]);
        String place = first instanceof Float score ? "b" + Float.floatToIntBits(score) : "n" + first;
        return place + "_" + hit.fields[1];
    }

    static @Nullable FieldDoc read(String cursor, Order order) throws QueryException {
        if (cursor.isEmpty()) {
            return null;
        }
        Matcher form = FORM.matcher(cursor);
        if (!form.matches() || form.group(1).equals("b") != (order == Order.BEST)) {
            throw new QueryException("The cursor '" + cursor + "' is not one of this search");
        }
        try {
            Object first = order == Order.BEST
                    ? (Object) Float.intBitsToFloat(Integer.parseInt(form.group(2)))
                    : (Object) Long.valueOf(form.group(2));
            return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[]{first, Long.valueOf(form.group(3))});
        } catch (NumberFormatException tooLarge) {
            throw new QueryException("The cursor '" + cursor + "' is not one of this search");
        }
    }

    /** Which of two hits of the same search comes first. */
    static int compare(FieldDoc one, FieldDoc other) {
        int first = larger(one.fields[0], other.fields[0]);
        return first == 0 ? larger(one.fields[1], other.fields[1]) : first;
    }

    private static int larger(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Float score && other instanceof Float otherScore) {
            return otherScore.compareTo(score);
        }
        return ((Long) Objects.requireNonNull(other)).compareTo((Long) Objects.requireNonNull(one));
    }
}
