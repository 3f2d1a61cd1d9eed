package org.dialoguehub.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys by which colleagues and programs are known. Of a key only its digest is kept. */
public interface Keys {
    /** Adds a key; returns false, and changes nothing, if there is one of that name or digest. */
    boolean add(Key key);

    /** The key with that digest. */
    Optional<Key> find(String digest);

    /** All of them, by name. */
    List<Key> all();

    /** Removes the key of that name; false if there is none. */
    boolean remove(String name);

    /**
     * What is known of a key.
     *
     * @param name of who has it, unlike that of any other
     * @param digest SHA-256 of the key, in hexadecimal digits; the key itself is random, so that nobody can try all there are
     * @param expires from then on it opens nothing
     */
    record Key(String name, String digest, Set<Right> rights, Instant created, Optional<Instant> expires) {
        public Key {
            rights = Set.copyOf(rights);
        }

        Principal.Colleague holder() {
            return new Principal.Colleague(name, rights);
        }

        boolean opens(Instant now) {
            return expires.filter(end -> !end.isAfter(now)).isEmpty();
        }
    }
}
