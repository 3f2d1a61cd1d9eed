package org.dialoguehub.hub;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.engine.Keyring;

/**
 * What the hub finds around it, and an embedder may bring.
 *
 * @param random a source that cannot be guessed
 * @param keyring opens what signing in leaves in the store
 * @param connectors those that channels may name, beside the feed
 */
public record Surroundings(InstantSource clock, RandomGenerator random, Keyring keyring, List<Connector> connectors) {
    public Surroundings {
        connectors = List.copyOf(connectors);
    }

    /** The system's clock, a secure source of randomness, the {@linkplain KeyFile#standard usual keys}, and every connector on the class path. */
    public static Surroundings standard() {
        List<Connector> found = ServiceLoader.load(Connector.class).stream().map(ServiceLoader.Provider::get).toList();
        var random = new SecureRandom();
        return new Surroundings(InstantSource.system(), random, new Keyring(KeyFile.standard(random), random), found);
    }

    public Surroundings with(InstantSource value) {
        return new Surroundings(value, random, keyring, connectors);
    }

    public Surroundings with(Keyring value) {
        return new Surroundings(clock, random, value, connectors);
    }

    public Surroundings with(Connector connector) {
        List<Connector> more = new ArrayList<>(connectors);
        more.add(connector);
        return new Surroundings(clock, random, keyring, more);
    }
}
