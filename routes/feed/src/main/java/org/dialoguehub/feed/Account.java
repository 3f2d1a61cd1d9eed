package org.dialoguehub.feed;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.Actor;

/**
 * A person on the feed.
 *
 * @param id their account on the feed; lasting
 * @param name for people; it may change
 * @param linked their accounts on other networks, such as {@code mailto:anna@example.org}, linked with their consent: what is said by one
 *     of these is shown as said by this person
 */
public record Account(AccountId id, String name, Set<AccountId> linked) {
    public Account {
        id = folded(id);
        linked = linked.stream().map(Account::folded).collect(Collectors.toUnmodifiableSet());
    }

    /** A person without accounts elsewhere. */
    public static Account of(String id, String name) {
        return new Account(new AccountId(id), name, Set.of());
    }

    /** The accounts that are this person: {@link #id()} and {@link #linked()}. */
    public Set<AccountId> identities() {
        return Stream.concat(Stream.of(id), linked.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** How others see them. */
    public Actor actor() {
        return Actor.of(id.value(), name);
    }

    /** The same account always in the same letters: mail addresses are written in upper and lower case as people like. */
    static AccountId folded(AccountId account) {
        String lower = account.value().toLowerCase(Locale.ROOT);
        return lower.startsWith("mailto:") ? new AccountId(lower) : account;
    }
}
