package org.dialoguehub.hub;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import org.dialoguehub.connector.Connector;

/**
 * What the hub finds around it, and an embedder may bring.
 *
 * @param random a source that cannot be guessed
 * @param connectors those that channels may name, beside the feed
 */
public record Surroundings(InstantSource clock, RandomGenerator random, List<Connector> connectors) {
    public Surroundings {
        connectors = List.copyOf(connectors);
    }

    /** The system's clock, a secure source of randomness, and every connector on the class path. */
    public static Surroundings standard() {
        List<Connector> found = ServiceLoader.load(Connector.class).stream().map(ServiceLoader.Provider::get).toList();
        return new Surroundings(InstantSource.system(), new SecureRandom(), found);
    }

    public Surroundings with(InstantSource value) {
        return new Surroundings(value, random, connectors);
    }

    public Surroundings with(Connector connector) {
        List<Connector> more = new ArrayList<>(connectors);
        more.add(connector);
        return new Surroundings(clock, random, more);
    }
}
