package org.dialoguehub.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who is let in, and by which key. Safe for use by many threads. */
public final class Doors {
    private static final String PREFIX = "hub_";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,99}");

    private final Store store;
    private final Tokens tokens;
    private final Patience patience;

    Doors(Store store, Tokens tokens) {
        this.store = store;
        this.tokens = tokens;
        this.patience = new Patience(tokens.clock());
    }

    /**
     * Makes a key.
     *
     * @param name of who gets it, unlike that of any other key
     * @return the key, which is shown this once: only its digest is kept
     * @throws IllegalArgumentException if there is a key of that name, or the name or the end cannot be
     */
    public String add(Principal principal, String name, Set<Right> rights, Optional<Instant> expires) {
        principal.mustAdminister("make a key");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name; it has 1 to 100 letters, digits, blanks and any of . _ @ -");
        }
        Instant now = tokens.clock().instant();
        if (rights.isEmpty() || expires.filter(end -> !end.isAfter(now)).isPresent()) {
            throw new IllegalArgumentException("A key that opens nothing is of no use; give it a right, and an end that is not past");
        }
        String secret = PREFIX + tokens.token() + tokens.token();
        if (!store.<Boolean>write(transaction -> transaction.keys().add(new Keys.Key(name, digest(secret), rights, now, expires)))) {
            throw new IllegalArgumentException("There is a key of '" + name + "' already; remove that first, or take another name");
        }
        return secret;
    }

    /** All keys, by name. */
    public List<Keys.Key> keys(Principal principal) {
        principal.mustAdminister("see the keys");
        return store.read(transaction -> transaction.keys().all());
    }

    /** Removes a key, which opens nothing from now on; false if there is none of that name. */
    public boolean remove(Principal principal, String name) {
        principal.mustAdminister("remove a key");
        return store.write(transaction -> transaction.keys().remove(name));
    }

    /** Who shows that key, if it opens anything now. */
    public Optional<Principal.Colleague> who(String secret) {
        return ticket(secret).flatMap(this::holder);
    }

    /** What stands for a key where the key itself must not be, such as in a cookie; empty if it is no key. It opens nothing by itself. */
    public Optional<String> ticket(String secret) {
        return secret.startsWith(PREFIX) ? Optional.of(digest(secret)) : Optional.empty();
    }

    /** Who has the key for which a ticket stands, if that opens anything now. */
    public Optional<Principal.Colleague> holder(String ticket) {
        Instant now = tokens.clock().instant();
        return store.read(transaction -> transaction.keys().find(ticket)).filter(key -> key.opens(now)).map(Keys.Key::holder);
    }

    /** What bounds the wrong keys that are shown. */
    public Patience patience() {
        return patience;
    }

    static String digest(String secret) {
        return HexFormat.of().formatHex(Fingerprint.sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
