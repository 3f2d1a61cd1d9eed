package org.dialoguehub.twitter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What X publishes about itself, in a folder {@code shared/networks/x} beside the checkout, or above it, as it is not ours to hand on. Tests that need it say
 * so, and are passed over where it is not.
 */
final class Shared {
    private Shared() {}

    static Optional<Path> file(String name) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path file = up.resolve("shared/networks/x").resolve(name);
            if (Files.isReadable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
