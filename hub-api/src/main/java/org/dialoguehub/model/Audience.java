package org.dialoguehub.model;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may read a note. An invariant of the note, not a wish: nothing leaves the hub for readers outside it, unless an administrator has
 * granted so.
 *
 * <p>From wide to narrow: {@link Everyone}, {@link Organization} (everybody in it), {@link Circles} (the members of any of them),
 * {@link Persons} (only these).
 */
public sealed interface Audience {
    /** Anybody at all. */
    record Everyone() implements Audience {}

    /** Everybody who belongs to the organization that this hub serves. */
    record Organization() implements Audience {}

    /** The members of any of these circles. */
    record Circles(Set<Circle> circles) implements Audience {
        public Circles {
            circles = Set.copyOf(circles);
            if (circles.isEmpty()) {
                throw new IllegalArgumentException("An audience of no circle: name at least one");
            }
        }
    }

    /** These accounts and nobody else. */
    record Persons(Set<AccountId> accounts) implements Audience {
        public Persons {
            accounts = Set.copyOf(accounts);
            if (accounts.isEmpty()) {
                throw new IllegalArgumentException("An audience of nobody: name at least one account");
            }
        }
    }

    /** The members of one circle. */
    static Audience circle(String name) {
        return new Circles(Set.of(new Circle(name)));
    }

    /** Whether all readers of {@code other} are surely among the readers of this. What is not known for sure is answered with no. */
    default boolean includes(Audience other) {
        return switch (this) {
            case Everyone() -> true;
            case Organization() -> !(other instanceof Everyone) && !(other instanceof Persons);
            case Circles(Set<Circle> circles) -> other instanceof Circles inner && circles.containsAll(inner.circles());
            case Persons(Set<AccountId> accounts) -> other instanceof Persons inner && accounts.containsAll(inner.accounts());
        };
    }

    /**
     * The audience of a reply with this audience to a note with that of {@code parent}: those who are surely in both, else these persons where
     * only this names persons, else the parent's, as replies inherit. It is never wider than the parent's, unless it names persons.
     */
    default Audience narrowedTo(Audience parent) {
        if (this instanceof Circles(Set<Circle> ours) && parent instanceof Circles(Set<Circle> theirs)) {
            Set<Circle> both = common(ours, theirs);
            return both.isEmpty() ? parent : new Circles(both);
        }
        if (this instanceof Persons(Set<AccountId> ours) && parent instanceof Persons(Set<AccountId> theirs)) {
            Set<AccountId> both = common(ours, theirs);
            return both.isEmpty() ? parent : new Persons(both);
        }
        return this instanceof Persons || parent.includes(this) ? this : parent;
    }

    private static <T> Set<T> common(Set<T> ours, Set<T> theirs) {
        return ours.stream().filter(theirs::contains).collect(Collectors.toUnmodifiableSet());
    }
}
