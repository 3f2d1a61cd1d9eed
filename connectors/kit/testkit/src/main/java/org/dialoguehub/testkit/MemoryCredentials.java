package org.dialoguehub.testkit;

import java.util.Optional;
import org.dialoguehub.connector.Credential;
import org.dialoguehub.connector.Credentials;

/** The credential of a channel, kept in memory. */
public final class MemoryCredentials implements Credentials {
    private Optional<Credential> kept;

    /**
     * @param first what a sign-in has left before the test
     */
    public MemoryCredentials(Optional<Credential> first) {
        this.kept = first;
    }

    @Override
    public synchronized Optional<Credential> read() {
        return kept;
    }

    @Override
    public synchronized boolean replace(Optional<Credential> expected, Credential next) {
        boolean same = kept.map(Credential::value).equals(expected.map(Credential::value));
        kept = same ? Optional.of(next) : kept;
        return same;
    }
}
