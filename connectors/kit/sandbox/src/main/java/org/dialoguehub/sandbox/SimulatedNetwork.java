package org.dialoguehub.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network that {@code hub sandbox} can show. Found by {@link java.util.ServiceLoader}, so it needs a public constructor without parameters. */
public interface SimulatedNetwork {
    /** As settings would name it: lower case, kebab-case. */
    String name();

    /** Runs it on a free port, with somebody on it who can be played. */
    Shown start(SandboxClock clock);

    /**
     * A network that runs.
     *
     * @param settings what a client needs to reach it, such as {@code server} and {@code token}, in the order to show
     * @param hints how to use it, line by line: best a command that can be copied
     */
    record Shown(String name, NetworkSimulation network, Map<String, String> settings, List<String> hints) implements AutoCloseable {
        public Shown {
            settings = new LinkedHashMap<>(settings);
            hints = List.copyOf(hints);
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
