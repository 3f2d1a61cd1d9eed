package org.dialoguehub.engine;

import java.security.GeneralSecurityException;
import java.util.Optional;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Credentials;
import org.dialoguehub.engine.Vault.Sealed;
import org.dialoguehub.model.ChannelId;
import org.dialoguehub.settings.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credential of a channel, in the vault of a store. What an older key has sealed is sealed anew when it is read. What no key opens is as good as not
 * there, so that a person can sign in again; it stays until then, in case the key comes back.
 */
record KeptCredentials(Store store, Keyring keyring, ChannelId channel, String name) implements Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(KeptCredentials.class);

    @Override
    public Optional<Credential> read() {
        Optional<Sealed> kept = store.read(transaction -> transaction.vault().find(channel));
        Optional<Credential> opened = kept.flatMap(this::opened);
        if (opened.isPresent() && !keyring.isCurrent(kept.orElseThrow().text())) {
            Sealed anew = sealed(opened.get());
            store.write(transaction -> transaction.vault().replace(channel, kept, anew));
        }
        return opened;
    }

    @Override
    public boolean replace(Optional<Credential> expected, Credential next) {
        Sealed sealed = sealed(next);
        return store.write(transaction -> {
            Optional<Sealed> kept = transaction.vault().find(channel);
            boolean same = kept.flatMap(this::opened).map(Credential::value).equals(expected.map(Credential::value));
            return same && transaction.vault().replace(channel, kept, sealed);
        });
    }

    private Sealed sealed(Credential credential) {
        return new Sealed(keyring.seal(channel.value(), credential.value().reveal()), credential.until());
    }

    private Optional<Credential> opened(Sealed sealed) {
        try {
            return Optional.of(new Credential(new Secret(keyring.open(channel.value(), sealed.text())), sealed.until()));
        } catch (GeneralSecurityException closed) {
            LOG.warn("The sign-in of '{}' cannot be read: {}. Put the key back behind the others, or sign in again", name,
                    closed.getMessage());
            return Optional.empty();
        }
    }
}
