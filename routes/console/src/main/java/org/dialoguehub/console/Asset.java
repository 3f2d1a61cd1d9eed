package org.dialoguehub.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A file that pages need; it comes with the hub, and nothing comes from elsewhere. */
record Asset(String name, String mediaType, String content) {
    private static final Map<String, String> MEDIA_TYPES = Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    static Optional<Asset> named(String name) {
        return switch (name) {
            case "console.css", "live.js", "icons.svg", "icon.svg" -> Optional.of(read(name));
            default -> Optional.empty();
        };
    }

    private static Asset read(String name) {
        String mediaType = Objects.requireNonNull(MEDIA_TYPES.get(name.substring(name.indexOf('.') + 1)));
        try (InputStream file = Objects.requireNonNull(Asset.class.getResourceAsStream(name), name)) {
            return new Asset(name, mediaType + "; charset=utf-8", new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
