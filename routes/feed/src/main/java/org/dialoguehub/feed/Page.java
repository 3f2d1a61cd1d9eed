package org.dialoguehub.feed;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a long list.
 *
 * @param next where the following page begins; absent if this is the last
 */
public record Page<T>(List<T> items, Optional<Long> next) {
    public Page {
        items = List.copyOf(items);
    }

    /** The first {@code limit} of items, of which one more was asked for. */
    static <T> Page<T> of(List<T> items, int limit, Function<T, Long> place) {
        if (items.size() <= limit) {
            return new Page<>(items, Optional.empty());
        }
        List<T> shown = items.subList(0, limit);
        return new Page<>(shown, Optional.of(place.apply(shown.getLast())));
    }

    <R> Page<R> with(List<R> others) {
        return new Page<>(others, next);
    }
}
