package org.dialoguehub.broadcast;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The local times of a rule with those beside it and without the exceptions (RFC 5545, section 3.8.5), in order and each once. */
final class RecurrenceSet implements Iterator<LocalDateTime> {
    private final Iterator<LocalDateTime> byRule;
    private final NavigableSet<LocalDateTime> also;
    private final Set<LocalDateTime> except;
    private Optional<LocalDateTime> ruled;

    RecurrenceSet(Iterator<LocalDateTime> byRule, Collection<LocalDateTime> also, Collection<LocalDateTime> except) {
        this.byRule = byRule;
        this.also = new TreeSet<>(also);
        this.except = new HashSet<>(except);
        this.also.removeAll(this.except);
        this.ruled = nextRuled();
    }

    @Override
    public boolean hasNext() {
        return ruled.isPresent() || !also.isEmpty();
    }

    @Override
    public LocalDateTime next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        LocalDateTime next = ruled.filter(local -> also.isEmpty() || !local.isAfter(also.first())).orElseGet(also::first);
        also.remove(next);
        if (ruled.filter(next::equals).isPresent()) {
            ruled = nextRuled();
        }
        return next;
    }

    private Optional<LocalDateTime> nextRuled() {
        while (byRule.hasNext()) {
            LocalDateTime local = byRule.next();
            if (!except.contains(local)) {
                return Optional.of(local);
            }
        }
        return Optional.empty();
    }
}
