package org.dialoguehub.engine;

import java.util.Collections;
import java.util.Set;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Audience;
import org.dialoguehub.model.Audience.Circles;
import org.dialoguehub.model.Audience.Everyone;
import org.dialoguehub.model.Audience.Organization;
import org.dialoguehub.model.Audience.Persons;
import org.dialoguehub.model.Circle;

/** On whose behalf something is done. Every use case takes one. */
public sealed interface Principal {
    /** Who it is, for records and messages. */
    String name();

    /** Whether it may do that. */
    boolean may(Right right);

    /** Whether it may read what has this audience. */
    boolean reads(Audience audience);

    /** The hub itself, acting by its own settings. */
    record TheHub() implements Principal {
        @Override
        public String name() {
            return "hub";
        }

        @Override
        public boolean may(Right right) {
            return true;
        }

        @Override
        public boolean reads(Audience audience) {
            return true;
        }
    }

    /** Somebody who runs the hub, known by the operating system or a key. Runs it, and reads what is addressed to the organization. */
    record Administrator(String name) implements Principal {
        @Override
        public boolean may(Right right) {
            return true;
        }

        @Override
        public boolean reads(Audience audience) {
            return audience instanceof Everyone || audience instanceof Organization;
        }
    }

    /**
     * Somebody who has the data folder in hand, and so could read all that is in it anyway: whoever knows the key in it, or plays the demo. Runs the hub, and
     * reads everything.
     */
    record Keeper(String name) implements Principal {
        @Override
        public boolean may(Right right) {
            return true;
        }

        @Override
        public boolean reads(Audience audience) {
            return true;
        }
    }

    /** Somebody, or a program, who speaks for the organization. Does what the rights allow, and reads what is addressed to the organization. */
    record Colleague(String name, Set<Right> rights) implements Principal {
        public Colleague {
            rights = Set.copyOf(rights);
        }

        @Override
        public boolean may(Right right) {
            return rights.contains(right);
        }

        @Override
        public boolean reads(Audience audience) {
            return audience instanceof Everyone || audience instanceof Organization;
        }
    }

    /** A person of the organization, with the circles that they belong to. */
    record Person(AccountId account, Set<Circle> circles) implements Principal {
        public Person {
            circles = Set.copyOf(circles);
        }

        @Override
        public String name() {
            return account.value();
        }

        @Override
        public boolean may(Right right) {
            return false;
        }

        @Override
        public boolean reads(Audience audience) {
            return switch (audience) {
                case Everyone() -> true;
                case Organization() -> true;
                case Circles(Set<Circle> readers) -> !Collections.disjoint(readers, circles);
                case Persons(Set<AccountId> readers) -> readers.contains(account);
            };
        }
    }

    /** Whether it may run the hub. */
    default boolean administers() {
        return may(Right.OPERATE);
    }

    /** Demands the right to run the hub. */
    default void mustAdminister(String what) {
        if (!administers()) {
            throw new SecurityException(name() + " may not " + what + "; an administrator may");
        }
    }

    /** Demands a right. */
    default void must(Right right, String what) {
        if (!may(right)) {
            throw new SecurityException(name() + " may not " + what + "; that takes the right to " + right.word());
        }
    }
}
