package org.dialoguehub.model;

import java.net.URI;
import java.util.Optional;

/** Who does something, as the network shows them. The name is for people and may be anything; identity is the account. */
public record Actor(AccountId account, String name, Optional<URI> page) {
    public Actor {
        if (name.isBlank()) {
            name = account.value();
        }
    }

    /** An actor without a page of their own. */
    public static Actor of(String account, String name) {
        return new Actor(new AccountId(account), name, Optional.empty());
    }
}
