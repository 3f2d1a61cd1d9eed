package org.dialoguehub.toolkit;

import java.util.Optional;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Credentials;

/** The credential of a channel, in memory; several hosts may share it, as several hubs do. */
final class TestCredentials implements Credentials {
    private Optional<Credential> kept = Optional.empty();

    @Override
    public synchronized Optional<Credential> read() {
        return kept;
    }

    @Override
    public synchronized boolean replace(Optional<Credential> expected, Credential next) {
        boolean same = kept.equals(expected);
        kept = same ? Optional.of(next) : kept;
        return same;
    }
}
